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
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the Python SDK 1.5 had wrong about what it recorded; each number names its defect. */
class AncestorRecordingIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RecordingServer server = new RecordingServer();
    private final HoneyHiveTracer tracer = builder().build();

    @AfterEach
    void close() {
        HoneyHive.setDefaultTracer(null);
        tracer.close();
        server.close();
    }

    private HoneyHiveTracerBuilder builder() {
        return HoneyHiveTracer.builder().environment(Map.of("HH_API_URL", server.url())::get);
    }

    private Map<String, Object> delivered(String name) {
        assertThat(tracer.flush(LIMIT)).isTrue();
        return attributes(server.span(name));
    }

    // 19: enriching said true without a span and nothing without a tracer; by event id it lost fields and changed the
    // map
    @Test
    void enrichment_returnsTheTruth_andByEventIdKeepsEveryField() {
        assertThat(tracer.enrichSpan(e -> e.metadata("a", 1))).isFalse();
        HoneyHive.setDefaultTracer(null);
        try (CapturedLog log = new CapturedLog()) {
            assertThat(HoneyHive.enrichSpan(Map.of("a", 1))).isFalse();
            assertThat(HoneyHive.enrichSpan(Map.of("a", 1))).isFalse();
            assertThat(log.warnings()).hasSizeLessThanOrEqualTo(1); // once in a process: another test may have had it
        }

        Map<String, Object> metadata = Map.of("a", 1); // would throw if it were changed
        String id = UUID.randomUUID().toString();
        assertThat(HoneyHive.enrichSpan(
                        null, metadata, null, null, Map.of("q", "why?"), Map.of("o", 2), null, "bad", id, tracer))
                .isTrue();
        assertThat(tracer.flush(LIMIT)).isTrue();
        JsonNode update = server.updates().get(0);
        assertThat(update.get("event_id").asString()).isEqualTo(id);
        assertThat(update.at("/metadata/a").asInt()).isEqualTo(1);
        assertThat(update.at("/metadata/inputs/q").asString()).isEqualTo("why?");
        assertThat(update.at("/metadata/error").asString()).isEqualTo("bad");
        assertThat(update.at("/outputs/o").asInt()).isEqualTo(2);
    }

    // 20: a function whose exception said "Tracer error" was run a second time
    @Test
    void body_isRunOnce_whateverItsExceptionSays() {
        AtomicInteger runs = new AtomicInteger();

        assertThatThrownBy(() -> tracer.run("step", EventType.TOOL, span -> {
                    runs.incrementAndGet();
                    throw new IllegalStateException("Tracer error: no span");
                }))
                .hasMessage("Tracer error: no span");

        assertThat(runs).hasValue(1);
    }

    // 21: an exception was recorded two or three times, with a sibling span and attributes twice
    @Test
    void exception_isRecordedOnce_onItsSpan() {
        assertThatThrownBy(() -> tracer.run("step", EventType.TOOL, span -> {
                    throw new IllegalArgumentException("bad");
                }))
                .hasMessage("bad");

        assertThat(delivered("step"))
                .containsEntry("honeyhive_error", "IllegalArgumentException: bad")
                .containsEntry("honeyhive_event_type", "tool")
                .doesNotContainKeys("honeyhive_metadata.event_type", "honeyhive_metadata.error", "error");
        assertThat(server.spans()).hasSize(1);
        assertThat(server.span("step").getEventsList())
                .singleElement()
                .satisfies(event -> assertThat(event.getName()).isEqualTo("exception"));
    }

    // 22: generators were not supported: the span ended before their first item
    @Test
    void sequences_areReadInTheirSpan_whichEndsWithTheLastItem() throws InterruptedException {
        Iterator<String> iterator = tracer.callIterator(
                "iterator", EventType.MODEL, span -> List.of("a", "b").iterator());
        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(server.spans()).isEmpty();
        iterator.forEachRemaining(item -> {});
        try (Stream<String> stream = tracer.callStream("stream", EventType.MODEL, span -> Stream.of("a", "b"))) {
            assertThat(stream).hasSize(2);
        }
        CountDownLatch complete = new CountDownLatch(1);
        try (SubmissionPublisher<String> source = new SubmissionPublisher<>()) {
            tracer.callPublisher("publisher", EventType.MODEL, span -> source).subscribe(new UntilComplete(complete));
            source.submit("a");
            source.submit("b");
        }
        assertThat(complete.await(10, TimeUnit.SECONDS)).isTrue();

        for (String name : List.of("iterator", "stream", "publisher")) {
            assertThat(delivered(name)).containsEntry("honeyhive_metadata.chunk_count", 2L);
        }
    }

    private record UntilComplete(CountDownLatch complete) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String item) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {
            complete.countDown();
        }
    }

    // 23: secrets went into captured arguments and logs, and the list of sensitive names had no effect
    @Test
    void secrets_areInNeitherSpansNorSessionsNorLogs() {
        String key = "sk-abcdefghijklmnopqrstuvwx";
        try (CapturedLog log = new CapturedLog();
                HoneyHiveTracer careful = builder()
                        .apiKey("hh_the_key_of_the_project")
                        .masker(Maskers.apiKeys())
                        .masker(Maskers.keys("password"))
                        .build();
                HoneyHiveTracer silent = builder().captureContent(false).build()) {
            careful.run(
                    "careful",
                    EventType.CHAIN,
                    span -> span.input("question", "use " + key).input("login", Map.of("password", "hunter2")));
            careful.enrichSession(e -> e.metadata("note", key));
            silent.run("silent", EventType.CHAIN, span -> span.input("question", "hunter2"));
            assertThat(HoneyHiveTracer.flushAll(LIMIT)).isTrue();

            assertThat(server.spans().toString()).contains("careful", "silent").doesNotContain(key, "hunter2");
            assertThat(server.updates().toString()).contains("note").doesNotContain(key);
            assertThat(log.all().toString()).doesNotContain(key, "hunter2", "hh_the_key_of_the_project");
        }
    }

    // 24: any name with "google", "chat" or "model" in it made a model event, even against an explicit type
    @ParameterizedTest
    @CsvSource({
        "google_drive_upload, tool",
        "chatty_helper, tool",
        "remodel_house, tool",
        "database_model, tool",
        "openai chat, model"
    })
    void eventType_explicitWins_elseWholeWordsAndFinalAttributesTell(String name, String guessed) {
        tracer.run(name, EventType.TOOL, span -> {});
        var library = tracer.openTelemetry().getTracer("library");
        library.spanBuilder("guess " + name).startSpan().end();
        var late = library.spanBuilder("late " + name).startSpan();
        late.setAttribute("gen_ai.request.model", "m"); // only known when the answer is there
        late.end();

        assertThat(delivered(name)).containsEntry("honeyhive_event_type", "tool");
        assertThat(delivered("guess " + name)).containsEntry("honeyhive_event_type", guessed);
        assertThat(delivered("late " + name)).containsEntry("honeyhive_event_type", "model");
    }

    // 25: a given session id was replaced by a random one when the call failed, and in test mode
    @Test
    void givenSessionId_isKept_onFailureAndInTestMode() {
        String id = UUID.randomUUID().toString();
        server.answerSessionStart(500, "no");
        try (HoneyHiveTracer given = builder().sessionId(id).build();
                HoneyHiveTracer quiet = builder().sessionId(id).testMode(true).build()) {
            given.run("given", EventType.CHAIN, span -> {});
            given.flush(LIMIT);

            assertThat(given.sessionId()).isEqualTo(id);
            assertThat(quiet.sessionId()).isEqualTo(id);
            assertThat(attributes(server.span("given"))).containsEntry("honeyhive.session_id", id);
        }
    }
}
