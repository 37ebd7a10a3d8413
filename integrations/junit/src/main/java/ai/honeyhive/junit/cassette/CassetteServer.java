// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The loopback endpoint that stands in for the model. */
final class CassetteServer {
    /** What becomes of a request. */
    @FunctionalInterface
    interface Answers {
        RecordedResponse to(Call call) throws InterruptedException;
    }

    private static final int WAITING = 1024; // connections, as of an experiment that begins a thousand rows at once

    private static final byte[] IPV4_LOOPBACK = {127, 0, 0, 1};
    private static final AtomicInteger THREADS = new AtomicInteger();

    private final HttpServer server;
    private final ExecutorService threads;

    private CassetteServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    static CassetteServer start(Answers answers) {
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true"); // else each answer waits 40 ms for an ACK
        }
        try {
            HttpServer server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(IPV4_LOOPBACK), 0), WAITING);
            ExecutorService threads = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "honeyhive-cassette-" + THREADS.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });
            server.setExecutor(threads);
            server.createContext("/", exchange -> handle(answers, exchange));
            server.start();
            return new CassetteServer(server, threads);
        } catch (IOException e) {
            throw new CassetteException("the cassette cannot listen on loopback: " + e.getMessage(), e);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void handle(Answers answers, HttpExchange exchange) throws IOException {
        try (exchange) {
            RecordedResponse response;
            try {
                response = answers.to(Call.of(exchange));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return; // stopped
            }
            byte[] bytes = response.body().bytes();
            response.headers().forEach(exchange.getResponseHeaders()::set);
            boolean bodiless = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(response.status(), bodiless ? -1 : bytes.length);
            if (!bodiless) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    /** An answer of the cassette itself, in the form in which model vendors tell errors. */
    static RecordedResponse error(int status, String message) {
        var node = CassetteFile.MAPPER.createObjectNode();
        node.putObject("error").put("type", "cassette").put("message", message);
        return new RecordedResponse(
                status,
                Map.of("content-type", "application/json"),
                Body.of(CassetteFile.MAPPER.writeValueAsString(node).getBytes(StandardCharsets.UTF_8)));
    }
}
