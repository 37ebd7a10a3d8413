// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive;

import static ai.honeyhive.testing.RecordingServer.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.testing.RecordingServer;
import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.HoneyHiveTracer;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The static functions of 0.2 and their positional forms. */
class LegacyIT {
    private final RecordingServer server = new RecordingServer();
    private final HoneyHiveTracer tracer = HoneyHive.init(null, "legacy", "dev", "old", server.url());

    @AfterEach
    void close() {
        tracer.close();
        server.close();
    }

    private JsonNode onlyUpdate() {
        assertThat(HoneyHive.flush(tracer)).isTrue();
        assertThat(server.updates()).hasSize(1);
        return server.updates().get(0);
    }

    @Test
    void enrichSpan_positional_writesEachKindAndAttributesWin() {
        tracer.run(
                "step",
                EventType.CHAIN,
                span -> assertThat(HoneyHive.enrichSpan(
                                Map.of("same", "attribute"),
                                Map.of("same", "metadata", "other", 1),
                                Map.of("score", 0.5),
                                Map.of("rating", 5),
                                Map.of("q", "why?"),
                                Map.of("a", "because"),
                                Map.of("model", "m"),
                                "bad day",
                                null))
                        .isTrue());

        assertThat(HoneyHive.flush(tracer)).isTrue();
        assertThat(attributes(server.span("step")))
                .containsEntry("honeyhive_metadata.same", "attribute")
                .containsEntry("honeyhive_metadata.other", 1L)
                .containsEntry("honeyhive_metrics.score", 0.5)
                .containsEntry("honeyhive_feedback.rating", 5L)
                .containsEntry("honeyhive_inputs.q", "why?")
                .containsEntry("honeyhive_outputs.a", "because")
                .containsEntry("honeyhive_config.model", "m")
                .containsEntry("honeyhive_error", "bad day");
    }

    @Test
    void enrichSpan_withEventId_updatesThatEventAndNotTheSpan() {
        String id = UUID.randomUUID().toString();
        Map<String, Object> metadata = Map.of("a", 1);

        tracer.run(
                "step",
                EventType.CHAIN,
                span -> assertThat(HoneyHive.enrichSpan(
                                null, metadata, Map.of("m", 2), null, Map.of("q", "why?"), null, null, "bad day", id))
                        .isTrue());

        JsonNode update = onlyUpdate();
        assertThat(update.get("event_id").asString()).isEqualTo(id);
        assertThat(update.at("/metadata/a").asInt()).isEqualTo(1);
        assertThat(update.at("/metrics/m").asInt()).isEqualTo(2);
        assertThat(update.at("/metadata/inputs/q").asString()).isEqualTo("why?"); // nothing is dropped
        assertThat(update.at("/metadata/error").asString()).isEqualTo("bad day");
        assertThat(metadata).isEqualTo(Map.of("a", 1));
        assertThat(attributes(server.span("step"))).doesNotContainKey("honeyhive_metadata.a");
    }

    @Test
    void enrichEvent_afterTheSpanEnded_findsItById() {
        String id = tracer.call("step", EventType.MODEL, span -> span.eventId());
        assertThat(tracer.enrichEvent(id, e -> e.feedback("rating", 1))).isTrue();
        assertThat(tracer.enrichEvent(id, e -> {})).isFalse();

        JsonNode update = onlyUpdate();
        assertThat(update.get("event_id").asString()).isEqualTo(id);
        assertThat(update.at("/feedback/rating").asInt()).isEqualTo(1);
        assertThat(attributes(server.span("step"))).containsEntry("honeyhive_event_id", id);
    }

    @Test
    void eventId_ofTheApplication_isTakenIfItIsAUuid() {
        String id = UUID.randomUUID().toString();
        tracer.run("step", EventType.MODEL, span -> {
            span.eventId(id.toUpperCase(java.util.Locale.ROOT)).eventId("not one");
            assertThat(span.eventId()).isEqualTo(id);
        });

        assertThat(HoneyHive.flush(tracer)).isTrue();
        assertThat(attributes(server.span("step"))).containsEntry("honeyhive_event_id", id);
    }

    @Test
    void enrichSession_byIdWithTracer_reachesThatSession() {
        String id = UUID.randomUUID().toString();

        assertThat(HoneyHive.enrichSession(id, Map.of("a", 1), tracer)).isTrue();

        assertThat(onlyUpdate().get("event_id").asString()).isEqualTo(id);
    }

    @Test
    void enrichSession_positional_reachesTheCurrentSession() {
        tracer.run(
                "step",
                EventType.CHAIN,
                span -> assertThat(HoneyHive.enrichSession(
                                Map.of("a", 1),
                                Map.of("q", 2),
                                Map.of("o", 3),
                                null,
                                null,
                                null,
                                Map.of("plan", "pro"),
                                null))
                        .isTrue());

        JsonNode update = onlyUpdate();
        assertThat(update.get("event_id").asString()).isEqualTo(tracer.sessionId());
        assertThat(update.at("/metadata/inputs/q").asInt()).isEqualTo(2);
        assertThat(update.at("/outputs/o").asInt()).isEqualTo(3);
        assertThat(update.at("/user_properties/plan").asString()).isEqualTo("pro");
    }

    @Test
    void sessionOutputs_ofSeveralEnrichments_areRepeatedBecauseTheServerReplacesThem() {
        tracer.enrichSession(e -> e.output("first", 1));
        assertThat(HoneyHive.flush(tracer)).isTrue();
        tracer.enrichSession(e -> e.output("second", 2));
        assertThat(HoneyHive.flush(tracer)).isTrue();

        assertThat(server.updates().get(1).get("outputs").toString()).isEqualTo("{\"first\":1,\"second\":2}");
    }

    @Test
    void trace_discoversTheTracer_andRunsWithoutOneToo() throws Exception {
        assertThat(tracer.<String, Exception>call("outer", EventType.CHAIN, span -> {
                    CompletableFuture<String> later =
                            HoneyHive.traceAsync("later", EventType.TOOL, inner -> new CompletableFuture<String>());
                    later.complete("done");
                    return HoneyHive.trace("inner", EventType.TOOL, inner -> later.get());
                }))
                .isEqualTo("done");
        assertThat(HoneyHive.flush(tracer)).isTrue();
        assertThat(server.span("inner").getParentSpanId())
                .isEqualTo(server.span("outer").getSpanId());
        assertThat(server.span("later").getParentSpanId())
                .isEqualTo(server.span("outer").getSpanId());

        tracer.close();
        assertThat(HoneyHive.<String, RuntimeException>trace("alone", EventType.TOOL, span -> "still runs"))
                .isEqualTo("still runs");
    }

    @Test
    void flushAll_oneRefused_isFalse() {
        try (RecordingServer other = new RecordingServer();
                HoneyHiveTracer second =
                        HoneyHiveTracer.builder().serverUrl(other.url()).build()) {
            tracer.run("one", EventType.CHAIN, span -> {});
            second.run("two", EventType.CHAIN, span -> {});
            assertThat(HoneyHiveTracer.flushAll(Duration.ofSeconds(10))).isTrue();
            assertThat(server.spans()).hasSize(1);
            assertThat(other.spans()).hasSize(1);

            other.failTraces(400);
            tracer.run("one", EventType.CHAIN, span -> {});
            second.run("two", EventType.CHAIN, span -> {});
            assertThat(HoneyHiveTracer.flushAll(Duration.ofSeconds(10))).isFalse();
            assertThat(server.spans()).hasSize(2);
        }
    }
}
