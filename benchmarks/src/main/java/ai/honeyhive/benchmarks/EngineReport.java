// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks;

import static ai.honeyhive.experiments.Experiments.evaluate;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.Experiment;
import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.budgets.Budgets;
import ai.honeyhive.server.HoneyHiveServer;
import ai.honeyhive.tracing.HoneyHiveTracer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Prints what running a row costs beside the task: unrecorded, recorded by a local server, and with many rows that wait. */
public final class EngineReport {
    private static final int INSTANT = 100_000;
    private static final int WARM_UP = 20_000;
    private static final int WAITING = 10_000;
    private static final int CONCURRENCY = 1_000;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int ROUNDS = 3;

    private EngineReport() {}

    /**
     * Measures.
     *
     * @param args none
     * @throws Exception if a run fails
     */
    public static void main(String[] args) throws Exception {
        System.out.println(
                "JDK " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors");
        Dataset dataset = numbers(INSTANT);
        for (int round = 1; round <= ROUNDS; round++) {
            double plain = plain(dataset);
            double ours = micros(instant(dataset).unrecorded().run());
            print(
                    "%d rows that return at once, unrecorded: %.2f us a row; plain executor: %.2f us",
                    INSTANT, ours, plain);
        }
        traced(dataset);
        recorded(dataset);
        waiting();
        System.exit(0); // the server's threads would stay a while
    }

    private static Dataset numbers(int count) {
        return Dataset.of(IntStream.range(0, count)
                .mapToObj(i -> Datapoint.builder().id("n" + i).input("n", i).build())
                .toList());
    }

    private static Experiment<Integer> instant(Dataset dataset) {
        return evaluate("instant", dataset, datapoint -> datapoint.<Integer>input("n"))
                .evaluator("even", output -> output % 2 == 0)
                .maxConcurrency(8)
                .withoutGit()
                .quiet();
    }

    private static double micros(ExperimentRun run) {
        if (!run.failedRows().isEmpty()) {
            throw new IllegalStateException("rows failed: " + run.failedRows().get(0));
        }
        return run.duration().toNanos() / 1e3 / run.rows().size();
    }

    /** The same calls of task and evaluator. */
    private static double plain(Dataset dataset) throws InterruptedException, ExecutionException {
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            long begin = System.nanoTime();
            List<Future<Boolean>> rows = new ArrayList<>();
            for (Datapoint datapoint : dataset) {
                rows.add(executor.submit(() -> datapoint.<Integer>input("n") % 2 == 0));
            }
            int even = 0;
            for (Future<Boolean> row : rows) {
                even += row.get() ? 1 : 0;
            }
            if (even != dataset.size() / 2) {
                throw new IllegalStateException("some rows were not run");
            }
            return (System.nanoTime() - begin) / 1e3 / dataset.size();
        } finally {
            executor.shutdownNow();
        }
    }

    /** With the row's session and span made, enriched and read by an evaluator, but not sent. */
    private static void traced(Dataset dataset) {
        for (int round = 1; round <= ROUNDS; round++) {
            double untraced = micros(instant(dataset).unrecorded().run());
            double traced = micros(instant(dataset)
                    .evaluator(Budgets.modelCalls())
                    .unrecorded()
                    .run());
            print(
                    "%d rows traced, but not sent: %.2f us a row, %.2f us of them for the tracing",
                    INSTANT, traced, traced - untraced);
        }
    }

    private static void recorded(Dataset dataset) throws IOException {
        Path data = Files.createTempDirectory("engine");
        try (HoneyHiveServer server =
                HoneyHiveServer.builder().dataDirectory(data).build().start()) {
            recorded(server, numbers(WARM_UP));
            print(
                    "%d rows that return at once, recorded by a local server: %.0f us a row",
                    INSTANT, recorded(server, dataset));
        }
    }

    private static double recorded(HoneyHiveServer server, Dataset dataset) {
        try (HoneyHiveTracer tracer = HoneyHiveTracer.builder()
                .apiKey("key")
                .project("engine")
                .serverUrl(server.url().toString())
                .build()) {
            long begin = System.nanoTime();
            ExperimentRun run = instant(dataset).tracer(tracer).run();
            if (!run.recorded()) {
                throw new IllegalStateException(String.valueOf(run.problems()));
            }
            return (System.nanoTime() - begin) / 1e3 / dataset.size();
        }
    }

    private static void waiting() {
        for (int round = 1; round <= ROUNDS; round++) {
            ExperimentRun run = evaluate("waiting", numbers(WAITING), datapoint -> {
                        Thread.sleep(PAUSE.toMillis());
                        return 1;
                    })
                    .maxConcurrency(CONCURRENCY)
                    .unrecorded()
                    .quiet()
                    .run();
            double ideal = PAUSE.toMillis() / 1e3 * WAITING / CONCURRENCY;
            print(
                    "%d rows that wait 100 ms, %d at a time: %.2f of the ideal %.0f s",
                    WAITING, CONCURRENCY, micros(run) * WAITING / 1e6 / ideal, ideal);
        }
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
