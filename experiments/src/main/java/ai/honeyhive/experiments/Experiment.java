// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.tracing.HoneyHiveTracer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An experiment being described: a task, a dataset, evaluators. Every step checks its argument at once. Not
 * thread-safe, but can be run more than once.
 *
 * @param <O> type of the outputs
 */
public final class Experiment<O> {
    private static final int DEFAULT_CONCURRENCY = 10;
    private static final String NO_TRACER = "the run was not recorded, because there is no tracer: build one with"
            + " HoneyHiveTracer.builder() and pass it to tracer(...)";

    private final String name;
    private final Dataset dataset;
    private final TracedTask<? extends O> task;
    private final Map<String, RunPlan.NamedEvaluator<O>> evaluators = new LinkedHashMap<>();
    private final List<Gate> gates = new ArrayList<>();
    private final Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    private @Nullable HoneyHiveTracer tracer;
    private @Nullable String runId;
    private @Nullable String runName;
    private @Nullable Executor executor;
    private @Nullable PrintStream output;
    private AggregateFunction aggregateFunction = AggregateFunction.AVERAGE;
    private int maxConcurrency = DEFAULT_CONCURRENCY;
    private boolean unrecorded;
    private boolean quiet;
    private boolean withGit = true;
    private @Nullable Duration timeout;
    private @Nullable Duration evaluatorTimeout;
    private ServerMetrics serverMetrics = ServerMetrics.NONE;
    private RetryPolicy retry = RetryPolicy.NEVER;
    private RunOptions.@Nullable Rate rate;
    private int stopAfterFailures;
    private int repeats = 1;
    private @Nullable String taskVersion;
    private @Nullable Path checkpoints;
    private boolean resume;
    private boolean evenIfChanged;
    private @Nullable OutputCache<O> cache;

    Experiment(String name, Dataset dataset, TracedTask<? extends O> task) {
        this.name = notBlank(name, "the name of an experiment");
        this.dataset = requireNonNull(dataset, "dataset");
        this.task = requireNonNull(task, "task");
    }

    /**
     * Sets the tracer that records the run; it stays open. Default: the tracer in the current context, else the default
     * tracer, else none, and the run is not recorded.
     */
    public Experiment<O> tracer(HoneyHiveTracer runTracer) {
        this.tracer = requireNonNull(runTracer, "tracer");
        return this;
    }

    /** Records nothing: no run, no sessions, no events. Rows and scores are those of {@link #run()} alone. */
    public Experiment<O> unrecorded() {
        this.unrecorded = true;
        return this;
    }

    /**
     * Adds an evaluator.
     *
     * @throws IllegalArgumentException if there is one of the same name
     */
    public Experiment<O> evaluator(Evaluator<? super O> evaluator) {
        return add(evaluator.name(), evaluator::score, evaluator.readsTrace());
    }

    /**
     * Adds an evaluator that looks at the output alone.
     *
     * @param metric name of the metric
     * @param scorer returns a boolean, number, text or {@link Score}, or a map with an entry {@code "score"}, optionally
     *     {@code explanation}, and further scalars; null says nothing
     * @throws IllegalArgumentException if there is one of the same name
     */
    public Experiment<O> evaluator(String metric, Function<? super O, ?> scorer) {
        requireNonNull(scorer, "scorer");
        return add(
                metric,
                new RunPlan.Scorer<O>() {
                    @Override
                    @SuppressWarnings("NullAway") // a task that returns null shows it to its evaluators
                    public @Nullable Object score(@Nullable O value, Datapoint datapoint, EvaluationContext context) {
                        return scorer.apply(value);
                    }
                },
                false);
    }

    /**
     * Adds an evaluator that compares the output with the datapoint.
     *
     * @param metric name of the metric
     * @param scorer returns the same as that of {@link #evaluator(String, Function)}
     * @throws IllegalArgumentException if there is one of the same name
     */
    public Experiment<O> evaluator(String metric, BiFunction<? super O, Datapoint, ?> scorer) {
        requireNonNull(scorer, "scorer");
        return add(
                metric,
                new RunPlan.Scorer<O>() {
                    @Override
                    @SuppressWarnings("NullAway") // a task that returns null shows it to its evaluators
                    public @Nullable Object score(@Nullable O value, Datapoint datapoint, EvaluationContext context) {
                        return scorer.apply(value, datapoint);
                    }
                },
                false);
    }

    /**
     * Adds a demand on the run, checked when all rows have ended; {@link ExperimentRun#gates()} tells what became of it. What
     * it measures is added to the evaluators, unless there is one of that name when the experiment runs.
     */
    public Experiment<O> gate(Gate gate) {
        gates.add(requireNonNull(gate, "gate"));
        return this;
    }

    /**
     * Sets how many rows run at once. Default 10.
     *
     * @param rows at least 1; 1 runs one row after the other
     */
    public Experiment<O> maxConcurrency(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("maxConcurrency must be at least 1, but is " + rows);
        }
        this.maxConcurrency = rows;
        return this;
    }

    /**
     * Sets the executor that rows run on, such as one whose threads your code needs; it is never shut down here. Default:
     * virtual threads where the JVM has them, else a pool of this run.
     */
    public Experiment<O> executor(Executor rowExecutor) {
        this.executor = requireNonNull(rowExecutor, "executor");
        return this;
    }

    /**
     * Sets how long a row's task may take, with all its attempts and the pauses between them; then it is interrupted, and
     * the row has failed as {@link RowStatus#TIMED_OUT}. The task runs in a thread of its own then, also with an executor;
     * one that does not listen to interrupts is left behind in it. Default: as long as it likes.
     */
    public Experiment<O> timeout(Duration longest) {
        this.timeout = positive(longest, "timeout");
        return this;
    }

    /**
     * Sets how long each evaluator may take on a row; then it is interrupted and has failed there. It runs in a thread of its
     * own then, as a task does with a {@link #timeout}. Default: as long as it likes.
     */
    public Experiment<O> evaluatorTimeout(Duration longest) {
        this.evaluatorTimeout = positive(longest, "evaluatorTimeout");
        return this;
    }

    /**
     * Waits, when all rows were sent, for metrics that the server computes of their events, such as judgements of a model that
     * it knows. They become scores of the rows as those of evaluators are, also for gates, reports and comparisons. A row that
     * the server could not score, or not in time, has an evaluator's error of that name. Replaces what was awaited before.
     *
     * @param longest how long to wait after the server has accepted the last row
     * @param names of metrics that are enabled on the server
     */
    public Experiment<O> awaitServerMetrics(Duration longest, String... names) {
        this.serverMetrics = new ServerMetrics(positive(longest, "the time to wait for metrics"), List.of(names));
        return this;
    }

    /** Sets which errors of the task make it be called again, and when. Default: none. */
    public Experiment<O> retry(RetryPolicy policy) {
        this.retry = requireNonNull(policy, "policy");
        return this;
    }

    /**
     * Sets how often the task may be called in a time, attempts of all rows together. So many may begin at once after a
     * pause; then calls are let through evenly. Default: as often as rows come.
     *
     * @param calls at least 1
     */
    public Experiment<O> rateLimit(int calls, Duration per) {
        if (calls < 1 || per.isZero() || per.isNegative()) {
            throw new IllegalArgumentException(
                    "a rate is at least 1 call in some time, but is " + calls + " in " + per);
        }
        this.rate = new RunOptions.Rate(calls, per);
        return this;
    }

    /**
     * Starts no further row once so many have failed; the run has failed then. Default: all rows run, however many fail.
     *
     * @param rows at least 1
     */
    public Experiment<O> stopAfterFailures(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("stopAfterFailures must be at least 1, but is " + rows);
        }
        this.stopAfterFailures = rows;
        return this;
    }

    /**
     * Runs each datapoint so many times, each a row of its own: see {@link ExperimentRun#passAt} and
     * {@link ExperimentRun#passAll}. Outputs are not taken from a cache then. Default: once.
     *
     * @param times at least 1
     */
    public Experiment<O> repeats(int times) {
        if (times < 1) {
            throw new IllegalArgumentException("repeats must be at least 1, but is " + times);
        }
        this.repeats = times;
        return this;
    }

    /**
     * Names the present state of the task, such as a prompt's version: outputs of another are not taken from a cache, and a
     * run of another is not resumed. Default: none.
     */
    public Experiment<O> taskVersion(String version) {
        this.taskVersion = notBlank(version, "the version of a task");
        return this;
    }

    /**
     * Writes each row that ended down in this folder, so that a run which was killed can be {@linkplain #resume resumed}. If
     * the run is recorded, a row counts as ended when the server has everything of it.
     */
    public Experiment<O> checkpoints(Path directory) {
        this.checkpoints = requireNonNull(directory, "directory");
        return this;
    }

    /**
     * Goes on with a run that was broken off: rows that its checkpoint has are not run again, and sessions of rows that were
     * under way are removed from the server. Needs the same {@link #checkpoints} folder.
     *
     * @param id of the run; it must be of the same dataset, task version and evaluators
     */
    public Experiment<O> resume(String id) {
        this.resume = true;
        return runId(id);
    }

    /** As {@link #resume}, also when dataset, task version or evaluators have changed since: rows of both are mixed. */
    public Experiment<O> resumeEvenIfChanged(String id) {
        this.evenIfChanged = true;
        return resume(id);
    }

    /**
     * Keeps outputs in this folder, as JSON, and does not call the task for inputs that it has answered in the same {@link
     * #taskVersion}, which has to be set. Evaluators run in any case. Errors are not kept.
     *
     * @param type what the JSON is read as
     */
    public Experiment<O> cache(Path directory, Class<O> type) {
        this.cache = new OutputCache<>(requireNonNull(directory, "directory"), requireNonNull(type, "type"));
        return this;
    }

    /** Sets the id of the run, such as that of a build. Default: random; what the server answers wins. */
    public Experiment<O> runId(String id) {
        this.runId = notBlank(id, "the id of a run");
        return this;
    }

    /** Sets the name of the run. Default: the experiment's. */
    public Experiment<O> runName(String nameOfRun) {
        this.runName = notBlank(nameOfRun, "the name of a run");
        return this;
    }

    /** Adds metadata to the run. */
    public Experiment<O> metadata(String key, @Nullable Object value) {
        metadata.put(requireNonNull(key, "key"), value);
        return this;
    }

    /** Adds metadata to the run. */
    public Experiment<O> metadata(Map<String, ?> values) {
        metadata.putAll(values);
        return this;
    }

    /** Leaves out commit, branch and remote of the work tree, which are otherwise metadata of the run. */
    public Experiment<O> withoutGit() {
        this.withGit = false;
        return this;
    }

    /** Sets how the server condenses scores. Default: the average. */
    public Experiment<O> aggregateFunction(AggregateFunction function) {
        this.aggregateFunction = requireNonNull(function, "function");
        return this;
    }

    /** Sets where progress and the result table are printed. Default: standard output. */
    public Experiment<O> output(PrintStream stream) {
        this.output = requireNonNull(stream, "stream");
        return this;
    }

    /** Prints nothing. */
    public Experiment<O> quiet() {
        this.quiet = true;
        return this;
    }

    /**
     * Runs all rows and returns when the last has ended and everything was sent. An interrupt cancels the rows under way,
     * leaves out the others, and is restored on return.
     *
     * @throws ExperimentException if the run should be recorded and the server cannot be reached or refuses it, its
     *     checkpoint cannot be used, or a gate could not decide over this dataset
     * @throws IllegalStateException if there is a cache without a task version, a run to resume without a folder, or an
     *     evaluator with the name of a metric that is awaited from the server
     */
    public ExperimentRun run() {
        if (cache != null && taskVersion == null) {
            throw new IllegalStateException(
                    "a cache needs taskVersion(...), or it would answer for tasks that were changed");
        }
        if (resume && checkpoints == null) {
            throw new IllegalStateException(
                    "a run is resumed from its checkpoint: say where it is by checkpoints(...)");
        }
        HoneyHiveTracer recorder = unrecorded ? null : tracer;
        if (recorder == null && !unrecorded) {
            recorder = HoneyHiveTracer.discover().orElse(null);
        }
        String whyUnrecorded = unrecorded ? "the run was not recorded, as asked" : recorder == null ? NO_TRACER : null;
        for (String name : serverMetrics.names()) {
            if (evaluators.containsKey(name)) {
                throw new IllegalStateException("\"" + name + "\" is an evaluator's name and that of a metric of the"
                        + " server: name the evaluator otherwise");
            }
        }
        gates.forEach(gate -> gate.prepare(dataset));
        List<RunPlan.NamedEvaluator<O>> measured = measured();
        boolean readsTrace = measured.stream().anyMatch(RunPlan.NamedEvaluator::readsTrace);
        if (!readsTrace || (recorder != null && RunExecution.isOn(recorder))) {
            return run(measured, recorder == null ? HoneyHiveTracer.noop() : recorder, whyUnrecorded);
        }
        try (HoneyHiveTracer local = HoneyHiveTracer.unconnected()) { // so that there are spans to look at
            return run(measured, local, whyUnrecorded == null ? RunExecution.TRACER_OFF : whyUnrecorded);
        }
    }

    /** The evaluators, and after them those that gates need and that are not there. */
    private List<RunPlan.NamedEvaluator<O>> measured() {
        Map<String, RunPlan.NamedEvaluator<O>> measured = new LinkedHashMap<>(evaluators);
        for (Gate gate : gates) {
            for (Evaluator<Object> evaluator : gate.evaluators()) {
                measured.putIfAbsent(
                        evaluator.name(),
                        new RunPlan.NamedEvaluator<>(evaluator.name(), evaluator::score, evaluator.readsTrace()));
            }
        }
        return List.copyOf(measured.values());
    }

    private ExperimentRun run(
            List<RunPlan.NamedEvaluator<O>> measured, HoneyHiveTracer rowTracer, @Nullable String whyUnrecorded) {
        String id = runId == null ? UUID.randomUUID().toString() : runId;
        RunPlan<O> plan = new RunPlan<>(
                name,
                id,
                runName == null ? name : runName,
                dataset,
                task,
                measured,
                List.copyOf(gates),
                rowTracer,
                maxConcurrency,
                aggregateFunction,
                new LinkedHashMap<>(metadata),
                new RunOptions<>(
                        timeout,
                        evaluatorTimeout,
                        retry,
                        rate,
                        stopAfterFailures,
                        repeats,
                        taskVersion,
                        checkpoints,
                        resume,
                        evenIfChanged,
                        repeats > 1 ? null : cache,
                        serverMetrics));
        return RunExecution.of(plan, whyUnrecorded, withGit, executor, quiet ? null : printer())
                .run();
    }

    private PrintStream printer() {
        return output == null ? System.out : output;
    }

    private Experiment<O> add(String metric, RunPlan.Scorer<? super O> scorer, boolean readsTrace) {
        notBlank(metric, "the name of an evaluator");
        if (evaluators.putIfAbsent(metric, new RunPlan.NamedEvaluator<>(metric, scorer, readsTrace)) != null) {
            throw new IllegalArgumentException("there are two evaluators called \"" + metric + "\"");
        }
        return this;
    }

    private static Duration positive(Duration duration, String what) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(what + " must be longer than nothing, but is " + duration);
        }
        return duration;
    }

    private static String notBlank(String text, String what) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(what + " must not be blank");
        }
        return text.strip();
    }
}
