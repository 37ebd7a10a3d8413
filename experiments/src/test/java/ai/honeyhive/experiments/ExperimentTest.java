// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static ai.honeyhive.experiments.Experiments.evaluate;
import static ai.honeyhive.experiments.evaluators.Evaluators.contains;
import static ai.honeyhive.experiments.evaluators.Evaluators.exactMatch;
import static ai.honeyhive.experiments.evaluators.Evaluators.hitAtK;
import static ai.honeyhive.experiments.evaluators.Evaluators.tokenF1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.HoneyHiveTracer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExperimentTest {
    private static final Dataset CAPITALS = Dataset.of(
            Datapoint.of(Map.of("question", "Peru"), "Lima"),
            Datapoint.of(Map.of("question", "France"), "Paris"),
            Datapoint.of(Map.of("question", "Atlantis")));

    record Answer(String text, List<String> passages) {}

    static final class Bot {
        String answer(String question) {
            return question.equals("Peru") ? "Lima" : "unknown";
        }

        Answer cite(Datapoint datapoint) throws IOException {
            if (datapoint.id().isEmpty()) {
                throw new IOException("never");
            }
            return new Answer(answer(datapoint.input("question")), List.of("p1"));
        }

        String traced(Datapoint datapoint, HoneyHiveTracer tracer) {
            return tracer.call("inner", EventType.TOOL, span -> answer(datapoint.input("question")));
        }
    }

    private final Bot bot = new Bot();

    private static Dataset numbers(int count) {
        return Dataset.of(IntStream.range(0, count)
                .mapToObj(i -> Datapoint.of(Map.of("n", i), i))
                .toList());
    }

    /** That this compiles is the test: each overload is chosen by what a user would naturally write. */
    @Test
    void evaluate_typicalUserCode_compilesAndRuns() {
        ExperimentRun plain = evaluate("faq-v3", CAPITALS, datapoint -> bot.answer(datapoint.input("question")))
                .unrecorded()
                .quiet()
                .evaluator(exactMatch())
                .evaluator("cites", output -> output.contains("["))
                .evaluator(
                        "same",
                        (output, datapoint) ->
                                datapoint.groundTruth().map(output::equals).orElse(null))
                .evaluator("length", String::length)
                .evaluator("why", output -> Score.of(output.length()).because("counted"))
                .maxConcurrency(32)
                .run();
        ExperimentRun record = evaluate("cited", CAPITALS, bot::cite)
                .unrecorded()
                .quiet()
                .evaluator(tokenF1(Answer::text))
                .evaluator(contains((Answer answer) -> answer.text()).named("answer_contained"))
                .evaluator(hitAtK(3, Answer::passages))
                .evaluator(
                        "passages", answer -> Map.of("score", answer.passages().size(), "explanation", "counted"))
                .run();
        ExperimentRun traced =
                evaluate("traced", CAPITALS, bot::traced).unrecorded().quiet().run();
        ExperimentRun tracedLambda = evaluate("traced", CAPITALS, (datapoint, tracer) -> {
                    String question = datapoint.input("question");
                    return tracer.call("inner", EventType.TOOL, span -> bot.answer(question));
                })
                .unrecorded()
                .quiet()
                .run();
        ExperimentRun block = evaluate("block", CAPITALS, datapoint -> {
                    if (datapoint.input("question").equals("Peru")) {
                        throw new IOException("checked exceptions are fine");
                    }
                    return Map.of("answer", "x");
                })
                .unrecorded()
                .quiet()
                .evaluator("entries", Map::size)
                .run();

        assertThat(plain.rows())
                .extracting(row -> row.output().orElseThrow())
                .containsExactly("Lima", "unknown", "unknown");
        assertThat(plain.metric("exact_match").orElseThrow())
                .isEqualTo(new MetricSummary("exact_match", 0.5, 0, 1, 2, 0));
        assertThat(plain.metric("cites").orElseThrow().count()).isEqualTo(3);
        assertThat(plain.metric("same").orElseThrow().count()).isEqualTo(2);
        assertThat(plain.metric("length").orElseThrow().max()).isEqualTo(7);
        assertThat(plain.rows().get(0).explanations()).isEqualTo(Map.of("why", "counted"));
        assertThat(record.rows().get(0).scores())
                .containsEntry("token_f1", 1.0)
                .containsEntry("answer_contained", true);
        assertThat(record.rows().get(0).scores()).containsEntry("hit@3", false).containsEntry("passages", 1);
        assertThat(traced.rows().get(0).output()).contains("Lima");
        assertThat(tracedLambda.rows().get(0).output()).contains("Lima");
        assertThat(block.failedRows()).hasSize(1);
        assertThat(block.metric("entries").orElseThrow().count()).isEqualTo(2);
    }

    @Test
    void run_taskThrows_isThatRowsResult() {
        ExperimentRun run = evaluate("failing", numbers(6), datapoint -> {
                    switch (datapoint.input("n", Integer.class)) {
                        case 1 -> throw new IOException("no route");
                        case 2 -> throw new AssertionError("not equal");
                        case 3 -> throw new StackOverflowError();
                        case 4 -> throw new InterruptedException();
                        default -> {
                            return "fine";
                        }
                    }
                })
                .unrecorded()
                .quiet()
                .evaluator("seen", output -> true)
                .run();

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.rows()).extracting(Row::failed).containsExactly(false, true, true, true, true, false);
        assertThat(run.rows().get(1).errorText()).contains("java.io.IOException: no route");
        assertThat(run.rows().get(2).errorText()).contains("java.lang.AssertionError: not equal");
        assertThat(run.rows().get(3).errorText()).contains("java.lang.StackOverflowError");
        assertThat(run.rows().get(1).scores()).isEmpty();
        assertThat(run.metric("seen").orElseThrow().count()).isEqualTo(2);
    }

    @Test
    void run_everyTaskThrows_hasFailed() {
        ExperimentRun run = evaluate("failing", numbers(3), datapoint -> {
                    throw new IllegalStateException("down");
                })
                .unrecorded()
                .quiet()
                .run();

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void run_evaluatorThrows_hindersNoOther() {
        ExperimentRun run = evaluate("scored", numbers(2), datapoint -> datapoint.<Integer>input("n"))
                .unrecorded()
                .quiet()
                .evaluator("broken", output -> {
                    throw new AssertionError("judge is out");
                })
                .evaluator("nonsense", output -> new Object())
                .evaluator("sound", output -> output)
                .run();

        assertThat(run.failedRows()).isEmpty();
        assertThat(run.rows().get(0).evaluatorErrors())
                .containsEntry("broken", "java.lang.AssertionError: judge is out")
                .hasEntrySatisfying(
                        "nonsense", problem -> assertThat(problem).startsWith("returned a java.lang.Object"));
        assertThat(run.metric("sound").orElseThrow().mean()).isEqualTo(0.5);
        assertThat(run.metric("broken").orElseThrow().errors()).isEqualTo(2);
        assertThat(run.metric("broken").orElseThrow().count()).isZero();
    }

    @Test
    void run_taskReturnsNull_showsNullToEvaluators() {
        ExperimentRun run = evaluate("null", numbers(1), datapoint -> (String) null)
                .unrecorded()
                .quiet()
                .evaluator("is_null", output -> output == null)
                .evaluator("careless", output -> output.isEmpty())
                .run();

        assertThat(run.rows().get(0).output()).isEmpty();
        assertThat(run.rows().get(0).score("is_null")).contains(true);
        assertThat(run.rows().get(0).evaluatorErrors()).containsKey("careless");
    }

    @Test
    void run_manyRows_neverExceedsMaxConcurrencyAndKeepsOrder() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch sevenAtOnce = new CountDownLatch(7);

        ExperimentRun run = evaluate("concurrent", numbers(200), datapoint -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    sevenAtOnce.countDown();
                    sevenAtOnce.await(10, TimeUnit.SECONDS);
                    running.decrementAndGet();
                    return datapoint.<Integer>input("n");
                })
                .unrecorded()
                .quiet()
                .maxConcurrency(7)
                .run();

        assertThat(most).hasValue(7);
        assertThat(run.rows())
                .extracting(row -> row.output().orElseThrow())
                .isEqualTo(IntStream.range(0, 200).boxed().toList());
    }

    @Test
    void run_interrupted_cancelsRowsAndRestoresTheFlag() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(2);
        AtomicReference<ExperimentRun> result = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread runner = new Thread(() -> {
            result.set(evaluate("slow", numbers(50), datapoint -> {
                        if (datapoint.<Integer>input("n") < 3) {
                            return "quick";
                        }
                        started.countDown();
                        new CountDownLatch(1).await();
                        return "never";
                    })
                    .unrecorded()
                    .quiet()
                    .maxConcurrency(2)
                    .run());
            flag.set(Thread.currentThread().isInterrupted());
        });
        runner.start();
        assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();

        runner.interrupt();
        runner.join(20_000);

        assertThat(flag).hasValue(true);
        assertThat(result.get().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(result.get().rows()).hasSize(5);
        assertThat(result.get().failedRows())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.errorText()).contains("java.lang.InterruptedException"));
    }

    @Test
    void run_ownExecutor_staysOpenAndItsThreadsClean() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try {
            ExperimentRun run = evaluate("pooled", numbers(20), datapoint -> {
                        threads.add(Thread.currentThread());
                        Thread.currentThread().interrupt(); // a careless task
                        return 1;
                    })
                    .unrecorded()
                    .quiet()
                    .executor(pool)
                    .run();

            assertThat(run.failedRows()).isEmpty();
            assertThat(threads).hasSizeBetween(1, 3);
            assertThat(pool.submit(() -> Thread.currentThread().isInterrupted()).get())
                    .isFalse();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void run_jvmErrorInARow_reachesTheCaller() {
        assertThatThrownBy(() -> evaluate("broken", numbers(20), datapoint -> {
                            throw new OutOfMemoryError("simulated");
                        })
                        .unrecorded()
                        .quiet()
                        .run())
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void run_emptyDataset_completes() {
        ExperimentRun run = evaluate("empty", Dataset.of(), datapoint -> 1)
                .unrecorded()
                .output(new PrintStream(new ByteArrayOutputStream()))
                .run();

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.rows()).isEmpty();
    }

    @Test
    void run_unrecorded_saysSo() {
        ExperimentRun run = evaluate("local", numbers(1), datapoint -> 1)
                .unrecorded()
                .quiet()
                .run();
        ExperimentRun off = evaluate("local", numbers(1), datapoint -> 1)
                .tracer(HoneyHiveTracer.noop())
                .quiet()
                .run();

        assertThat(run.recorded()).isFalse();
        assertThat(run.problems()).containsExactly("the run was not recorded, as asked");
        assertThat(off.problems()).containsExactly("the run was not recorded: its tracer is switched off or closed");
        assertThat(run.url()).isEmpty();
        assertThat(run.result()).isEmpty();
    }

    @Test
    void run_withOutput_printsCalmLinesAndTheTable() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        evaluate("printed", numbers(40), datapoint -> {
                    int n = datapoint.input("n");
                    if (n == 7) {
                        throw new IOException("no\nroute");
                    }
                    return n;
                })
                .unrecorded()
                .output(new PrintStream(bytes, true, StandardCharsets.UTF_8))
                .evaluator("half", output -> output < 20)
                .maxConcurrency(1)
                .run();

        List<String> lines =
                new ArrayList<>(bytes.toString(StandardCharsets.UTF_8).lines().toList());
        assertThat(lines)
                .filteredOn(line -> line.startsWith("printed: ") && line.contains(" %)"))
                .hasSize(10);
        assertThat(lines).contains("printed: 40 rows");
        assertThat(lines).anyMatch(line -> line.startsWith("printed: completed, 40 rows, 1 failed"));
        assertThat(lines).anyMatch(line -> line.matches("\\| half +\\| +0\\.487 \\| +0 \\| +1 \\| +39 \\| +0 \\|"));
        assertThat(lines).contains("Failed and lowest rows, first 20 of 21:");
        assertThat(lines).anyMatch(line -> line.contains("java.io.IOException: no route"));
        assertThat(lines).contains("! the run was not recorded, as asked");
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    }

    @Test
    void run_quiet_printsNothing() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        evaluate("quiet", numbers(3), datapoint -> 1)
                .unrecorded()
                .output(new PrintStream(bytes))
                .quiet()
                .run();

        assertThat(bytes.size()).isZero();
    }

    @Test
    void steps_wrongArguments_areRefusedAtOnce() {
        Experiment<Integer> experiment =
                evaluate("x", numbers(1), datapoint -> 1).evaluator("m", output -> true);

        assertThatThrownBy(() -> evaluate(" ", numbers(1), datapoint -> 1)).hasMessageContaining("must not be blank");
        assertThatThrownBy(() -> experiment.maxConcurrency(0))
                .hasMessage("maxConcurrency must be at least 1, but is 0");
        assertThatThrownBy(() -> experiment.evaluator("m", output -> 1))
                .hasMessage("there are two evaluators called \"m\"");
        assertThatThrownBy(() -> experiment.runName("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rowThreads_newerJvm_areVirtual() throws Exception {
        assertThat(RowThreads.areVirtual()).isEqualTo(Runtime.version().feature() >= 21);
        ExecutorService threads = RowThreads.open(1);
        try {
            assertThat(threads.submit(() -> Thread.currentThread().getName()).get())
                    .startsWith("honeyhive-row-");
        } finally {
            threads.shutdownNow();
        }
    }
}
