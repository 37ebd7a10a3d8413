// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that are not there or do not finish, interruption, and HTTP clients of the caller. */
@Timeout(30)
class ConnectionIT {
    @Test
    void call_nobodyListens_saysWhereItWent() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        HoneyHiveClient client = HoneyHiveClient.builder()
                .serverUrl("http://127.0.0.1:" + port)
                .apiKey(ScriptedServer.KEY)
                .maxAttempts(1)
                .build();

        var failure = catchThrowableOfType(
                HoneyHiveConnectionException.class, () -> client.runs().find("r"));

        assertThat(failure)
                .hasMessageStartingWith("GET http://127.0.0.1:" + port + "/v1/runs/r got no answer: ConnectException")
                .hasMessageNotContaining(ScriptedServer.KEY);
        assertThat(failure.isRetryable()).isTrue();
        assertThat(failure.method()).isEqualTo("GET");
    }

    @Test
    void call_bodyNeverEnds_endsInTime() throws IOException {
        try (var silent = new SilentServer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":")) {
            HoneyHiveClient client = HoneyHiveClient.builder()
                    .serverUrl(silent.url())
                    .timeout(Duration.ofMillis(700))
                    .build();
            long start = System.nanoTime();

            assertThatThrownBy(() -> client.datasets().list())
                    .isInstanceOf(HoneyHiveConnectionException.class)
                    .hasMessageContaining("HttpTimeoutException");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void call_threadInterrupted_endsAndStaysInterrupted() throws Exception {
        try (var silent = new SilentServer("")) {
            HoneyHiveClient client =
                    HoneyHiveClient.builder().serverUrl(silent.url()).build();
            var failure = new AtomicReference<HoneyHiveConnectionException>();
            var stayed = new CountDownLatch(1);
            var caller = new Thread(() -> {
                failure.set(catchThrowableOfType(
                        HoneyHiveConnectionException.class,
                        () -> client.datasets().list()));
                if (Thread.currentThread().isInterrupted()) {
                    stayed.countDown();
                }
            });
            caller.start();
            silent.awaitRequest();

            caller.interrupt();

            assertThat(stayed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(failure.get()).hasMessageContaining("interrupted while waiting");
        }
    }

    @Test
    void client_withAnHttpClientOfTheCaller_goesThroughItsProxyEveryTime() {
        try (ScriptedServer server = new ScriptedServer()) {
            InetSocketAddress proxy = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort());
            HttpClient own =
                    HttpClient.newBuilder().proxy(ProxySelector.of(proxy)).build();
            HoneyHiveClient client = HoneyHiveClient.builder()
                    .serverUrl("http://honeyhive.localhost:1")
                    .httpClient(own)
                    .build();

            client.datasets().list();
            client.datasets().list();

            assertThat(server.requests())
                    .extracting(request -> request.headers().get("host"))
                    .containsExactly("honeyhive.localhost:1", "honeyhive.localhost:1");
        }
    }

    /** Takes connections, sends the given bytes and then nothing more. */
    private static final class SilentServer implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final CountDownLatch asked = new CountDownLatch(1);
        private final Thread acceptor;

        SilentServer(String answer) throws IOException {
            acceptor = new Thread(() -> {
                try (Socket connection = socket.accept()) {
                    connection.getInputStream().read();
                    connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    connection.getOutputStream().flush();
                    asked.countDown();
                    connection.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    asked.countDown(); // closed
                }
            });
            acceptor.setDaemon(true);
            acceptor.start();
        }

        String url() {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }

        void awaitRequest() throws InterruptedException {
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
