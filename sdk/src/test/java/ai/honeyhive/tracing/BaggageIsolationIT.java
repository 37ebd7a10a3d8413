// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static ai.honeyhive.testing.RecordingServer.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.HoneyHive;
import ai.honeyhive.internal.context.SafeKeys;
import ai.honeyhive.testing.RecordingServer;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What travels as baggage inside the process, whose it is, and what is found by it. */
class BaggageIsolationIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RecordingServer server = new RecordingServer();
    private final HoneyHiveTracer tracer = HoneyHiveTracer.builder()
            .serverUrl(server.url())
            .project("mine")
            .source("prod")
            .build();
    private final HoneyHiveTracer other =
            HoneyHiveTracer.builder().serverUrl(server.url()).project("theirs").build();

    @BeforeEach
    void noDefault() {
        HoneyHive.setDefaultTracer(null);
    }

    @AfterEach
    void close() {
        assertThat(Context.current()).isSameAs(Context.root());
        tracer.close();
        other.close();
        server.close();
    }

    private static String baggage(String key) {
        return String.valueOf(Baggage.current().getEntryValue(key));
    }

    private Map<String, Object> delivered(String name) {
        assertThat(HoneyHiveTracer.flushAll(LIMIT)).isTrue();
        return attributes(server.span(name));
    }

    @Nested
    class SelectivePropagation {
        @Test
        void safeKeys_areExactlySix() {
            assertThat(SafeKeys.ALL)
                    .containsExactlyInAnyOrder(
                            "run_id", "dataset_id", "datapoint_id", "honeyhive_tracer_id", "project", "source");
        }

        @Test
        void safeKeys_arePropagatedInASpan() {
            tracer.run("step", EventType.CHAIN, span -> {
                assertThat(baggage("honeyhive_tracer_id")).isEqualTo(tracer.id());
                assertThat(baggage("project")).isEqualTo("mine");
                assertThat(baggage("source")).isEqualTo("prod");
            });
        }

        @Test
        void sessionAndSpanIds_areNot() {
            try (SessionScope session = tracer.session("named").open()) {
                tracer.run("step", EventType.CHAIN, span -> {
                    assertThat(SafeKeys.ALL)
                            .containsAll(Baggage.current().asMap().keySet());
                    assertThat(Baggage.current().asMap().toString()).doesNotContain(session.sessionId());
                });
            }
        }

        @Test
        void evaluationContext_isPropagatedAndStaysInNestedSpans() {
            try (SessionScope row =
                    tracer.session("row").evaluation("run", "ds", "dp").open()) {
                tracer.run(
                        "outer",
                        EventType.CHAIN,
                        o -> tracer.run(
                                "inner",
                                EventType.TOOL,
                                i -> assertThat(List.of(
                                                baggage("run_id"), baggage("dataset_id"), baggage("datapoint_id")))
                                        .containsExactly("run", "ds", "dp")));
            }

            assertThat(delivered("inner"))
                    .containsEntry("honeyhive_metadata.run_id", "run")
                    .containsEntry("honeyhive_metadata.dataset_id", "ds")
                    .containsEntry("honeyhive_metadata.datapoint_id", "dp");
        }
    }

    @Nested
    class TracerIsolation {
        @Test
        void nestedTracers_eachFindItsOwnBaggage() {
            tracer.run("outer", EventType.CHAIN, o -> {
                other.run("inner", EventType.CHAIN, i -> {
                    assertThat(baggage("honeyhive_tracer_id")).isEqualTo(other.id());
                    assertThat(baggage("project")).isEqualTo("theirs");
                });
                assertThat(baggage("honeyhive_tracer_id")).isEqualTo(tracer.id());
                assertThat(baggage("project")).isEqualTo("mine");
            });
        }

        @Test
        void evaluationOfOneTracer_isNotOnTheOthersSpans() {
            try (SessionScope row =
                    tracer.session("row").evaluation("run", "ds", "dp").open()) {
                other.run(
                        "foreign",
                        EventType.TOOL,
                        span -> assertThat(Baggage.current().getEntryValue("run_id"))
                                .isNull());
                assertThat(baggage("run_id")).isEqualTo("run");
            }

            assertThat(delivered("foreign"))
                    .containsEntry("honeyhive.project", "theirs")
                    .doesNotContainKeys("honeyhive_metadata.run_id", "honeyhive_metadata.datapoint_id");
        }

        @Test
        void tracersSideBySide_doNotInterfere() {
            tracer.run(
                    "a",
                    EventType.CHAIN,
                    span -> assertThat(baggage("honeyhive_tracer_id")).isEqualTo(tracer.id()));
            other.run(
                    "b",
                    EventType.CHAIN,
                    span -> assertThat(baggage("honeyhive_tracer_id")).isEqualTo(other.id()));

            assertThat(delivered("a")).containsEntry("honeyhive.project", "mine");
            assertThat(delivered("b")).containsEntry("honeyhive.project", "theirs");
        }
    }

    @Nested
    class Discovery {
        @Test
        void tracerNamedInBaggage_isFound() {
            tracer.run(
                    "step",
                    EventType.CHAIN,
                    span -> assertThat(HoneyHive.discover()).containsSame(tracer));
        }

        @Test
        void withoutBaggage_nothingIsFound() {
            assertThat(HoneyHive.discover()).isEmpty();
        }

        @Test
        void unknownTracer_isNotFound() {
            try (Scope unknown = Baggage.builder()
                    .put("honeyhive_tracer_id", UUID.randomUUID().toString())
                    .build()
                    .makeCurrent()) {
                assertThat(HoneyHive.discover()).isEmpty();
            }
        }

        @Test
        void inAnEvaluation_theTracerOfTheRowIsFound() {
            try (SessionScope row =
                    tracer.session("row").evaluation("run", "ds", "dp").open()) {
                assertThat(HoneyHive.discover()).containsSame(tracer);
                assertThat(baggage("run_id")).isEqualTo("run");
            }
        }
    }

    @Nested
    class Evaluation {
        /** As user code has it, deep in a task: it has never seen a tracer. */
        private void task(String datapoint) {
            HoneyHive.trace("task " + datapoint, EventType.TOOL, span -> {
                assertThat(HoneyHive.enrichSpan(Map.of("seen", datapoint))).isTrue();
                return datapoint;
            });
        }

        @Test
        void rowsOneAfterTheOther_areEnrichedEachInItsSession() {
            for (String datapoint : List.of("one", "two", "three")) {
                try (SessionScope row = tracer.session(datapoint)
                        .evaluation("run", "ds", datapoint)
                        .open()) {
                    task(datapoint);

                    assertThat(delivered("task " + datapoint))
                            .containsEntry("honeyhive_metadata.seen", datapoint)
                            .containsEntry("honeyhive_metadata.datapoint_id", datapoint)
                            .containsEntry("honeyhive.session_id", row.sessionId());
                }
            }
        }

        @Test
        void rowsOfTwoTracers_doNotMix() {
            try (SessionScope mine =
                    tracer.session("mine").evaluation("r1", null, "d1").open()) {
                task("mine");
                try (SessionScope theirs =
                        other.session("theirs").evaluation("r2", null, "d2").open()) {
                    task("theirs");
                }
                task("mine again");
            }

            assertThat(delivered("task theirs"))
                    .containsEntry("honeyhive.project", "theirs")
                    .containsEntry("honeyhive_metadata.run_id", "r2");
            for (String name : List.of("task mine", "task mine again")) {
                assertThat(delivered(name))
                        .containsEntry("honeyhive.project", "mine")
                        .containsEntry("honeyhive_metadata.run_id", "r1");
            }
        }
    }
}
