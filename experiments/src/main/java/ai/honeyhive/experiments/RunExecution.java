// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.tracing.HoneyHiveTracer;
import ai.honeyhive.tracing.SessionScope;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Executes a plan: record begun, rows run, record ended, result shown. */
final class RunExecution<O> {
    /** Why a run is not recorded whose tracer is there but does nothing. */
    static final String TRACER_OFF = "the run was not recorded: its tracer is switched off or closed";

    private static final String CLOUD_DOMAIN = ".honeyhive.ai";

    private final RunPlan<O> plan;
    private final RunRecord record;
    private final @Nullable Checkpoint checkpoint;
    private final @Nullable Executor executor;
    private final RunConsole console;

    private RunExecution(
            RunPlan<O> plan,
            RunRecord record,
            @Nullable Checkpoint checkpoint,
            @Nullable Executor executor,
            RunConsole console) {
        this.plan = plan;
        this.checkpoint = checkpoint;
        this.record = record;
        this.executor = executor;
        this.console = console;
    }

    /**
     * Prepares the execution.
     *
     * @param whyUnrecorded null if the run is to be recorded
     * @param executor null for threads of our own
     * @param output null prints nothing
     */
    static <O> RunExecution<O> of(
            RunPlan<O> plan,
            @Nullable String whyUnrecorded,
            boolean withGit,
            @Nullable Executor executor,
            @Nullable PrintStream output) {
        String reason = whyUnrecorded != null || isOn(plan.tracer()) ? whyUnrecorded : TRACER_OFF;
        Supplier<Map<String, Object>> git = withGit ? () -> GitMetadata.of(Path.of("")) : Map::of;
        Path checkpoints = plan.options().checkpoints();
        Checkpoint checkpoint = checkpoints == null ? null : Checkpoint.open(plan, checkpoints);
        Consumer<List<Row>> settled = checkpoint == null ? rows -> {} : checkpoint::write;
        RunRecord record = reason == null
                ? new ServerRecord(plan, git, settled)
                : new NoRecord(
                        plan.runId(), reason, plan.options().serverMetrics().names(), settled);
        return new RunExecution<>(plan, record, checkpoint, executor, RunConsole.of(output));
    }

    ExperimentRun run() {
        try {
            return recorded();
        } finally {
            if (checkpoint != null) {
                checkpoint.close();
            }
        }
    }

    private ExperimentRun recorded() {
        RunPlan<O> begun = plan.withRunId(record.begin());
        RunRows rows = RunRows.of(begun, checkpoint);
        List<String> problems = new ArrayList<>();
        if (begun.options().resume() && isOn(begun.tracer())) {
            HalfSessions.remove(begun.tracer().client(), begun.runId(), rows.restoredSessions())
                    .ifPresent(problems::add);
        }
        long start = System.nanoTime();
        RowScheduler.Outcome outcome;
        try (RunProgress progress =
                console.progress(begun.runName(), rows.missing().size())) {
            outcome = rows(begun, rows.missing(), progress);
        } catch (RuntimeException | Error broken) { // no row's failure: the JVM's, or that of the user's executor
            record.broke(broken);
            throw broken;
        }
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        boolean interrupted =
                Thread.interrupted() || outcome.cancelled(); // cleared: completing needs a thread that may wait
        try {
            List<Row> all = record.settle(rows.with(outcome.rows()), outcome.cancelled());
            interrupted |= Thread.interrupted();
            if (outcome.stopped()) {
                problems.add("the run was stopped after " + begun.options().stopAfterFailures() + " failed rows: "
                        + (rows.size() - all.size()) + " rows did not run");
            }
            RunStatus status = status(outcome, all);
            EndedRows ended = EndedRows.of(begun, status, all);
            List<GateResult> gates = ended.check(begun.gates());
            RunRecord.Ending ending = record.end(status, all, gates);
            if (checkpoint != null) {
                checkpoint.problem().ifPresent(problems::add);
            }
            ExperimentRun run =
                    new ExperimentRun(begun, ended, gates, duration, ending.and(problems), page(begun, ending));
            console.show(run);
            return run;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private RowScheduler.Outcome rows(RunPlan<O> begun, List<RowSlot> missing, RunProgress progress) {
        ExecutorService limited = begun.options().limitsTime() ? RowThreads.openUnbounded() : null;
        try {
            return rows(begun, missing, progress, limited == null ? null : new TimeLimit(limited));
        } finally {
            if (limited != null) {
                limited.shutdownNow();
            }
        }
    }

    private RowScheduler.Outcome rows(
            RunPlan<O> begun, List<RowSlot> missing, RunProgress progress, @Nullable TimeLimit limit) {
        if (executor != null) {
            return rows(begun, missing, progress, limit, executor);
        }
        ExecutorService own = RowThreads.open(begun.maxConcurrency());
        try {
            return rows(begun, missing, progress, limit, own);
        } finally {
            own.shutdownNow();
        }
    }

    private RowScheduler.Outcome rows(
            RunPlan<O> begun,
            List<RowSlot> missing,
            RunProgress progress,
            @Nullable TimeLimit limit,
            Executor threads) {
        AtomicInteger failed = new AtomicInteger();
        int enough = begun.options().stopAfterFailures();
        var scheduler = new RowScheduler(threads, begun.maxConcurrency());
        var task = new TaskCall<>(begun, limit);
        var runner = new RowRunner<>(begun, task, limit, scheduler::isCancelling, Clock.systemUTC());
        var admission = new RowScheduler.Admission() {
            @Override
            public void await() throws InterruptedException {
                record.awaitRoom();
            }

            @Override
            public boolean isOver() {
                return enough > 0 && failed.get() >= enough;
            }
        };
        return scheduler.run(missing, runner::run, admission, row -> {
            if (row.failed()) {
                failed.incrementAndGet();
            }
            record.rowEnded(row);
            progress.rowEnded(row);
        });
    }

    private static RunStatus status(RowScheduler.Outcome outcome, List<Row> rows) {
        if (outcome.cancelled()) {
            return RunStatus.CANCELLED;
        }
        boolean allFailed = !rows.isEmpty() && rows.stream().allMatch(Row::failed);
        return outcome.stopped() || allFailed ? RunStatus.FAILED : RunStatus.COMPLETED;
    }

    /** HoneyHive's cloud shows its pages on another host than its API. */
    private static @Nullable URI page(RunPlan<?> plan, RunRecord.Ending ending) {
        URI server = plan.tracer().serverUrl();
        boolean cloud = server.getHost() != null && server.getHost().endsWith(CLOUD_DOMAIN);
        return ending.begun() && !cloud
                ? URI.create(server + "/runs/"
                        + URLEncoder.encode(plan.runId(), StandardCharsets.UTF_8)
                                .replace("+", "%20"))
                : null;
    }

    /** A tracer that is off makes no session current. This session is one that "exists", so nobody hears of it. */
    static boolean isOn(HoneyHiveTracer tracer) {
        try (SessionScope probe =
                tracer.session("probe").existing(UUID.randomUUID().toString()).open()) {
            return tracer.sessionId().equals(probe.sessionId());
        }
    }
}
