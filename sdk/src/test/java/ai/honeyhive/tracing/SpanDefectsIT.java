// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static ai.honeyhive.testing.RecordingServer.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.HoneyHive;
import ai.honeyhive.privacy.Maskers;
import ai.honeyhive.testing.CapturedLog;
import ai.honeyhive.testing.RecordingServer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the Python SDK got wrong about spans and their content (defects 11 to 13 and 19 to 24 of its list). */
class SpanDefectsIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RecordingServer server = new RecordingServer();
    private final HoneyHiveTracer tracer =
            HoneyHiveTracer.builder().serverUrl(server.url()).project("bot").build();

    @AfterEach
    void close() {
        HoneyHive.setDefaultTracer(null);
        assertThat(Context.current()).isSameAs(Context.root());
        tracer.close();
        server.close();
    }

    private Map<String, Object> delivered(String name) {
        assertThat(tracer.flush(LIMIT)).isTrue();
        return attributes(server.span(name));
    }

    @Test // 11: only the first tracer had the configured limits, only the others a service name
    void limitsAndResource_areTheSameForEveryTracer() {
        try (RecordingServer otherServer = new RecordingServer();
                HoneyHiveTracer other = HoneyHiveTracer.builder()
                        .serverUrl(otherServer.url())
                        .project("other")
                        .build()) {
            for (HoneyHiveTracer each : List.of(tracer, other)) {
                each.run("rich", EventType.CHAIN, span -> {
                    for (int i = 0; i < 500; i++) {
                        span.metadata("k" + i, i);
                    }
                });
                assertThat(each.flush(LIMIT)).isTrue();
            }

            assertThat(delivered("rich")).hasSizeGreaterThan(500);
            assertThat(attributes(otherServer.span("rich"))).hasSizeGreaterThan(500);
            assertThat(server.resource()).containsKey("service.name").containsKey("process.pid");
            assertThat(otherServer.resource().keySet())
                    .isEqualTo(server.resource().keySet());
        }
    }

    @Test // 12: a span with more attributes than fit lost its session and was dropped as a whole
    void overfullSpan_isDeliveredWithSessionProjectTypeAndError() {
        assertThatThrownBy(() -> tracer.run("huge", EventType.MODEL, span -> {
                    for (int i = 0; i < 20_000; i++) {
                        span.metadata("k" + i, i);
                    }
                    throw new IllegalStateException("after all of it");
                }))
                .hasMessage("after all of it");

        assertThat(delivered("huge"))
                .hasSizeGreaterThan(10_000)
                .containsEntry("honeyhive.session_id", tracer.sessionId())
                .containsEntry("honeyhive.project", "bot")
                .containsEntry("honeyhive_event_type", "model")
                .containsEntry("honeyhive_error", "IllegalStateException: after all of it");
    }

    @Test // 13: a span without a session was dropped, and a warning listed all its attributes
    void spanWithoutASessionScope_isDeliveredQuietly() {
        try (CapturedLog log = new CapturedLog()) {
            tracer.run("alone", EventType.TOOL, span -> span.metadata("private-key-name", 1));

            assertThat(delivered("alone")).containsEntry("honeyhive.session_id", tracer.sessionId());
            assertThat(log.warnings()).isEmpty();
            assertThat(log.all()).noneMatch(line -> line.contains("private-key-name"));
        }
    }

    @Test // 19: success was reported for nothing; fields were dropped and the caller's map was changed
    void enrichments_tellTheTruthAndLoseNothing() {
        assertThat(tracer.enrichSpan(e -> e.metadata("a", 1))).isFalse();
        assertThat(HoneyHive.enrichSpan(Map.of("a", 1), tracer)).isFalse();
        HoneyHive.setDefaultTracer(null);
        assertThat(HoneyHive.enrichSpan(Map.of("a", 1))).isFalse();
        assertThat(HoneyHive.enrichSession(Map.of("a", 1), null, null, null, null, null, null, null))
                .isFalse();

        tracer.run("ended", EventType.TOOL, span -> span.error(new IllegalStateException("an object, not a text")));
        Map<String, Object> unchangeable = Map.of("kept", true);
        String id = "0b8f6d0e-7c1e-4f4b-9a57-3f3f2b1c9d10";
        assertThat(HoneyHive.enrichSpan(
                        Map.of("b", 2), unchangeable, null, null, Map.of("q", "?"), null, null, "broken", id, tracer))
                .isTrue();

        assertThat(delivered("ended")).containsEntry("honeyhive_error", "IllegalStateException: an object, not a text");
        assertThat(server.updates()).singleElement().satisfies(update -> {
            assertThat(update.get("event_id").asString()).isEqualTo(id);
            assertThat(update.toString()).contains("\"q\":\"?\"", "broken", "\"kept\":true", "\"b\":2");
        });
        tracer.close();
        assertThat(tracer.enrichSession(e -> e.metadata("a", 1))).isFalse();
    }

    @Test // 20: a body whose exception mentioned a "Tracer error" was run a second time
    void body_runsOnce_whateverItsExceptionSays() {
        AtomicInteger runs = new AtomicInteger();
        var failure = new IllegalStateException("Tracer error: span failed");

        assertThatThrownBy(() -> tracer.run("step", EventType.TOOL, span -> {
                    runs.incrementAndGet();
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(runs).hasValue(1);
    }

    @Test // 21: an exception was recorded three times, with a sibling span, and options were written twice
    void failure_isRecordedOnceAndOnTheSpanItself() {
        assertThatThrownBy(() -> tracer.run("step", EventType.TOOL, span -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        Map<String, Object> attributes = delivered("step");
        assertThat(server.spans()).hasSize(1);
        assertThat(server.span("step").getEventsList())
                .filteredOn(event -> event.getName().equals("exception"))
                .hasSize(1);
        assertThat(attributes.keySet().stream().filter(key -> key.contains("event_type")))
                .containsExactly("honeyhive_event_type");
        assertThat(attributes.keySet().stream().filter(key -> key.startsWith("honeyhive_metadata.")))
                .isEmpty();
    }

    @Test // 22: a generator's span ended before its first item
    void sequences_keepTheirSpanOpenUntilTheLastItem() {
        TracedIterator<Integer> iterator = tracer.callIterator(
                "iterator", EventType.MODEL, span -> List.of(1, 2).iterator());
        Stream<Integer> stream = tracer.callStream("stream", EventType.MODEL, span -> Stream.of(1, 2, 3));
        SubmissionPublisher<Integer> source = new SubmissionPublisher<>(Runnable::run, Flow.defaultBufferSize());
        tracer.callPublisher("publisher", EventType.MODEL, span -> source).subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(Integer item) {}

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onComplete() {}
        });
        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(server.spans()).isEmpty();

        iterator.forEachRemaining(item -> {});
        stream.forEach(item -> {});
        source.submit(1);
        source.close();

        assertThat(delivered("iterator")).containsEntry("honeyhive_metadata.chunk_count", 2L);
        assertThat(delivered("stream")).containsEntry("honeyhive_metadata.chunk_count", 3L);
        assertThat(delivered("publisher")).containsEntry("honeyhive_metadata.chunk_count", 1L);
    }

    @Test // 23: secrets in arguments were recorded, and debug printed whole spans
    void secrets_canBeMaskedOrLeftOut_andAreNeverLogged() {
        String secret = "sk-abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJ";
        try (CapturedLog log = new CapturedLog();
                HoneyHiveTracer careful = HoneyHiveTracer.builder()
                        .serverUrl(server.url())
                        .apiKey("hh_key_of_ours")
                        .masker(Maskers.apiKeys())
                        .masker(Maskers.keys("password"))
                        .build();
                HoneyHiveTracer blind = HoneyHiveTracer.builder()
                        .serverUrl(server.url())
                        .captureContent(false)
                        .build()) {
            for (HoneyHiveTracer each : List.of(careful, blind)) {
                each.run("step", EventType.MODEL, span -> {
                    span.input("password", "hunter2").input("text", "my key is " + secret);
                    each.enrichSession(e -> e.output("text", secret));
                });
                assertThat(each.flush(LIMIT)).isTrue();
            }

            assertThat(server.spans()).hasSize(2);
            assertThat(server.spans().toString() + server.updates() + server.sessionStarts())
                    .doesNotContain(secret, "hunter2");
            assertThat(log.all())
                    .noneMatch(line ->
                            line.contains(secret) || line.contains("hunter2") || line.contains("hh_key_of_ours"));
        }
    }

    @Test // 24: any name with "google", "chat" or "model" in it became a model call, even an explicit tool
    void eventType_explicitWins_elseIsSettledAtTheEndByWholeWords() {
        tracer.run("chat completion model", EventType.TOOL, span -> {});
        var library = tracer.openTelemetry().getTracer("library");
        library.spanBuilder("remodel googles chatter").startSpan().end();
        Span late = library.spanBuilder("step").startSpan();
        late.setAttribute("gen_ai.operation.name", "chat");
        late.end();
        library.spanBuilder("chat")
                .setAttribute("honeyhive_event_type", "tool")
                .startSpan()
                .end();

        assertThat(delivered("chat completion model")).containsEntry("honeyhive_event_type", "tool");
        assertThat(delivered("remodel googles chatter")).containsEntry("honeyhive_event_type", "tool");
        assertThat(delivered("step")).containsEntry("honeyhive_event_type", "model");
        assertThat(delivered("chat")).containsEntry("honeyhive_event_type", "tool");
    }
}
