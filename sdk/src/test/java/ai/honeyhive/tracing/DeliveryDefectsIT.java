// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static ai.honeyhive.testing.RecordingServer.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.testing.RecordingServer;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the Python SDK got wrong about delivery (defects 17, 18 and 25 of its list). */
class DeliveryDefectsIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String GIVEN = "0b8f6d0e-7c1e-4f4b-9a57-3f3f2b1c9d10";

    private final RecordingServer server = new RecordingServer();
    private HoneyHiveTracer tracer;

    @BeforeEach
    void build() {
        tracer = HoneyHiveTracer.builder().serverUrl(server.url()).build();
    }

    @AfterEach
    void close() {
        tracer.close();
        server.close();
    }

    @Test // 17: a 503 lost the batch, links were left out, nothing was compressed
    void busyServer_isTriedAgain_andGetsAllOfTheSpan() {
        server.failTraces(503, 429, 500, 502, 504);
        Span linked =
                tracer.openTelemetry().getTracer("l").spanBuilder("linked").startSpan();
        tracer.openTelemetry()
                .getTracer("l")
                .spanBuilder("step")
                .addLink(linked.getSpanContext())
                .setAttribute("large", 1L << 60)
                .startSpan()
                .addEvent("half way")
                .end();

        assertThat(tracer.flush(Duration.ofSeconds(60))).isTrue();

        assertThat(server.spans()).singleElement().satisfies(span -> {
            assertThat(span.getLinksCount()).isEqualTo(1);
            assertThat(span.getEventsCount()).isEqualTo(1);
            assertThat(attributes(span)).containsEntry("large", 1L << 60);
        });
        assertThat(server.otlpHeaders())
                .hasSize(6)
                .allSatisfy(headers -> assertThat(headers).containsEntry("Content-Encoding", "gzip"));
    }

    @Test // 17: every status but 200 was a failure, and what a server rejected in part was not counted
    void otherSuccesses_areSuccesses_andPartialOnesAreCounted() {
        server.failTraces(202);
        tracer.run("accepted", EventType.TOOL, span -> {});
        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(tracer.health().droppedInAll()).isZero();

        server.rejectSpans(1);
        tracer.run("rejected", EventType.TOOL, span -> {});
        assertThat(tracer.flush(LIMIT)).isFalse();
        assertThat(tracer.health().dropped()).containsEntry("rejected", 1L);
    }

    @Test // 18: flush said true although the server had refused everything; flush_all did nothing
    void flush_isTrueOnlyWhenAllWasAccepted() {
        server.failTraces(400);
        tracer.run("refused", EventType.TOOL, span -> {});
        assertThat(tracer.flush(LIMIT)).isFalse();

        server.failTraces(401);
        tracer.run("refused too", EventType.TOOL, span -> {});
        assertThat(HoneyHiveTracer.flushAll(LIMIT)).isFalse();

        tracer.run("accepted", EventType.TOOL, span -> {});
        assertThat(HoneyHiveTracer.flushAll(LIMIT)).isTrue();
        assertThat(server.spans()).extracting(span -> span.getName()).containsExactly("accepted");
    }

    @Test // 18: starting a session returned an id that no server knew
    void openedSession_isTheOneThatIsAnnounced() {
        try (SessionScope session = tracer.session("request").open()) {
            assertThat(tracer.flush(LIMIT)).isTrue();
            assertThat(server.sessionStarts())
                    .singleElement()
                    .satisfies(start ->
                            assertThat(start.get("session_id").asString()).isEqualTo(session.sessionId()));
        }
    }

    @Test // 25: a valid id of the caller was replaced by a random one on failure and in test mode
    void sessionIdOfTheCaller_isKeptInEveryCase() {
        server.answerSessionStart(400, "no");
        try (HoneyHiveTracer refused = HoneyHiveTracer.builder()
                        .serverUrl(server.url())
                        .sessionId(GIVEN)
                        .build();
                HoneyHiveTracer quiet = HoneyHiveTracer.builder()
                        .testMode(true)
                        .sessionId(GIVEN)
                        .build();
                HoneyHiveTracer elsewhere = HoneyHiveTracer.builder()
                        .serverUrl(server.url())
                        .existingSession(GIVEN)
                        .build()) {
            refused.run("step", EventType.CHAIN, span -> {});
            assertThat(refused.flush(LIMIT)).isFalse();

            assertThat(attributes(server.span("step"))).containsEntry("honeyhive.session_id", GIVEN);
            assertThat(refused.sessionId()).isEqualTo(GIVEN);
            assertThat(quiet.sessionId()).isEqualTo(GIVEN);
            assertThat(elsewhere.sessionId()).isEqualTo(GIVEN);
        }
    }
}
