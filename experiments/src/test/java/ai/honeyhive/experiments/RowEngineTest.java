// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static ai.honeyhive.experiments.Experiments.evaluate;
import static ai.honeyhive.experiments.Experiments.evaluateAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to rows that fail, take too long, come too often, or were answered before. */
@Timeout(60)
class RowEngineTest {
    private static final RetryPolicy QUICK =
            RetryPolicy.attempts(3).on(IOException.class).backoff(Duration.ofMillis(1), Duration.ofMillis(2), 2);

    private static Dataset numbers(int count) {
        return Dataset.of(IntStream.range(0, count)
                .mapToObj(i -> Datapoint.builder().id("n" + i).input("n", i).build())
                .toList());
    }

    private static <O> Experiment<O> quiet(Experiment<O> experiment) {
        return experiment.unrecorded().quiet();
    }

    @Test
    void retry_errorsThatWereNamed_areTriedAgain_othersAreNot() {
        Map<Integer, AtomicInteger> calls = new ConcurrentHashMap<>();
        ExperimentRun run = quiet(evaluate("e", numbers(4), datapoint -> {
                    int n = datapoint.input("n");
                    int call =
                            calls.computeIfAbsent(n, key -> new AtomicInteger()).incrementAndGet();
                    if (n == 1 && call < 3) {
                        throw new IOException("once more");
                    }
                    if (n == 2) {
                        throw new IOException("always");
                    }
                    if (n == 3) {
                        throw new IllegalStateException("never again");
                    }
                    return n;
                }))
                .retry(QUICK)
                .run();

        assertThat(run.rows()).extracting(Row::attempts).containsExactly(1, 3, 3, 1);
        assertThat(run.rows())
                .extracting(Row::status)
                .containsExactly(RowStatus.COMPLETED, RowStatus.COMPLETED, RowStatus.FAILED, RowStatus.FAILED);
        assertThat(run.rows().get(2).error()).containsInstanceOf(IOException.class);
        assertThat(run.rows().get(3).errorText()).contains("java.lang.IllegalStateException: never again");
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void pause_growsToItsLongest_andIsShortenedByChance() {
        RetryPolicy policy = RetryPolicy.attempts(9)
                .backoff(Duration.ofMillis(100), Duration.ofMillis(500), 2)
                .jitter(0.5);

        assertThat(IntStream.rangeClosed(1, 4)
                        .mapToObj(i -> policy.pause(i, () -> 0).toMillis()))
                .containsExactly(100L, 200L, 400L, 500L);
        assertThat(policy.pause(2, () -> 1.0)).isEqualTo(Duration.ofMillis(100));
        assertThatThrownBy(() -> RetryPolicy.attempts(0)).hasMessageContaining("attempts must be at least 1, but is 0");
    }

    @Test
    void timeout_taskThatListensToNothing_endsItsRowAndNoOther() {
        CountDownLatch never = new CountDownLatch(1);
        ExperimentRun run = quiet(evaluate("e", numbers(3), datapoint -> {
                    int n = datapoint.input("n");
                    while (n == 1 && never.getCount() > 0) {
                        Thread.onSpinWait(); // deaf to interrupts
                    }
                    return n;
                }))
                .timeout(Duration.ofMillis(300))
                .run();
        never.countDown();

        Row late = run.rows().get(1);
        assertThat(late.status()).isEqualTo(RowStatus.TIMED_OUT);
        assertThat(late.failed()).isTrue();
        assertThat(late.error()).containsInstanceOf(TimeoutException.class);
        assertThat(late.errorText().orElseThrow()).contains("the task took longer than 300 ms");
        assertThat(late.duration()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(run.rows()).filteredOn(row -> !row.failed()).hasSize(2);
    }

    @Test
    void timeout_userExceptionInTime_passesUnchanged() {
        IOException thrown = new IOException("mine");
        ExperimentRun run = quiet(evaluate("e", numbers(1), datapoint -> {
                    throw thrown;
                }))
                .timeout(Duration.ofSeconds(20))
                .run();

        assertThat(run.rows().get(0).error()).containsSame(thrown);
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void rate_tokensFlowInEvenly_afterTheBurst() {
        AtomicLong now = new AtomicLong();
        TokenBucket bucket = new TokenBucket(10, Duration.ofSeconds(1), 2, now::get);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waits.add(TimeUnit.NANOSECONDS.toMillis(bucket.take()));
        }
        assertThat(waits).containsExactly(0L, 0L, 100L, 200L);
        now.addAndGet(Duration.ofMillis(350).toNanos());
        assertThat(bucket.take()).isZero();
        assertThat(TimeUnit.NANOSECONDS.toMillis(bucket.take())).isEqualTo(50);
    }

    @Test
    void rateLimit_holdsAttemptsBack() {
        long begin = System.nanoTime();
        ExperimentRun run = quiet(evaluate("e", numbers(6), datapoint -> 1))
                .rateLimit(2, Duration.ofMillis(200))
                .run();

        assertThat(run.rows()).hasSize(6);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void stopAfterFailures_startsNoFurtherRow_andSaysSo() {
        AtomicInteger calls = new AtomicInteger();
        ExperimentRun run = quiet(evaluate("e", numbers(50), datapoint -> {
                    calls.incrementAndGet();
                    int n = datapoint.input("n");
                    if (n % 2 == 1) {
                        throw new IOException("odd");
                    }
                    return n;
                }))
                .maxConcurrency(1)
                .stopAfterFailures(3)
                .run();

        assertThat(calls).hasValue(6);
        assertThat(run.rows()).hasSize(6);
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.problems())
                .anyMatch(problem -> problem.contains("stopped after 3 failed rows: 44 rows did not run"));
    }

    @Test
    void repeats_rowsInOrder_andHowOftenTheyPass() {
        Map<Integer, AtomicInteger> calls = new ConcurrentHashMap<>();
        ExperimentRun run = quiet(evaluate("e", numbers(2), datapoint -> {
                    int n = datapoint.input("n");
                    return calls.computeIfAbsent(n, key -> new AtomicInteger()).incrementAndGet();
                }))
                .repeats(4)
                .evaluator(
                        "early", (Integer output, Datapoint datapoint) -> output <= (datapoint.<Integer>input("n") + 1))
                .run();

        assertThat(run.rows())
                .extracting(row -> row.datapoint().id() + "/" + row.repeat())
                .containsExactly(
                        "EXT-n0/0", "EXT-n0/1", "EXT-n0/2", "EXT-n0/3", "EXT-n1/0", "EXT-n1/1", "EXT-n1/2", "EXT-n1/3");
        // 1 of 4 and 2 of 4 pass
        assertThat(run.passAt("early", 1)).hasValueCloseTo((1 / 4.0 + 2 / 4.0) / 2, within(1e-12));
        assertThat(run.passAt("early", 2)).hasValueCloseTo((1 - 3 / 6.0 + 1 - 1 / 6.0) / 2, within(1e-12));
        assertThat(run.passAll("early", 2)).hasValueCloseTo((0 + 1 / 6.0) / 2, within(1e-12));
        assertThatThrownBy(() -> run.passAt("early", 5)).hasMessageContaining("k must be from 1 to 4");
    }

    @Test
    void asyncTask_outcomeOfTheStage_isThatOfTheRow() {
        CompletableFuture<Integer> hanging = new CompletableFuture<>();
        ExperimentRun run = quiet(evaluateAsync("e", numbers(4), (datapoint, tracer) -> {
                    int n = datapoint.input("n");
                    return switch (n) {
                        case 0 -> CompletableFuture.supplyAsync(() -> 7);
                        case 1 -> CompletableFuture.<Integer>failedFuture(new IOException("later"));
                        case 2 -> CompletableFuture.completedFuture(null);
                        default -> hanging;
                    };
                }))
                .timeout(Duration.ofMillis(300))
                .run();

        assertThat(run.rows().get(0).output()).contains(7);
        assertThat(run.rows().get(1).errorText()).contains("java.io.IOException: later");
        assertThat(run.rows().get(2).output()).isEmpty();
        assertThat(run.rows().get(2).failed()).isFalse();
        assertThat(run.rows().get(3).status()).isEqualTo(RowStatus.TIMED_OUT);
        assertThat(hanging).isCancelled();
    }

    /** An output of a class of its own. */
    record Answer(String text, int n) {}

    @Test
    void cache_sameInputsAndVersion_callNothing_othersDo(@TempDir Path directory) {
        AtomicInteger calls = new AtomicInteger();
        Task<Answer> task = datapoint -> {
            calls.incrementAndGet();
            int n = datapoint.input("n");
            if (n == 2) {
                throw new IOException("not kept");
            }
            return new Answer("ü", n);
        };
        List<ExperimentRun> runs = new ArrayList<>();
        for (String version : List.of("1", "1", "2")) {
            runs.add(quiet(evaluate("e", numbers(3), task))
                    .taskVersion(version)
                    .cache(directory, Answer.class)
                    .evaluator("n", (Answer answer) -> answer.n())
                    .run());
        }

        assertThat(calls).hasValue(3 + 1 + 3);
        assertThat(runs.get(1).rows()).extracting(Row::cached).containsExactly(true, true, false);
        assertThat(runs.get(1).rows()).extracting(Row::attempts).containsExactly(0, 0, 1);
        assertThat(runs.get(1).rows().get(1).output()).contains(new Answer("ü", 1));
        assertThat(runs.get(1).rows().get(1).score("n")).contains(1);
        assertThat(runs.get(1).table()).contains("2 from the cache");
        assertThatThrownBy(() -> quiet(evaluate("e", numbers(3), task))
                        .cache(directory, Answer.class)
                        .run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a cache needs taskVersion");
    }

    @Test
    void cache_fileThatIsBroken_isPassedOver(@TempDir Path directory) throws IOException {
        AtomicInteger calls = new AtomicInteger();
        Experiment<Integer> experiment = quiet(evaluate("e", numbers(1), datapoint -> calls.incrementAndGet()))
                .taskVersion("1")
                .cache(directory, Integer.class);
        experiment.run();
        try (var files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, "{\"half");
            }
        }

        assertThat(experiment.run().rows().get(0).output()).contains(2);
        assertThat(experiment.run().rows().get(0).output()).contains(2);
    }
}
