// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.testing.RecordingServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate only the application's own TLS settings know. */
class TlsIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final char[] PASSWORD = "loopback".toCharArray();

    @TempDir
    Path folder;

    private final Set<String> requests = ConcurrentHashMap.newKeySet();
    private SSLContext context;
    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "own",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            requests.add(exchange.getRequestMethod() + ' ' + exchange.getRequestURI());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private HoneyHiveTracerBuilder builder() {
        return HoneyHiveTracer.builder()
                .serverUrl("https://localhost:" + server.getAddress().getPort());
    }

    @Test
    void clientOfTheCaller_withItsOwnTrust_reachesTheServer() {
        HttpClient client = HttpClient.newBuilder().sslContext(context).build();
        try (HoneyHiveTracer tracer = builder().httpClient(client).build()) {
            tracer.run("step", EventType.CHAIN, span -> {});

            assertThat(tracer.flush(LIMIT)).isTrue();
            tracer.client().datasets().list();
        }
        assertThat(requests).contains("POST /opentelemetry/v1/traces", "POST /session/start");
    }

    @Test
    void certificateThatNobodyTrusts_isNotTrustedAndSaidWhy() {
        try (HoneyHiveTracer tracer = builder().build()) {
            tracer.run("step", EventType.CHAIN, span -> {});
            RecordingServer.await("a reason", () -> tracer.health().lastFailure() != null);

            assertThat(tracer.health().lastFailure()).contains("SSLHandshakeException");
            assertThat(tracer.flush(Duration.ofMillis(10))).isFalse();
            tracer.close(Duration.ofMillis(10));
        }
        assertThat(requests).isEmpty();
    }
}
