// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.testing;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.IntUnaryOperator;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real HTTP server on loopback that decodes and keeps what the SDK sends, and fails when told to. */
public final class RecordingServer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final Map<String, Object> resource = new ConcurrentHashMap<>();
    private final List<JsonNode> sessionStarts = new CopyOnWriteArrayList<>();
    private final List<JsonNode> updates = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> otlpHeaders = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Integer> otlpFailures = new ConcurrentLinkedQueue<>();
    private final Javalin app;
    private final ConcurrentLinkedQueue<Integer> updateFailures = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Map.Entry<Integer, String>> sessionAnswers = new ConcurrentLinkedQueue<>();
    private final List<Integer> batchSizes = new CopyOnWriteArrayList<>();
    private final CountDownLatch startsMayEnd = new CountDownLatch(1);
    private volatile IntUnaryOperator batchStatus = size -> 404;
    private volatile boolean takesBatches;
    private volatile boolean holdsStarts;
    private volatile int rejectedSpans;
    private final ConcurrentLinkedQueue<Map.Entry<String, String>> retryAfter = new ConcurrentLinkedQueue<>();
    private volatile byte @Nullable [] tracesAnswer;

    /** Listens on any free port of this machine. */
    public RecordingServer() {
        app = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.http.maxRequestSize = 64 << 20;
                    config.routes.post("/opentelemetry/v1/traces", this::traces);
                    config.routes.post("/v1/traces", this::traces); // as a collector has it
                    config.routes.post("/session/start", this::sessionStart);
                    config.routes.put("/events", this::update);
                    config.routes.post("/sessions/batch", this::sessionBatch);
                })
                .start("127.0.0.1", 0);
    }

    public int port() {
        return app.port();
    }

    public String url() {
        return "http://127.0.0.1:" + app.port();
    }

    /** The next requests for traces get these statuses, then all is well again. */
    public void failTraces(Integer... statuses) {
        otlpFailures.addAll(List.of(statuses));
    }

    /** The next enrichments get these statuses, then all is well again. */
    public void failUpdates(Integer... statuses) {
        updateFailures.addAll(List.of(statuses));
    }

    /** The next start of a session gets this answer, whatever was asked. */
    public void answerSessionStart(int status, String body) {
        sessionAnswers.add(Map.entry(status, body));
    }

    /** From now on says that it takes many sessions at once, and answers so many with a status. */
    public void takeSessionBatches(IntUnaryOperator status) {
        batchStatus = status;
        takesBatches = true;
    }

    /** From now on starts of sessions are not answered before {@link #releaseSessionStarts}. */
    public void holdSessionStarts() {
        holdsStarts = true;
    }

    public void releaseSessionStarts() {
        startsMayEnd.countDown();
    }

    /** Returns how many starts each batch had that was asked for, accepted or not. */
    public List<Integer> sessionBatches() {
        return List.copyOf(batchSizes);
    }

    /** The next failures for traces say this of when to come again. */
    public void sayRetryAfter(String value) {
        retryAfter.add(Map.entry("Retry-After", value));
    }

    /** From now on traces are accepted with this body, whatever it means. */
    public void answerTraces(byte[] body) {
        tracesAnswer = body;
    }

    /** From now on every request for traces is accepted but for this many spans. */
    public void rejectSpans(int count) {
        rejectedSpans = count;
    }

    /** Returns the resource attributes of the first request, with their plain values. */
    public Map<String, Object> resource() {
        return Map.copyOf(resource);
    }

    public List<Span> spans() {
        return List.copyOf(spans);
    }

    public Span span(String name) {
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span " + name + " among "
                        + spans.stream().map(Span::getName).toList()));
    }

    public List<JsonNode> sessionStarts() {
        return List.copyOf(sessionStarts);
    }

    public List<JsonNode> updates() {
        return List.copyOf(updates);
    }

    public List<Map<String, String>> otlpHeaders() {
        return List.copyOf(otlpHeaders);
    }

    /** Returns a span's attributes with their plain values. */
    public static Map<String, Object> attributes(Span span) {
        Map<String, Object> attributes = new HashMap<>();
        for (KeyValue entry : span.getAttributesList()) {
            attributes.put(entry.getKey(), plain(entry.getValue()));
        }
        return attributes;
    }

    public static String hex(com.google.protobuf.ByteString id) {
        return java.util.HexFormat.of().formatHex(id.toByteArray());
    }

    /** Waits until the condition holds; fails after ten seconds. */
    public static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain: " + what);
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        app.stop();
    }

    private void sessionBatch(Context context) {
        JsonNode body = JSON.readTree(context.bodyAsBytes());
        int size = body.path("starts").size();
        batchSizes.add(size);
        int status = batchStatus.applyAsInt(size);
        if (status == 200) {
            body.path("starts").forEach(sessionStarts::add);
            body.path("updates").forEach(updates::add);
        }
        context.status(status).contentType("application/json").result("{\"success\":true}");
    }

    private void sessionStart(Context context) throws InterruptedException {
        if (holdsStarts) {
            startsMayEnd.await();
        }
        if (takesBatches) {
            context.header("HoneyHive-Accepts", "sessions-batch");
        }
        JsonNode session = JSON.readTree(context.bodyAsBytes()).get("session");
        Map.Entry<Integer, String> answer = sessionAnswers.poll();
        if (answer == null) {
            answer = Map.entry(200, session.toString());
        }
        if (answer.getKey() < 500) {
            sessionStarts.add(session);
        }
        context.status(answer.getKey()).contentType("application/json").result(answer.getValue());
    }

    private void update(Context context) {
        Integer failure = updateFailures.poll();
        if (failure == null) {
            updates.add(JSON.readTree(context.bodyAsBytes()));
        }
        context.status(failure == null ? 200 : failure)
                .contentType("application/json")
                .result("{}");
    }

    private void traces(Context context) throws IOException {
        otlpHeaders.add(Map.copyOf(context.headerMap()));
        Integer failure = otlpFailures.poll();
        if (failure != null) {
            Map.Entry<String, String> when = retryAfter.poll();
            if (when != null) {
                context.header(when.getKey(), when.getValue());
            }
            context.status(failure).result("told to fail " + context.header("Authorization"));
            return;
        }
        ExportTraceServiceRequest request;
        try (InputStream body = new GZIPInputStream(new ByteArrayInputStream(context.bodyAsBytes()))) {
            request = ExportTraceServiceRequest.parseFrom(body);
        }
        request.getResourceSpans(0)
                .getResource()
                .getAttributesList()
                .forEach(entry -> resource.putIfAbsent(entry.getKey(), plain(entry.getValue())));
        List<Span> received = new ArrayList<>();
        request.getResourceSpansList()
                .forEach(resource ->
                        resource.getScopeSpansList().forEach(scope -> received.addAll(scope.getSpansList())));
        spans.addAll(received);
        ExportTraceServiceResponse.Builder answer = ExportTraceServiceResponse.newBuilder();
        if (rejectedSpans > 0) {
            answer.setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                    .setErrorMessage("told to reject")
                    .setRejectedSpans(rejectedSpans));
        }
        byte[] told = tracesAnswer;
        context.contentType("application/x-protobuf")
                .result(told == null ? answer.build().toByteArray() : told);
    }

    private static Object plain(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case INT_VALUE -> value.getIntValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesList().stream()
                        .map(RecordingServer::plain)
                        .toList();
            default -> value.toString();
        };
    }
}
