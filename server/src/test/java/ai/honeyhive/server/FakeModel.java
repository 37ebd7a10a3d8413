// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A model provider on loopback that answers as it is told; the real ones cost money. */
final class FakeModel implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private volatile Function<JsonNode, Reply> script;

    record Reply(int status, String body, String retryAfter) {
        static Reply of(int status, String body) {
            return new Reply(status, body, "");
        }
    }

    /** Takes a port; 0 for a free one. */
    FakeModel(int port, Function<JsonNode, Reply> script) {
        this.script = script;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(threads);
        http.createContext("/v1/", this::serve);
        http.start();
    }

    static FakeModel answering(String content) {
        return new FakeModel(0, request -> chat(content));
    }

    /** A chat completion with a usage of 100 and 10 tokens. */
    static Reply chat(String content) {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("choices")
                .addObject()
                .putObject("message")
                .put("role", "assistant")
                .put("content", content);
        body.putObject("usage").put("prompt_tokens", 100).put("completion_tokens", 10);
        return Reply.of(200, body.toString());
    }

    void answer(Function<JsonNode, Reply> other) {
        script = other;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port() + "/v1");
    }

    int port() {
        return http.getAddress().getPort();
    }

    List<JsonNode> requests() {
        return requests;
    }

    List<String> keys() {
        return keys;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            requests.add(request);
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            Reply reply = script.apply(request);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            if (!reply.retryAfter().isEmpty()) {
                exchange.getResponseHeaders().add("Retry-After", reply.retryAfter());
            }
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
