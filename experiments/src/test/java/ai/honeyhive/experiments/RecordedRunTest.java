// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static ai.honeyhive.experiments.Experiments.evaluate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.HoneyHiveTracer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RecordedRunTest {
    private FakeHoneyHive server;
    private HoneyHiveTracer tracer;
    private final Thread runner = Thread.currentThread();

    @BeforeEach
    void start() throws IOException {
        server = new FakeHoneyHive();
        tracer = HoneyHiveTracer.builder()
                .apiKey("key")
                .project("bot")
                .serverUrl(server.url())
                .build();
    }

    @AfterEach
    void stop() {
        tracer.close();
        server.close();
    }

    private static Dataset numbers(int count) {
        return Dataset.of(IntStream.range(0, count)
                .mapToObj(i -> Datapoint.builder()
                        .id("n" + i)
                        .input("n", i)
                        .groundTruth("answer", "secret-" + i)
                        .build())
                .toList());
    }

    @SuppressWarnings("unchecked") // JSON objects
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @Test
    void run_recorded_sendsRunSessionsEventsAndScores() {
        ExperimentRun run = evaluate("squares", numbers(3), (datapoint, tracing) -> {
                    int n = datapoint.input("n");
                    if (n == 2) {
                        throw new IOException("no route");
                    }
                    return tracing.call("square", EventType.TOOL, span -> n * n);
                })
                .tracer(tracer)
                .quiet()
                .runId("build-17")
                .runName("squares, nightly")
                .metadata("branch", "main")
                .evaluator("odd", output -> Score.of(output % 2 == 1).because("counted"))
                .evaluator("broken", output -> {
                    throw new IllegalStateException("judge is out");
                })
                .aggregateFunction(AggregateFunction.MEDIAN)
                .maxConcurrency(2)
                .run();

        assertThat(run.problems()).isEmpty();
        assertThat(run.recorded()).isTrue();
        assertThat(run.id()).isEqualTo("build-17");
        assertThat(run.url()).hasToString("Optional[" + server.url() + "/runs/build-17]");
        assertThat(run.result()).contains(Map.of("status", "completed", "success", true));

        Map<String, Object> created = server.requests("POST", "/v1/runs").get(0).body();
        assertThat(created)
                .containsEntry("run_id", "build-17")
                .containsEntry("name", "squares, nightly")
                .containsEntry("status", "pending")
                .containsEntry("event_ids", List.of())
                .containsEntry("datapoint_ids", List.of("EXT-n0", "EXT-n1", "EXT-n2"))
                .containsEntry(
                        "configuration",
                        Map.of(
                                "function",
                                "squares",
                                "evaluators",
                                List.of("odd", "broken"),
                                "max_workers",
                                2,
                                "aggregate_function",
                                "median"))
                .doesNotContainKey("dataset_id");
        String datasetId = numbers(3).id();
        assertThat(map(created.get("metadata")))
                .containsEntry("offline_dataset_id", datasetId)
                .containsEntry("branch", "main");

        Map<String, Object> completed =
                server.requests("PUT", "/v1/runs/build-17").get(0).body();
        assertThat(completed)
                .containsEntry("status", "completed")
                .containsEntry(
                        "event_ids", run.rows().stream().map(Row::sessionId).toList());
        assertThat(map(completed.get("results")))
                .containsEntry("datapoints", 3)
                .containsEntry("rows", 3)
                .containsEntry("succeeded", 2)
                .containsEntry("failed", 1)
                .containsEntry("evaluator_errors", 2);

        for (Row row : run.rows()) {
            Map<String, Object> start = server.requests("POST", "/session/start").stream()
                    .map(request -> map(request.body().get("session")))
                    .filter(session -> row.sessionId().equals(session.get("session_id")))
                    .findFirst()
                    .orElseThrow();
            assertThat(start).containsEntry("session_name", "squares, nightly").containsEntry("source", "evaluation");
            assertThat(start).containsEntry("inputs", row.datapoint().inputs());
            assertThat(start)
                    .containsEntry(
                            "metadata",
                            Map.of(
                                    "run_id",
                                    "build-17",
                                    "dataset_id",
                                    datasetId,
                                    "datapoint_id",
                                    row.datapoint().id()));
            List<FakeHoneyHive.Request> updates = server.requests("PUT", "/events").stream()
                    .filter(request -> row.sessionId().equals(request.body().get("event_id")))
                    .toList();
            assertThat(updates).hasSize(1);
            Map<String, Object> update = updates.get(0).body();
            assertThat(update)
                    .containsEntry(
                            "feedback",
                            Map.of("ground_truth", row.datapoint().groundTruth().orElseThrow()));
            if (row.failed()) {
                assertThat(update).doesNotContainKey("outputs");
                assertThat(update).containsEntry("metadata", Map.of("error", "java.io.IOException: no route"));
            } else {
                assertThat(update)
                        .containsEntry("outputs", Map.of("result", row.output().orElseThrow()));
                assertThat(update)
                        .containsEntry(
                                "metadata",
                                Map.of(
                                        "evaluator_errors",
                                        Map.of("broken", "java.lang.IllegalStateException: judge is out")));
            }
        }

        assertThat(server.spans()).hasSize(5).allSatisfy(span -> {
            assertThat(span).containsEntry("honeyhive_metadata.run_id", "build-17");
            assertThat(span).containsEntry("honeyhive_metadata.dataset_id", datasetId);
            assertThat(span).containsKey("honeyhive_metadata.datapoint_id");
            assertThat(span.toString()).doesNotContain("secret-");
        });
        Map<String, Object> chain = chainOf("EXT-n1");
        assertThat(chain)
                .containsEntry("name", "squares")
                .containsEntry("honeyhive_event_type", "chain")
                .containsEntry("honeyhive_inputs.n", 1L)
                .containsEntry("honeyhive_outputs.result", 1L)
                .containsEntry("honeyhive_metrics.odd", true)
                .containsEntry("honeyhive_metrics.odd_explanation", "counted")
                .doesNotContainKey("honeyhive_metrics.broken");
        assertThat(chainOf("EXT-n2"))
                .containsEntry("exceptions", 1L)
                .containsEntry("honeyhive_error", "IOException: no route");
    }

    private Map<String, Object> chainOf(String datapointId) {
        return server.spans().stream()
                .filter(span -> span.get("name").equals("squares")
                        && datapointId.equals(span.get("honeyhive_metadata.datapoint_id")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void run_serverNotThere_failsAtOnceWithTheRemedy() {
        server.close();

        assertThatThrownBy(() -> evaluate("x", numbers(1), datapoint -> 1)
                        .tracer(tracer)
                        .quiet()
                        .run())
                .isInstanceOf(ExperimentException.class)
                .hasMessageStartingWith("run \"x\" was not started: POST " + server.url() + "/v1/runs got no answer")
                .hasMessageEndingWith("call unrecorded()");
    }

    @Test
    void run_serverRefuses_failsAtOnce() {
        server.fail("POST /v1/runs", 401);

        assertThatThrownBy(() -> evaluate("x", numbers(1), datapoint -> 1)
                        .tracer(tracer)
                        .quiet()
                        .run())
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("POST /v1/runs answered 401")
                .hasMessageContaining("told to fail");
    }

    @Test
    void run_serverRefusesEvents_isNotRecorded() {
        server.fail("POST /opentelemetry", 400);

        ExperimentRun run = evaluate("refused", numbers(30), datapoint -> 1)
                .tracer(tracer)
                .quiet()
                .run();

        assertThat(run.rows()).hasSize(30);
        assertThat(run.recorded()).isFalse();
        assertThat(run.problems())
                .singleElement()
                .asString()
                .contains("was accepted by " + server.url() + " (30 lost as rejected): the rows there");
    }

    @Test
    void run_serverCannotComplete_saysWhy() {
        server.fail("PUT /v1/runs", 400);

        ExperimentRun run = evaluate("pending", numbers(3), datapoint -> 1)
                .tracer(tracer)
                .quiet()
                .run();

        assertThat(run.recorded()).isFalse();
        assertThat(run.problems()).singleElement().asString().contains("PUT /v1/runs/" + run.id() + " answered 400");
    }

    @Test
    void run_resultNotReadable_isRecordedAllTheSame() {
        server.fail("GET /v1/runs", 404);

        ExperimentRun run = evaluate("unread", numbers(3), datapoint -> 1)
                .tracer(tracer)
                .quiet()
                .run();

        assertThat(run.recorded()).isTrue();
        assertThat(run.result()).isEmpty();
        assertThat(run.problems())
                .singleElement()
                .asString()
                .startsWith("the run was recorded, but its result was not read back");
    }

    @Test
    void run_manyQuickRows_loseNothingAndWaitInNoLongQueue() {
        AtomicInteger started = new AtomicInteger();
        AtomicInteger mostUnsent = new AtomicInteger();

        ExperimentRun run = evaluate("quick", numbers(3_000), datapoint -> {
                    int unsent = started.incrementAndGet() - server.spanCount();
                    mostUnsent.accumulateAndGet(unsent, Math::max);
                    return datapoint.<Integer>input("n");
                })
                .tracer(tracer)
                .quiet()
                .evaluator("even", output -> output % 2 == 0)
                .maxConcurrency(64)
                .run();

        assertThat(run.problems()).isEmpty();
        assertThat(run.rows()).hasSize(3_000);
        assertThat(server.spans().stream()
                        .map(span -> span.get("honeyhive_metadata.datapoint_id"))
                        .collect(Collectors.toSet()))
                .hasSize(3_000);
        assertThat(server.requests("PUT", "/events")).hasSize(3_000);
        assertThat(mostUnsent).hasValueLessThan(1_100); // what may wait, and what is under way
    }

    @Test
    void run_interrupted_isRecordedAsCancelledWithItsRows() {
        ExperimentRun run = evaluate("cancelled", numbers(50), datapoint -> {
                    if (datapoint.<Integer>input("n") == 5) {
                        runner.interrupt();
                        new CountDownLatch(1).await();
                    }
                    return 1;
                })
                .tracer(tracer)
                .quiet()
                .maxConcurrency(1)
                .run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(run.recorded()).isTrue();
        assertThat(run.rows()).hasSize(6);
        Map<String, Object> completed =
                server.requests("PUT", "/v1/runs/" + run.id()).get(0).body();
        assertThat(completed).containsEntry("status", "cancelled");
        assertThat(map(completed.get("results")))
                .containsEntry("datapoints", 50)
                .containsEntry("rows", 6);
    }

    @Test
    void run_closedTracer_isNotRecorded() {
        tracer.close();

        ExperimentRun run = evaluate("closed", numbers(2), datapoint -> 1)
                .tracer(tracer)
                .quiet()
                .run();

        assertThat(run.rows()).hasSize(2);
        assertThat(run.problems()).containsExactly("the run was not recorded: its tracer is switched off or closed");
        assertThat(server.requests("POST", "/v1/runs")).isEmpty();
    }

    @Test
    void run_insideASpanOfTheSameTracer_staysApartFromIt() {
        tracer.run(
                "outer",
                EventType.CHAIN,
                span -> evaluate("inner", numbers(2), datapoint -> 1)
                        .tracer(tracer)
                        .quiet()
                        .run());

        assertThat(server.spans())
                .filteredOn(span -> span.get("name").equals("inner"))
                .hasSize(2)
                .allSatisfy(span -> assertThat(span).containsEntry("root", true));
    }
}
