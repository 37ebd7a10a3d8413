// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static ai.honeyhive.testing.RecordingServer.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ai.honeyhive.HoneyHive;
import ai.honeyhive.testing.CapturedLog;
import ai.honeyhive.testing.RecordingServer;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the Python SDK 1.5 had wrong between the end of a span and the server; each number names its defect. */
class AncestorDeliveryIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RecordingServer server = new RecordingServer();

    @AfterEach
    void close() {
        HoneyHive.setDefaultTracer(null);
        server.close();
    }

    private HoneyHiveTracerBuilder builder() {
        return HoneyHiveTracer.builder()
                .environment(Map.of("HH_API_URL", server.url(), "HH_SERVICE_NAME", "shop")::get);
    }

    private static void step(HoneyHiveTracer tracer, String name) {
        tracer.run(name, EventType.CHAIN, span -> {});
    }

    // 7: after the first tracer was shut down, every later one of the process was a no-op
    @Test
    void tracerBuiltAfterOthersWereClosed_tracesLikeTheFirst() {
        for (int i = 0; i < 3; i++) {
            try (HoneyHiveTracer tracer = builder().build()) {
                step(tracer, "life " + i);
                assertThat(tracer.flush(LIMIT)).isTrue();
                assertThat(attributes(server.span("life " + i)))
                        .containsEntry("honeyhive.session_id", tracer.sessionId());
            }
        }
    }

    // 8: closing all but the main tracer left provider, thread and exporter behind
    @Test
    void closedTracers_leaveNoThreadBehind() {
        String project = "threads-of-" + server.port();
        for (int i = 0; i < 10; i++) {
            try (HoneyHiveTracer tracer = builder().project(project).build()) {
                step(tracer, "step");
                tracer.enrichSession(e -> e.metadata("a", 1));
            }
        }

        assertThat(server.spans()).hasSize(10);
        RecordingServer.await(
                "the end of " + threads(project), () -> threads(project).isEmpty());
    }

    private static List<String> threads(String part) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains(part))
                .toList();
    }

    // 11: span limits and resource were those of only one kind of tracer
    @Test
    void limitsAndResource_holdForEveryTracer() {
        for (String name : List.of("first", "second")) {
            try (RecordingServer own = new RecordingServer();
                    HoneyHiveTracer tracer = builder().serverUrl(own.url()).build()) {
                tracer.run(name, EventType.CHAIN, span -> span.metadata(entries(2_000)));
                assertThat(tracer.flush(LIMIT)).isTrue();

                assertThat(attributes(own.span(name))).hasSizeGreaterThan(2_000);
                assertThat(own.resource()).containsEntry("service.name", "shop").containsKey("process.pid");
            }
        }
    }

    private static Map<String, Integer> entries(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "k" + i, i -> i));
    }

    // 12: a span over the limit lost session and type, and was then dropped as a whole
    @Test
    void coreAttributes_surviveAnyNumberOfOthers() {
        try (HoneyHiveTracer tracer = builder().maxAttributes(50).project("bot").build()) {
            assertThatThrownBy(() -> tracer.run("big", EventType.MODEL, span -> {
                        span.metadata(entries(20_000));
                        throw new IllegalStateException("at last");
                    }))
                    .hasMessage("at last");
            assertThat(tracer.flush(LIMIT)).isTrue();

            assertThat(attributes(server.span("big")))
                    .containsEntry("honeyhive.session_id", tracer.sessionId())
                    .containsEntry("honeyhive.project", "bot")
                    .containsEntry("honeyhive_event_type", "model")
                    .containsEntry("honeyhive_error", "IllegalStateException: at last")
                    .containsKey("honeyhive_metadata.cut");
        }
    }

    // 13: spans without a session were dropped, each with a warning that listed its attributes
    @Test
    void refusedSession_losesNoSpanAndListsNoAttribute() {
        server.answerSessionStart(400, "{\"error\": \"no\"}");
        try (CapturedLog log = new CapturedLog();
                HoneyHiveTracer tracer = builder().build()) {
            for (int i = 0; i < 100; i++) {
                tracer.run("step", EventType.CHAIN, span -> span.metadata("private_key_name", "private value"));
            }
            tracer.flush(LIMIT);

            assertThat(server.spans())
                    .hasSize(100)
                    .allSatisfy(span ->
                            assertThat(attributes(span)).containsEntry("honeyhive.session_id", tracer.sessionId()));
            assertThat(log.warnings()).hasSizeLessThanOrEqualTo(1);
            assertThat(log.all().toString()).doesNotContain("private_key_name", "private value");
        }
    }

    // 17: no retry, other 2xx were failures, no compression, links lost, partial success not looked at
    @Test
    void busyServer_getsEverythingCompressedWithLinks_andItsRefusalsCount() {
        SpanContext linked = SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getSampled(),
                TraceState.getDefault());
        server.failTraces(429, 503);
        try (HoneyHiveTracer tracer = builder().build()) {
            tracer.run("linked", EventType.CHAIN, span -> span.span().addLink(linked));
            assertThat(tracer.flush(LIMIT)).isTrue();
            assertThat(server.spans()).hasSize(1);
            assertThat(server.span("linked").getLinksList())
                    .singleElement()
                    .satisfies(link ->
                            assertThat(RecordingServer.hex(link.getSpanId())).isEqualTo(linked.getSpanId()));
            assertThat(server.otlpHeaders())
                    .hasSize(3)
                    .allMatch(headers -> "gzip".equals(headers.get("Content-Encoding")));

            server.failTraces(202);
            step(tracer, "accepted for later");
            assertThat(tracer.flush(LIMIT)).isTrue();

            server.rejectSpans(1);
            step(tracer, "partly");
            assertThat(tracer.flush(LIMIT)).isFalse();
            assertThat(tracer.health().dropped()).containsEntry("rejected", 1L);
        }
    }

    // 18: flush was true though the batch was rejected; flushing all tracers did nothing
    @Test
    void flush_tellsTheTruth_forOneAndForAll() {
        try (HoneyHiveTracer good = builder().build();
                RecordingServer bad = new RecordingServer();
                HoneyHiveTracer refused = builder().serverUrl(bad.url()).build()) {
            bad.failTraces(400, 400);
            step(good, "good");
            step(refused, "one");
            assertThat(refused.flush(LIMIT)).isFalse();

            step(refused, "two");
            assertThat(HoneyHiveTracer.flushAll(LIMIT)).isFalse();
            assertThat(server.spans()).hasSize(1);

            step(refused, "three");
            assertThat(HoneyHiveTracer.flushAll(LIMIT)).isTrue();
            assertThat(bad.spans()).hasSize(1);
        }
    }

    // 27: the constructor waited for the session, and unbatched spans for their retries
    @Test
    void buildingAndTracing_neverWaitForTheServer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            HoneyHiveTracer tracer = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
                HoneyHiveTracer built = builder()
                        .serverUrl("http://127.0.0.1:" + silent.getLocalPort())
                        .disableBatch(true)
                        .build();
                for (int i = 0; i < 100; i++) {
                    step(built, "step");
                }
                built.enrichSession(e -> e.metadata("a", 1));
                return built;
            });

            assertThat(tracer.health().spansDelivered()).isZero();
            tracer.close(Duration.ofMillis(1));
        }
    }

    // 28: the deadline of shutdown did not hold when a request hung
    @Test
    void close_ofAHangingConnection_keepsItsDeadline_onDaemonThreads() throws IOException {
        String project = "hanging-" + server.port();
        try (ServerSocket silent = new ServerSocket(0)) {
            HoneyHiveTracer tracer = builder()
                    .serverUrl("http://127.0.0.1:" + silent.getLocalPort())
                    .project(project)
                    .disableBatch(true)
                    .build();
            step(tracer, "step");
            silent.accept(); // a request is under way, and will never be answered
            Stream<Thread> ours = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().contains(project));
            assertThat(ours).isNotEmpty().allMatch(Thread::isDaemon);

            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> tracer.close(Duration.ofMillis(200)));

            assertThat(tracer.isSending()).isFalse();
        }
    }
}
