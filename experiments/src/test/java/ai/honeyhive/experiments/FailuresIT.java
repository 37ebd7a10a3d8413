// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static ai.honeyhive.experiments.Experiments.evaluate;
import static ai.honeyhive.experiments.Experiments.evaluateAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.honeyhive.client.MetricAggregate;
import ai.honeyhive.client.StoredRun;
import ai.honeyhive.experiments.judges.ChatAnswer;
import ai.honeyhive.experiments.judges.ChatModel;
import ai.honeyhive.experiments.judges.ChatRequest;
import ai.honeyhive.experiments.judges.JudgeView;
import ai.honeyhive.experiments.judges.Judges;
import ai.honeyhive.experiments.report.RunReport;
import ai.honeyhive.server.HoneyHiveServer;
import ai.honeyhive.tracing.HoneyHiveTracer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of failure at once, in a run that a real server records. */
@Timeout(120)
class FailuresIT {
    private static final int MEBI = 1 << 20;

    @TempDir
    Path directory;

    private final CountDownLatch released = new CountDownLatch(1);
    private HoneyHiveServer server;
    private HoneyHiveTracer tracer;

    /** What a task does, and what is to be said of its row. */
    private enum Kind {
        FINE(null),
        CHECKED("java.io.IOException: no route"),
        RUNTIME("java.lang.IllegalStateException: no state"),
        ASSERTION("java.lang.AssertionError: not equal"),
        OVERFLOW("java.lang.StackOverflowError"),
        MUTE("ai.honeyhive.experiments.FailuresIT$MuteException"),
        FLAKY(null),
        BUSY("java.io.IOException: 429 Too Many Requests"),
        SLOW("ai.honeyhive.experiments.RowTimeoutException: the task took longer than 2000 ms"),
        DEAF("ai.honeyhive.experiments.RowTimeoutException: the task took longer than 2000 ms"),
        FAILED_STAGE("java.io.IOException: failed later"),
        CANCELLED_STAGE("java.util.concurrent.CancellationException"),
        NO_STAGE("java.lang.NullPointerException: the task returned null instead of a CompletionStage"),
        UNREADABLE("java.lang.IllegalStateException: not to be walked"),
        OPEN_STAGE("ai.honeyhive.experiments.RowTimeoutException: the task took longer than 2000 ms"),
        NULL(null),
        UNWRITABLE(null),
        CYCLE(null),
        HOSTILE(null),
        HUGE(null);

        private final @Nullable String error;

        Kind(@Nullable String error) {
            this.error = error;
        }
    }

    /** Throws wherever it is asked for itself. */
    private static final class MuteException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    /** An object that JSON cannot say, and that has no text either. */
    static final class Unwritable {
        private final List<String> secrets = List.of();

        public String getSecret() {
            return secrets.get(0);
        }

        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }
    }

    /** A judge's model that answers nonsense until it is told so. */
    private static final class FakeChatModel implements ChatModel {
        @Override
        public ChatAnswer chat(ChatRequest request) {
            return ChatAnswer.of(
                    request.messages().size() > 2 ? "{\"reasoning\": \"fine\", \"score\": 4}" : "I like it!");
        }
    }

    @BeforeEach
    void start() {
        server = HoneyHiveServer.builder().dataDirectory(directory).build().start();
        tracer = HoneyHiveTracer.builder()
                .apiKey("key")
                .project("bot")
                .serverUrl(server.url().toString())
                .build();
    }

    @AfterEach
    void stop() {
        released.countDown();
        tracer.close();
        server.close();
    }

    private static Dataset rows(int ofEachKind) {
        List<Datapoint> rows = new ArrayList<>();
        for (int i = 0; i < ofEachKind; i++) {
            for (Kind kind : Kind.values()) {
                rows.add(Datapoint.builder()
                        .id(kind + "-" + i)
                        .input("kind", kind.name())
                        .input("n", i)
                        .groundTruth(i)
                        .build());
            }
        }
        return Dataset.of(rows);
    }

    private CompletionStage<Object> task(Datapoint datapoint, Map<String, Integer> calls) throws Exception {
        Kind kind = Kind.valueOf(datapoint.input("kind"));
        int n = datapoint.input("n");
        int call = calls.merge(datapoint.id(), 1, Integer::sum);
        return switch (kind) {
            case CHECKED -> throw new IOException("no route");
            case RUNTIME -> throw new IllegalStateException("no state");
            case ASSERTION -> throw new AssertionError("not equal");
            case OVERFLOW -> CompletableFuture.completedFuture(deeper(n));
            case MUTE -> throw new MuteException();
            case FLAKY -> {
                if (call < 3) {
                    throw new IOException("429 Too Many Requests");
                }
                yield CompletableFuture.completedFuture(n);
            }
            case BUSY -> throw new IOException("429 Too Many Requests");
            case SLOW -> {
                new CountDownLatch(1).await();
                yield CompletableFuture.completedFuture(n);
            }
            case DEAF -> {
                while (released.getCount() > 0) {
                    try {
                        released.await();
                    } catch (InterruptedException e) {
                        // as code does that does not know better
                    }
                }
                yield CompletableFuture.completedFuture(n);
            }
            case FAILED_STAGE ->
                CompletableFuture.supplyAsync(() -> n)
                        .thenCompose(value -> CompletableFuture.failedFuture(new IOException("failed later")));
            case CANCELLED_STAGE -> {
                CompletableFuture<Object> stage = new CompletableFuture<>();
                stage.cancel(true);
                yield stage;
            }
            case NO_STAGE -> null;
            case OPEN_STAGE -> new CompletableFuture<>();
            case NULL -> CompletableFuture.completedFuture(null);
            case UNWRITABLE -> CompletableFuture.completedFuture(new Unwritable());
            case CYCLE -> {
                Map<String, Object> one = new HashMap<>();
                Map<String, Object> other = new HashMap<>();
                one.put("other", other);
                other.put("one", List.of(one));
                yield CompletableFuture.completedFuture(one);
            }
            case HOSTILE -> CompletableFuture.completedFuture("<script>alert(1)</script>\u0000\u202e\ud800 | `x`");
            case UNREADABLE ->
                CompletableFuture.completedFuture(new AbstractMap<String, Object>() {
                    @Override
                    public Set<Map.Entry<String, Object>> entrySet() {
                        throw new IllegalStateException("not to be walked");
                    }
                });
            case HUGE -> CompletableFuture.completedFuture("x".repeat(8 * MEBI));
            case FINE -> CompletableFuture.completedFuture(n);
        };
    }

    private static Object deeper(int n) {
        return n < 0 ? n : deeper(n + 1).toString() + n;
    }

    private Experiment<Object> experiment(String runName, Dataset dataset, int offset) {
        Map<String, Integer> calls = new ConcurrentHashMap<>();
        return evaluateAsync("failures", dataset, (datapoint, tracing) -> task(datapoint, calls))
                .tracer(tracer)
                .runName(runName)
                .quiet()
                .withoutGit()
                .checkpoints(directory.resolve("checkpoints"))
                .maxConcurrency(64)
                .timeout(Duration.ofSeconds(2))
                .rateLimit(500, Duration.ofSeconds(1))
                .retry(RetryPolicy.attempts(3)
                        .or(error -> String.valueOf(error.getMessage()).contains("429"))
                        .backoff(Duration.ofMillis(1), Duration.ofMillis(1), 1))
                .evaluator("size", (output, datapoint) -> datapoint.<Integer>input("n") + offset)
                .evaluator("sound", (output, datapoint) -> output != null)
                .evaluator("fussy", (output, datapoint) -> {
                    if (datapoint.<Integer>input("n") == 0) {
                        throw new AssertionError("not this one");
                    }
                    return 0.5;
                })
                .evaluator("says_nothing", output -> null)
                .evaluator("not_a_number", output -> Double.NaN)
                .evaluator("endless", output -> Float.POSITIVE_INFINITY)
                .evaluator("mute", output -> {
                    throw new MuteException();
                })
                .evaluator(Judges.rubric("helpful", new FakeChatModel(), view(), "5 is best", 1, 5))
                .evaluator(Judges.rubric(
                        "away",
                        request -> {
                            throw new IOException("the model is away");
                        },
                        view(),
                        "5 is best",
                        1,
                        5));
    }

    private static JudgeView<Object> view() {
        return JudgeView.of(output -> "an answer");
    }

    @Test
    void run_everyKindOfFailureAtOnce_isToldAsItWas() {
        Dataset dataset = rows(3);

        ExperimentRun run = experiment("all at once", dataset, 0).run();

        assertThat(run.problems()).isEmpty();
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.rows())
                .extracting(row -> row.datapoint().id())
                .isEqualTo(dataset.datapoints().stream().map(Datapoint::id).toList());
        for (Row row : run.rows()) {
            Kind kind = Kind.valueOf(row.datapoint().input("kind"));
            int n = row.datapoint().input("n");
            assertThat(row.failed()).as("%s", row.datapoint().id()).isEqualTo(kind.error != null);
            assertThat(row.attempts()).isEqualTo(kind == Kind.FLAKY || kind == Kind.BUSY ? 3 : 1);
            if (kind.error != null) {
                assertThat(row.errorText().orElseThrow()).startsWith(kind.error);
                boolean tooLong = kind.error.contains("RowTimeoutException");
                assertThat(row.status()).isEqualTo(tooLong ? RowStatus.TIMED_OUT : RowStatus.FAILED);
                assertThat(row.output()).isEmpty();
                assertThat(row.scores()).isEmpty();
                assertThat(row.evaluatorErrors()).isEmpty();
            } else {
                assertThat(row.status()).isEqualTo(RowStatus.COMPLETED);
                assertThat(row.scores())
                        .containsEntry("size", n)
                        .containsEntry("sound", kind != Kind.NULL)
                        .containsEntry("helpful", 4L)
                        .hasSize(n == 0 ? 3 : 4);
                Map<String, String> errors = new LinkedHashMap<>(row.evaluatorErrors());
                assertThat(errors.remove("not_a_number")).startsWith("returned NaN; expected a boolean");
                assertThat(errors.remove("endless")).startsWith("returned Infinity; expected a boolean");
                assertThat(errors.remove("mute")).isEqualTo(MuteException.class.getName());
                assertThat(errors.remove("away"))
                        .startsWith("ai.honeyhive.experiments.judges.JudgeException")
                        .contains("the model is away");
                if (n == 0) {
                    assertThat(errors.remove("fussy")).isEqualTo("java.lang.AssertionError: not this one");
                }
                assertThat(errors).isEmpty();
            }
        }
        long failed = run.failedRows().size();
        assertThat(run.metric("not_a_number").orElseThrow().errors()).isEqualTo(dataset.size() - failed);
        serverShowsTheSame(run);
        int fine = dataset.size() - (int) failed;
        StoredRun stored = stored(run);
        assertThat(stored.status()).contains("completed");
        assertThat(stored.results())
                .containsEntry("rows", dataset.size())
                .containsEntry("succeeded", fine)
                .containsEntry("failed", dataset.size() - fine)
                .containsEntry("timed_out", 9)
                .containsEntry("evaluator_errors", 4 * fine + fine / 3);
    }

    @Test
    void run_everyKindOfFailure_isRestoredAndReportedAsItWas() {
        Dataset dataset = rows(1);
        ExperimentRun run = experiment("first", dataset, 0).run();

        ExperimentRun again = experiment("first", dataset, 0).resume(run.id()).run();

        assertThat(again.problems()).isEmpty();
        assertThat(again.rows()).allMatch(Row::restored);
        assertThat(told(again)).isEqualTo(told(run));
        serverShowsTheSame(again);
        for (String name : List.of("report.md", "report.html", "report.xml")) {
            RunReport.of(run).write(directory.resolve(name));
        }
        assertThat(run.table()).contains("CHECKED-0");
        assertThat(directory.resolve("report.html"))
                .content()
                .contains("no route")
                .doesNotContain("<script>alert");
    }

    /** All that is said of rows, but for outputs: of those a checkpoint keeps what JSON does. */
    private static List<List<Object>> told(ExperimentRun run) {
        return run.rows().stream()
                .map(row -> List.<Object>of(
                        row.datapoint().id(),
                        row.status(),
                        row.errorText(),
                        row.evaluatorErrors(),
                        numbers(row.scores()),
                        row.explanations(),
                        row.attempts(),
                        row.sessionId()))
                .toList();
    }

    @Test
    void run_interruptedWhileEvaluating_isCancelledThereAndResumedWhole() {
        Thread runner = Thread.currentThread();
        AtomicBoolean interrupted = new AtomicBoolean();
        Evaluator<Integer> patient = new Evaluator<>() {
            @Override
            public String name() {
                return "patient";
            }

            @Override
            public Score score(@Nullable Integer output, Datapoint datapoint) throws InterruptedException {
                int n = datapoint.input("n");
                if (n == 5 && interrupted.compareAndSet(false, true)) {
                    runner.interrupt();
                    new CountDownLatch(1).await();
                }
                return Score.of(n / 10.0);
            }
        };
        Dataset dataset = Dataset.of(IntStream.range(0, 12)
                .mapToObj(i -> Datapoint.builder().id("n" + i).input("n", i).build())
                .toList());
        Experiment<Integer> experiment = evaluate("cancelled", dataset, datapoint -> datapoint.<Integer>input("n"))
                .tracer(tracer)
                .quiet()
                .withoutGit()
                .maxConcurrency(1)
                .checkpoints(directory.resolve("checkpoints"))
                .evaluator(patient);

        ExperimentRun broken = experiment.run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(broken.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(broken.problems()).isEmpty();
        assertThat(stored(broken).status()).contains("cancelled");
        assertThat(broken.rows()).hasSize(6);
        Row last = broken.rows().get(5);
        assertThat(last.status()).isEqualTo(RowStatus.CANCELLED);
        assertThat(last.errorText()).contains("java.lang.InterruptedException");
        assertThat(last.evaluatorErrors()).isEmpty();
        serverShowsTheSame(broken);

        ExperimentRun whole = experiment.resume(broken.id()).run();

        assertThat(whole.problems()).isEmpty();
        assertThat(whole.rows()).hasSize(12).allMatch(row -> row.status() == RowStatus.COMPLETED);
        assertThat(whole.rows()).filteredOn(Row::restored).hasSize(5);
        assertThat(stored(whole).status()).contains("completed");
        serverShowsTheSame(whole);
    }

    @Test
    void run_executorRefuses_isFailedOnTheServerToo() {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        executor.shutdown();
        String id = UUID.randomUUID().toString();

        assertThatThrownBy(() -> evaluate("refused", rows(1), datapoint -> 1)
                        .tracer(tracer)
                        .quiet()
                        .runId(id)
                        .executor(executor)
                        .run())
                .isInstanceOf(RejectedExecutionException.class);

        StoredRun run = tracer.client().runs().find(id).orElseThrow();
        assertThat(run.status()).contains("failed");
        assertThat(run.metadata().get("error")).asString().contains("RejectedExecutionException");
    }

    @Test
    void run_evaluatorHangs_failsThereAfterItsTime() {
        ExperimentRun run = evaluate("hanging", rows(1), datapoint -> 1)
                .tracer(tracer)
                .quiet()
                .evaluatorTimeout(Duration.ofSeconds(1))
                .evaluator(Judges.rubric(
                        "hanging",
                        request -> {
                            new CountDownLatch(1).await();
                            return ChatAnswer.of("never");
                        },
                        view(),
                        "5 is best",
                        1,
                        5))
                .evaluator("quick", output -> true)
                .maxConcurrency(64)
                .run();

        assertThat(run.problems()).isEmpty();
        assertThat(run.rows()).allSatisfy(row -> {
            assertThat(row.status()).isEqualTo(RowStatus.COMPLETED);
            assertThat(row.score("quick")).contains(true);
            assertThat(row.evaluatorErrors())
                    .containsOnly(Map.entry(
                            "hanging",
                            "java.util.concurrent.TimeoutException: the evaluator took longer than 1000 ms"));
        });
        serverShowsTheSame(run);
    }

    @Test
    void run_taskReturnsAStageThatNobodyAwaits_failsWithTheRemedy() {
        ExperimentRun run = evaluate("later", rows(1), datapoint -> CompletableFuture.completedFuture(1))
                .unrecorded()
                .quiet()
                .run();

        assertThat(run.rows())
                .allSatisfy(row -> assertThat(row.errorText())
                        .contains("java.lang.IllegalStateException: the task returned a CompletionStage instead of an"
                                + " output: use evaluateAsync(...)"));
    }

    private StoredRun stored(ExperimentRun run) {
        return tracer.client().runs().find(run.id()).orElseThrow();
    }

    private void serverShowsTheSame(ExperimentRun run) {
        RecordedRun recorded = RecordedRun.load(tracer.client(), run.id());
        Map<String, RecordedRow> rows =
                recorded.rows().stream().collect(Collectors.toMap(RecordedRow::datapointId, row -> row));
        assertThat(rows).hasSameSizeAs(run.rows());
        for (Row row : run.rows()) {
            RecordedRow there = rows.get(row.datapoint().id());
            assertThat(there.sessionId()).isEqualTo(row.sessionId());
            assertThat(there.error()).isEqualTo(row.errorText());
            assertThat(numbers(there.scores())).isEqualTo(numbers(row.scores()));
        }
        List<MetricAggregate> aggregates =
                tracer.client().runs().result(run.id(), "average").metrics();
        assertThat(aggregates)
                .extracting(MetricAggregate::name)
                .containsExactlyInAnyOrderElementsOf(run.metrics().stream()
                        .filter(metric -> metric.count() > 0)
                        .map(MetricSummary::name)
                        .toList());
        for (MetricAggregate aggregate : aggregates) {
            assertThat(aggregate.aggregate().orElseThrow())
                    .isCloseTo(run.metric(aggregate.name()).orElseThrow().mean(), within(1e-12));
        }
    }

    private static Map<String, Double> numbers(Map<String, Object> scores) {
        Map<String, Double> numbers = new HashMap<>();
        scores.forEach((name, score) -> numbers.put(name, MetricSummary.number(score)));
        return numbers;
    }
}
