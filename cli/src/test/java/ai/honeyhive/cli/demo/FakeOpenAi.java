// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stands in for an OpenAI-compatible provider: answers as told and keeps what it was asked. */
public final class FakeOpenAi implements AutoCloseable {
    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else 40 ms an answer
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpServer server;
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private volatile Reply reply = new Reply(200, "{}");

    record Request(String method, String path, String authorization, JsonNode body) {}

    /** An answer; status 0 means to keep the caller waiting. */
    private record Reply(int status, String body) {}

    public FakeOpenAi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    void replies(int status, String body) {
        reply = new Reply(status, body);
    }

    public void repliesWithAnswer(String content, int promptTokens, int completionTokens) {
        replies(200, """
                {"id": "chatcmpl-1", "object": "chat.completion", "model": "fake",
                 "choices": [{"index": 0, "finish_reason": "stop",
                              "message": {"role": "assistant", "content": "%s"}}],
                 "usage": {"prompt_tokens": %d, "completion_tokens": %d, "total_tokens": %d}}""".formatted(content, promptTokens, completionTokens, promptTokens + completionTokens));
    }

    void neverReplies() {
        reply = new Reply(0, "");
    }

    Queue<Request> requests() {
        return requests;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes())));
            if (reply.status() == 0) {
                closing.await();
                return;
            }
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
