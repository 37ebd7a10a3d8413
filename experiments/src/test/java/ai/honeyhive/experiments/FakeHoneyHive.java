// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** A server that fails on command and keeps what it was sent. */
final class FakeHoneyHive implements AutoCloseable {
    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else 40 ms an answer
    }

    /** A request with a JSON body. */
    record Request(String method, String path, Map<String, Object> body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final Queue<Map<String, Object>> spans = new ConcurrentLinkedQueue<>();
    private final AtomicInteger spanCount = new AtomicInteger();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    FakeHoneyHive() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on, answers requests such as {@code "PUT /v1/runs"} with the status. */
    void fail(String methodAndPathPrefix, int status) {
        failures.put(methodAndPathPrefix, status);
    }

    List<Request> requests(String method, String pathPrefix) {
        return requests.stream()
                .filter(request ->
                        request.method().equals(method) && request.path().startsWith(pathPrefix))
                .toList();
    }

    /** Returns attributes of received spans, with {@code name}, {@code root} and {@code exceptions}. */
    List<Map<String, Object>> spans() {
        return List.copyOf(spans);
    }

    int spanCount() {
        return spanCount.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        int status = failures.entrySet().stream()
                .filter(failure -> (method + " " + path).startsWith(failure.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(200);
        String answer = "{}";
        if (status != 200) {
            answer = "{\"message\":\"told to fail\"}";
        } else if (path.startsWith("/opentelemetry")) {
            boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            decode(body, zipped);
            answer = "";
        } else {
            Map<String, Object> json = json(body);
            requests.add(new Request(method, path, json));
            answer = answer(method, path, json);
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static String answer(String method, String path, Map<String, Object> body) {
        if (method.equals("POST") && path.equals("/v1/runs")) {
            return "{\"evaluation\":{\"run_id\":\"%1$s\"},\"run_id\":\"%1$s\"}".formatted(body.get("run_id"));
        }
        return path.endsWith("/result") ? "{\"status\":\"completed\",\"success\":true}" : "{}";
    }

    @SuppressWarnings("unchecked") // bodies are JSON objects
    private static Map<String, Object> json(byte[] body) {
        return body.length == 0 ? Map.of() : (Map<String, Object>) Json.read(new String(body, StandardCharsets.UTF_8));
    }

    private void decode(byte[] body, boolean zipped) throws IOException {
        try (InputStream raw = new ByteArrayInputStream(body);
                InputStream stream = zipped ? new GZIPInputStream(raw) : raw) {
            ExportTraceServiceRequest.parseFrom(stream).getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .flatMap(scope -> scope.getSpansList().stream())
                    .map(FakeHoneyHive::span)
                    .forEach(span -> {
                        spans.add(span);
                        spanCount.incrementAndGet();
                    });
        }
    }

    private static Map<String, Object> span(Span span) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", span.getName());
        map.put("root", span.getParentSpanId().isEmpty());
        map.put(
                "exceptions",
                span.getEventsList().stream()
                        .filter(e -> e.getName().equals("exception"))
                        .count());
        span.getAttributesList().forEach(attribute -> map.put(attribute.getKey(), plain(attribute.getValue())));
        return map;
    }

    private static Object plain(AnyValue value) {
        return switch (value.getValueCase()) {
            case BOOL_VALUE -> value.getBoolValue();
            case INT_VALUE -> value.getIntValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            default -> value.getStringValue();
        };
    }
}
