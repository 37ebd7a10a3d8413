// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static ai.honeyhive.testing.RecordingServer.attributes;
import static ai.honeyhive.testing.RecordingServer.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.honeyhive.HoneyHive;
import ai.honeyhive.testing.RecordingServer;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HoneyHiveTracerIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RecordingServer server = new RecordingServer();
    private HoneyHiveTracer tracer;

    @BeforeEach
    void build() {
        tracer = builder().project("support-bot").sessionName("chat").build();
    }

    @AfterEach
    void close() {
        tracer.close();
        server.close();
        assertThat(Context.current()).isSameAs(Context.root());
    }

    private HoneyHiveTracerBuilder builder() {
        return HoneyHiveTracer.builder().serverUrl(server.url()).apiKey("hh_test");
    }

    @Test
    void call_nested_deliversTreeWithSessionProjectAndTypes() {
        String answer = tracer.call("answer", EventType.CHAIN, span -> {
            span.input("question", "why?");
            String found = tracer.call("retrieve", EventType.TOOL, s -> "because");
            span.output("answer", found);
            return found;
        });

        assertThat(answer).isEqualTo("because");
        assertThat(tracer.flush(LIMIT)).isTrue();
        var chain = server.span("answer");
        var tool = server.span("retrieve");
        assertThat(tool.getParentSpanId()).isEqualTo(chain.getSpanId());
        assertThat(chain.getParentSpanId().isEmpty()).isTrue();
        assertThat(attributes(chain))
                .containsEntry("honeyhive_event_type", "chain")
                .containsEntry("honeyhive.session_id", tracer.sessionId())
                .containsEntry("honeyhive.project", "support-bot")
                .containsEntry("honeyhive.source", "dev")
                .containsEntry("honeyhive_inputs.question", "why?")
                .containsEntry("honeyhive_outputs.answer", "because");
        assertThat(attributes(tool)).containsEntry("honeyhive_event_type", "tool");
        assertThat(server.sessionStarts()).singleElement().satisfies(session -> {
            assertThat(session.get("session_id").asString()).isEqualTo(tracer.sessionId());
            assertThat(session.get("session_name").asString()).isEqualTo("chat");
            assertThat(session.get("project").asString()).isEqualTo("support-bot");
        });
        assertThat(server.otlpHeaders().get(0))
                .containsEntry("Authorization", "Bearer hh_test")
                .containsEntry("Content-Type", "application/x-protobuf")
                .containsEntry("Content-Encoding", "gzip")
                .containsEntry("hh-client-language", "java");
    }

    @Test
    void call_bodyThrows_recordsOnceAndRethrowsTheSame() {
        var failure = new IOException("no route");

        assertThatThrownBy(() -> tracer.call("step", EventType.TOOL, span -> {
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(tracer.flush(LIMIT)).isTrue();
        var span = server.span("step");
        assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(span.getEventsList())
                .singleElement()
                .extracting(e -> e.getName())
                .isEqualTo("exception");
        assertThat(attributes(span))
                .containsEntry("honeyhive_error", "IOException: no route")
                .containsEntry("honeyhive_error_type", "java.io.IOException");
        assertThat(server.spans()).hasSize(1);
    }

    @Test
    void call_messageOfExceptionThrows_stillReachesCaller() {
        class Nasty extends RuntimeException {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalStateException("nasty");
            }
        }
        var nasty = new Nasty();

        assertThatThrownBy(() -> tracer.run("step", EventType.TOOL, span -> {
                    throw nasty;
                }))
                .isSameAs(nasty);
    }

    @Test
    void enrichSpan_allKindsOfValues_flattened() {
        Map<String, Object> self = new HashMap<>();
        self.put("self", self);
        Map<String, Object> withNull = new HashMap<>();
        withNull.put("gone", null);
        withNull.put("kept", List.of("a", 2));
        record Point(int x, double y) {}

        tracer.run(
                "step",
                EventType.TOOL,
                span -> assertThat(tracer.enrichSpan(e -> e.metadata("nested", withNull)
                                .metadata("nothing", null)
                                .metadata((Map<String, Object>) null)
                                .metric("ratio", 0.5f)
                                .metric("ok", true)
                                .metric("count", 7)
                                .feedback("point", new Point(1, 2.5))
                                .config("array", new int[] {4, 5})
                                .userProperty("type", EventType.MODEL)
                                .output("self", self)
                                .input("thread", Thread.currentThread())))
                        .isTrue());

        assertThat(tracer.flush(LIMIT)).isTrue();
        Map<String, Object> attributes = attributes(server.span("step"));
        assertThat(attributes)
                .containsEntry("honeyhive_metadata.nested.kept.0", "a")
                .containsEntry("honeyhive_metadata.nested.kept.1", 2L)
                .containsEntry("honeyhive_metrics.ratio", 0.5)
                .containsEntry("honeyhive_metrics.ok", true)
                .containsEntry("honeyhive_metrics.count", 7L)
                .containsEntry("honeyhive_feedback.point.x", 1L)
                .containsEntry("honeyhive_feedback.point.y", 2.5)
                .containsEntry("honeyhive_config.array.1", 5L)
                .containsEntry("honeyhive_user_properties.type", "MODEL")
                .doesNotContainKey("honeyhive_metadata.nested.gone")
                .doesNotContainKey("honeyhive_metadata.nothing");
        assertThat(attributes.values()).anyMatch(value -> value.toString().contains("nested deeper than 16"));
    }

    @Test
    void enrichSpan_noOpenSpan_returnsFalse() {
        assertThat(tracer.enrichSpan(e -> e.metadata("a", 1))).isFalse();
    }

    @Test
    void enrichSession_severalTimes_arrivesMergedAndInOrder() {
        tracer.run("step", EventType.CHAIN, span -> {
            tracer.enrichSession(e -> e.userProperty("plan", "free").feedback("rating", 1));
            tracer.enrichSession(e -> e.userProperty("plan", "pro").metric("turns", 3));
            tracer.enrichSession(e -> e.input("question", "why?").error("bad day"));
        });

        assertThat(tracer.flush(LIMIT)).isTrue();
        Map<String, String> last = new HashMap<>();
        for (JsonNode update : server.updates()) {
            assertThat(update.get("event_id").asString()).isEqualTo(tracer.sessionId());
            update.at("/user_properties").forEachEntry((key, value) -> last.put("user." + key, value.asString()));
            update.at("/feedback").forEachEntry((key, value) -> last.put("feedback." + key, value.toString()));
            update.at("/metrics").forEachEntry((key, value) -> last.put("metrics." + key, value.toString()));
            update.at("/metadata").forEachEntry((key, value) -> last.put("metadata." + key, value.toString()));
        }
        assertThat(last)
                .containsEntry("user.plan", "pro")
                .containsEntry("feedback.rating", "1")
                .containsEntry("metrics.turns", "3")
                .containsEntry("metadata.inputs", "{\"question\":\"why?\"}")
                .containsEntry("metadata.error", "\"bad day\"");
    }

    @Test
    void session_scope_separatesSessionsAndCarriesEvaluation() {
        String id;
        try (SessionScope session = tracer.session("row")
                .inputs(Map.of("question", "why?"))
                .evaluation("run-1", "ds-1", "dp-1")
                .open()) {
            id = session.sessionId();
            tracer.run("inside", EventType.CHAIN, span -> {
                assertThat(tracer.sessionId()).isEqualTo(id);
                assertThat(Baggage.current().asMap().keySet())
                        .containsExactlyInAnyOrder(
                                "run_id", "dataset_id", "datapoint_id", "honeyhive_tracer_id", "project", "source");
            });
        }
        tracer.run("outside", EventType.CHAIN, span -> {});

        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(attributes(server.span("inside")))
                .containsEntry("honeyhive.session_id", id)
                .containsEntry("honeyhive_metadata.run_id", "run-1")
                .containsEntry("honeyhive_metadata.dataset_id", "ds-1")
                .containsEntry("honeyhive_metadata.datapoint_id", "dp-1");
        assertThat(attributes(server.span("outside")))
                .containsEntry("honeyhive.session_id", tracer.sessionId())
                .doesNotContainKey("honeyhive_metadata.run_id");
        assertThat(server.sessionStarts()) // calls of different sessions are sent side by side
                .extracting(
                        s -> s.get("session_name").asString(),
                        s -> s.at("/metadata/datapoint_id").asString(),
                        s -> s.at("/inputs/question").asString())
                .containsExactlyInAnyOrder(tuple("row", "dp-1", "why?"), tuple("chat", "", ""));
    }

    @Test
    void session_neverUsed_isNeverStarted() {
        try (SessionScope session = tracer.session("only").open()) {
            tracer.run("step", EventType.CHAIN, span -> {});
        }

        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(server.sessionStarts()).hasSize(1);
    }

    @Test
    void twoTracers_nestedInEachOther_deliverOnlyTheirOwn() {
        try (RecordingServer otherServer = new RecordingServer();
                HoneyHiveTracer other = HoneyHiveTracer.builder()
                        .serverUrl(otherServer.url())
                        .project("other")
                        .build()) {
            tracer.run("a1", EventType.CHAIN, a1 -> {
                assertThat(HoneyHive.discover()).containsSame(tracer);
                other.run("b1", EventType.CHAIN, b1 -> {
                    assertThat(HoneyHive.discover()).containsSame(other);
                    HoneyHive.enrichSpan(Map.of("who", "b1"));
                    tracer.enrichSpan(e -> e.metadata("who", "a1"));
                    tracer.run("a2", EventType.TOOL, a2 -> other.run("b2", EventType.TOOL, b2 -> {}));
                    assertThat(HoneyHive.discover()).containsSame(other);
                });
                assertThat(HoneyHive.discover()).containsSame(tracer);
            });

            assertThat(tracer.flush(LIMIT)).isTrue();
            assertThat(other.flush(LIMIT)).isTrue();
            assertThat(server.spans()).extracting(s -> s.getName()).containsExactlyInAnyOrder("a1", "a2");
            assertThat(otherServer.spans()).extracting(s -> s.getName()).containsExactlyInAnyOrder("b1", "b2");
            assertThat(server.span("a2").getParentSpanId())
                    .isEqualTo(server.span("a1").getSpanId());
            assertThat(otherServer.span("b2").getParentSpanId())
                    .isEqualTo(otherServer.span("b1").getSpanId());
            assertThat(otherServer.span("b1").getParentSpanId().isEmpty()).isTrue();
            assertThat(otherServer.span("b1").getLinks(0).getSpanId())
                    .isEqualTo(server.span("a1").getSpanId());
            assertThat(otherServer.spans())
                    .allSatisfy(span -> assertThat(attributes(span))
                            .containsEntry("honeyhive.project", "other")
                            .containsEntry("honeyhive.session_id", other.sessionId()));
            assertThat(attributes(otherServer.span("b1"))).containsEntry("honeyhive_metadata.who", "b1");
            assertThat(attributes(server.span("a1"))).containsEntry("honeyhive_metadata.who", "a1");
            assertThat(server.sessionStarts()).hasSize(1);
            assertThat(otherServer.sessionStarts()).hasSize(1);
        }
    }

    @Test
    void openTelemetry_plainSpans_followTheSameRules() {
        var plain = tracer.openTelemetry().getTracer("my-library");
        try (HoneyHiveTracer other = builder().project("other").build()) {
            tracer.run("chain", EventType.CHAIN, span -> {
                Span outer = plain.spanBuilder("plain").startSpan();
                try (Scope scope = outer.makeCurrent()) {
                    assertThat(HoneyHive.discover()).containsSame(tracer);
                    assertThat(tracer.enrichSpan(e -> e.metric("plain", true))).isTrue();
                    tracer.run("below", EventType.TOOL, s -> {});
                    other.run(
                            "foreign",
                            EventType.TOOL,
                            s -> plain.spanBuilder("deep").startSpan().end());
                } finally {
                    outer.end();
                }
            });
            assertThat(other.flush(LIMIT)).isTrue();
        }

        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(server.span("plain").getParentSpanId())
                .isEqualTo(server.span("chain").getSpanId());
        assertThat(server.span("below").getParentSpanId())
                .isEqualTo(server.span("plain").getSpanId());
        assertThat(server.span("deep").getParentSpanId())
                .isEqualTo(server.span("plain").getSpanId());
        assertThat(server.span("foreign").getParentSpanId().isEmpty()).isTrue();
        assertThat(attributes(server.span("plain")))
                .containsEntry("honeyhive.session_id", tracer.sessionId())
                .containsEntry("honeyhive_metrics.plain", true)
                .containsEntry("honeyhive_event_type", "tool");
        assertThat(hex(server.span("deep").getTraceId()))
                .isEqualTo(hex(server.span("chain").getTraceId()));
    }

    @Test
    void baggage_ofTheCaller_survivesOurs() {
        try (Scope scope = Baggage.builder()
                .put("tenant", "t1")
                .put("project", "callers")
                .build()
                .makeCurrent()) {
            tracer.run("step", EventType.CHAIN, span -> {
                assertThat(Baggage.current().getEntryValue("tenant")).isEqualTo("t1");
                assertThat(Baggage.current().getEntryValue("project")).isEqualTo("support-bot");
                assertThat(Baggage.current().asMap()).doesNotContainKeys("session_id", "span_id", "parent_id");
            });
            assertThat(Baggage.current().getEntryValue("project")).isEqualTo("callers");
        }
    }

    @Test
    void discovery_baggageOfAnotherProcess_fallsBackToDefault() {
        HoneyHive.setDefaultTracer(tracer);
        try (Scope scope = Baggage.builder()
                .put("honeyhive_tracer_id", "not-of-this-process")
                .build()
                .makeCurrent()) {
            assertThat(HoneyHive.discover()).containsSame(tracer);
        }
    }

    @Test
    void discovery_afterClose_findsNothing() {
        HoneyHive.setDefaultTracer(tracer);

        tracer.close();

        assertThat(HoneyHive.discover()).isEmpty();
        assertThat(HoneyHive.enrichSpan(Map.of("a", 1))).isFalse();
    }

    @Test
    void flush_serverRefuses_returnsFalseOnceAndGoesOn() {
        server.failTraces(400);
        tracer.run("refused", EventType.TOOL, span -> {});

        assertThat(tracer.flush(LIMIT)).isFalse();

        tracer.run("accepted", EventType.TOOL, span -> {});
        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(server.spans()).extracting(s -> s.getName()).containsExactly("accepted");
    }

    @Test
    void flush_serverBusy_triesAgain() {
        server.failTraces(503, 429);
        tracer.run("step", EventType.TOOL, span -> {});

        assertThat(tracer.flush(LIMIT)).isTrue();

        assertThat(server.spans()).hasSize(1);
        assertThat(server.otlpHeaders()).hasSize(3);
    }

    @Test
    void flush_partialSuccess_returnsFalse() {
        server.rejectSpans(1);
        tracer.run("one", EventType.TOOL, span -> {});

        assertThat(tracer.flush(LIMIT)).isFalse();
    }

    @Test
    void flush_serverAway_returnsFalseInTimeAndHurtsNobody() {
        try (HoneyHiveTracer lost =
                HoneyHiveTracer.builder().serverUrl("http://127.0.0.1:1").build()) {
            lost.run("step", EventType.TOOL, span -> {});
            lost.enrichSession(e -> e.metadata("a", 1));

            long start = System.nanoTime();
            assertThat(lost.flush(Duration.ofMillis(300))).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            lost.close(Duration.ofMillis(100));
        }
    }

    @Test
    void close_twice_deliversAndStaysHarmless() {
        tracer.run("last", EventType.TOOL, span -> {});

        tracer.close();
        tracer.close();

        assertThat(server.spans()).hasSize(1);
        String result = tracer.call("after", EventType.TOOL, span -> {
            span.input("a", 1).error(new IOException("x"));
            return "still runs";
        });
        assertThat(result).isEqualTo("still runs");
        assertThat(tracer.enrichSession(e -> e.metadata("a", 1))).isFalse();
        assertThat(server.spans()).hasSize(1);
    }

    @Test
    void testModeAndDisabled_makeNoCallAtAll() {
        try (HoneyHiveTracer quiet = builder().testMode(true).build();
                HoneyHiveTracer off = builder().disableTracing(true).build();
                HoneyHiveTracer noop = HoneyHiveTracer.noop()) {
            for (HoneyHiveTracer each : List.of(quiet, off, noop)) {
                String value = each.call("step", EventType.MODEL, span -> {
                    span.output("x", 1);
                    return "value";
                });
                assertThat(value).isEqualTo("value");
                each.enrichSession(e -> e.metadata("a", 1));
                assertThat(each.flush(LIMIT)).isTrue();
            }
        }

        assertThat(server.spans()).isEmpty();
        assertThat(server.sessionStarts()).isEmpty();
        assertThat(server.updates()).isEmpty();
    }
}
