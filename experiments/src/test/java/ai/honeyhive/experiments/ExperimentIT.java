// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static ai.honeyhive.experiments.Experiments.evaluate;
import static ai.honeyhive.experiments.evaluators.Evaluators.exactMatch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.honeyhive.HoneyHive;
import ai.honeyhive.server.HoneyHiveServer;
import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.HoneyHiveTracer;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class ExperimentIT {
    private static final int CONCURRENCY = 32;

    @TempDir
    Path data;

    private HoneyHiveServer server;
    private HoneyHiveTracer other;
    private HoneyHiveTracer tracer;

    @BeforeEach
    void start() {
        server = HoneyHiveServer.builder().dataDirectory(data).build().start();
        other = HoneyHiveTracer.builder()
                .apiKey("key")
                .project("other")
                .serverUrl(server.url().toString())
                .build();
        tracer = HoneyHiveTracer.builder()
                .apiKey("key")
                .project("bot")
                .serverUrl(server.url().toString())
                .build();
        HoneyHive.setDefaultTracer(other); // whoever finds no tracer in the context ends up here, and is seen
    }

    @AfterEach
    void stop() {
        HoneyHive.setDefaultTracer(null);
        tracer.close();
        other.close();
        server.close();
    }

    private static Dataset numbers(int count) {
        return Dataset.of(IntStream.range(0, count)
                .mapToObj(i -> Datapoint.builder()
                        .id("n" + i)
                        .input("n", i)
                        .groundTruth(2 * i)
                        .build())
                .toList());
    }

    /** Code deep below the task that was written before there were tracers to hand around. */
    static final class LegacyHelper {
        private LegacyHelper() {}

        static boolean note(int n) {
            return HoneyHive.enrichSpan(span -> span.metadata("noted_statically", n));
        }
    }

    private int task(Datapoint datapoint, CountDownLatch allAtOnce) throws InterruptedException {
        int n = datapoint.input("n");
        allAtOnce.countDown();
        allAtOnce.await(20, TimeUnit.SECONDS);
        boolean noted = LegacyHelper.note(n);
        boolean notedInside = tracer.call("double", EventType.TOOL, span -> {
            span.input("n", n);
            return LegacyHelper.note(n) && tracer.enrichSpan(e -> e.metadata("noted_by_tracer", n));
        });
        boolean notedAfter = tracer.enrichSpan(e -> e.metadata("noted_by_tracer", n));
        if (!noted || !notedInside || !notedAfter) {
            throw new IllegalStateException("an enrichment found no span");
        }
        return 2 * n;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void run_enrichmentsDeepInConcurrentTasks_reachTheirOwnDatapointOnly(boolean ownPool) throws Exception {
        CountDownLatch allAtOnce = new CountDownLatch(CONCURRENCY);
        ExecutorService pool = Executors.newFixedThreadPool(CONCURRENCY);
        try {
            Experiment<Integer> experiment = evaluate("doubles", numbers(500), datapoint -> task(datapoint, allAtOnce))
                    .tracer(tracer)
                    .evaluator(exactMatch())
                    .maxConcurrency(CONCURRENCY)
                    .quiet();
            ExperimentRun run = (ownPool ? experiment.executor(pool) : experiment).run();

            assertThat(run.failedRows()).isEmpty();
            assertThat(run.problems()).isEmpty();
            Map<String, List<Map<?, ?>>> events = eventsByDatapoint(run.id());
            assertThat(events).hasSize(500);
            for (Row row : run.rows()) {
                int n = row.datapoint().input("n");
                List<Map<?, ?>> own = events.get(row.datapoint().id());
                assertThat(own)
                        .extracting(event -> (String) event.get("event_type"))
                        .containsExactlyInAnyOrder("session", "chain", "tool");
                assertThat(own)
                        .allSatisfy(event -> assertThat(event.get("session_id")).isEqualTo(row.sessionId()));
                assertThat(own)
                        .filteredOn(event -> !event.get("event_type").equals("session"))
                        .allSatisfy(event -> {
                            Map<?, ?> metadata = (Map<?, ?>) event.get("metadata");
                            assertThat(metadata.get("noted_statically")).isEqualTo(n);
                            assertThat(metadata.get("noted_by_tracer")).isEqualTo(n);
                            assertThat(metadata.get("dataset_id"))
                                    .isEqualTo(numbers(500).id());
                            assertThat(((Map<?, ?>) event.get("inputs")).get("n"))
                                    .isEqualTo(n);
                        });
            }
            assertThat(other.flush(Duration.ofSeconds(10))).isTrue();
            if (ownPool) {
                assertThat(contextsLeftIn(pool)).containsOnly(true);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private Map<String, List<Map<?, ?>>> eventsByDatapoint(String runId) {
        Map<String, Object> answer = tracer.client()
                .events()
                .export(Map.of(
                        "filters",
                        List.of(Map.of("field", "metadata.run_id", "operator", "is", "value", runId, "type", "string")),
                        "limit",
                        7500));
        Map<String, List<Map<?, ?>>> events = new HashMap<>();
        for (Object event : (List<?>) answer.get("events")) {
            Map<?, ?> map = (Map<?, ?>) event;
            Object datapointId = ((Map<?, ?>) map.get("metadata")).get("datapoint_id");
            events.computeIfAbsent(String.valueOf(datapointId), id -> new ArrayList<>())
                    .add(map);
        }
        return events;
    }

    /** Asks every thread of the pool at once whether its context is empty. */
    private static List<Boolean> contextsLeftIn(ExecutorService pool) throws Exception {
        CyclicBarrier everyThread = new CyclicBarrier(CONCURRENCY);
        List<Future<Boolean>> answers = new ArrayList<>();
        for (int i = 0; i < CONCURRENCY; i++) {
            answers.add(pool.submit(() -> {
                everyThread.await(20, TimeUnit.SECONDS);
                return Context.current() == Context.root() && Baggage.current().isEmpty();
            }));
        }
        List<Boolean> empty = new ArrayList<>();
        for (Future<Boolean> answer : answers) {
            empty.add(answer.get(20, TimeUnit.SECONDS));
        }
        return empty;
    }

    @Test
    void run_completed_isReadBackAsTheServerComputedIt() {
        ExperimentRun run = evaluate("doubles", numbers(10), datapoint -> {
                    int n = datapoint.input("n");
                    if (n == 9) {
                        throw new IOException("no route");
                    }
                    return n < 4 ? 2 * n : 0;
                })
                .tracer(tracer)
                .runName("doubles of tonight")
                .evaluator(exactMatch())
                .evaluator("size", output -> output / 2.0)
                .quiet()
                .run();

        assertThat(run.recorded()).isTrue();
        Map<String, Object> stored = tracer.client().runs().find(run.id()).orElseThrow();
        assertThat(stored).containsEntry("name", "doubles of tonight").containsEntry("status", "completed");
        assertThat(((List<?>) stored.get("event_ids")))
                .isEqualTo(run.rows().stream().map(Row::sessionId).toList());
        Map<?, ?> results = (Map<?, ?>) stored.get("results");
        assertThat(results.get("failed")).isEqualTo(1);
        Map<?, ?> metrics = (Map<?, ?>) run.result().orElseThrow().get("metrics");
        for (Object detail : (List<?>) metrics.get("details")) {
            Map<?, ?> metric = (Map<?, ?>) detail;
            MetricSummary local =
                    run.metric(metric.get("metric_name").toString()).orElseThrow();
            assertThat(((Number) metric.get("aggregate")).doubleValue()).isCloseTo(local.mean(), within(1e-9));
        }
        assertThat((List<?>) metrics.get("details")).hasSize(2);
        assertThat((List<?>) run.result().orElseThrow().get("datapoints")).hasSize(10);
    }

    @Test
    void run_failedRow_isTraceableInItsSession() {
        ExperimentRun run = evaluate("failing", numbers(1), datapoint -> {
                    throw new IOException("no route");
                })
                .tracer(tracer)
                .quiet()
                .run();

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        Map<?, ?> session = eventsByDatapoint(run.id()).get("EXT-n0").stream()
                .filter(event -> event.get("event_type").equals("session"))
                .findFirst()
                .orElseThrow();
        assertThat(((Map<?, ?>) session.get("metadata")).get("error")).isEqualTo("java.io.IOException: no route");
        assertThat(((Map<?, ?>) session.get("feedback")).get("ground_truth")).isEqualTo(0);
    }

    @Test
    void run_manyQuickRows_areAllRecorded() {
        ExperimentRun run = evaluate("quick", numbers(2_000), datapoint -> datapoint.<Integer>input("n"))
                .tracer(tracer)
                .evaluator("even", output -> output % 2 == 0)
                .maxConcurrency(64)
                .quiet()
                .run();

        assertThat(run.problems()).isEmpty();
        assertThat((List<?>) run.result().orElseThrow().get("datapoints")).hasSize(2_000);
    }
}
