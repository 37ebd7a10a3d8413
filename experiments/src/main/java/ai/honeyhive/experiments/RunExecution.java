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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Executes a plan: record begun, rows run, record ended, result shown. */
final class RunExecution<O> {
    /** Why a run is not recorded whose tracer is there but does nothing. */
    static final String TRACER_OFF = "the run was not recorded: its tracer is switched off or closed";

    private static final String CLOUD_DOMAIN = ".honeyhive.ai";

    private final RunPlan<O> plan;
    private final RunRecord record;
    private final @Nullable Executor executor;
    private final RunConsole console;

    private RunExecution(RunPlan<O> plan, RunRecord record, @Nullable Executor executor, RunConsole console) {
        this.plan = plan;
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
        RunRecord record = reason == null ? new ServerRecord(plan, git) : new NoRecord(plan.runId(), reason);
        return new RunExecution<>(plan, record, executor, RunConsole.of(output));
    }

    ExperimentRun run() {
        RunPlan<O> begun = plan.withRunId(record.begin());
        long start = System.nanoTime();
        RowScheduler.Outcome outcome;
        try (RunProgress progress =
                console.progress(begun.runName(), begun.dataset().size())) {
            outcome = rows(begun, progress);
        }
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        boolean interrupted =
                Thread.interrupted() || outcome.cancelled(); // cleared: completing needs a thread that may wait
        try {
            RunStatus status = status(outcome);
            EndedRows ended = EndedRows.of(begun, status, outcome.rows());
            List<GateResult> gates = ended.check(begun.gates());
            RunRecord.Ending ending = record.end(status, outcome.rows(), gates);
            ExperimentRun run = new ExperimentRun(begun, ended, gates, duration, ending, page(begun, ending));
            console.show(run);
            return run;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private RowScheduler.Outcome rows(RunPlan<O> begun, RunProgress progress) {
        if (executor != null) {
            return rows(begun, progress, executor);
        }
        ExecutorService own = RowThreads.open(begun.maxConcurrency());
        try {
            return rows(begun, progress, own);
        } finally {
            own.shutdownNow();
        }
    }

    private RowScheduler.Outcome rows(RunPlan<O> begun, RunProgress progress, Executor threads) {
        RowRunner<O> runner = new RowRunner<>(begun, Clock.systemUTC());
        return new RowScheduler(threads, begun.maxConcurrency())
                .run(begun.dataset().datapoints(), runner::run, record::awaitRoom, row -> {
                    record.rowEnded();
                    progress.rowEnded(row);
                });
    }

    private static RunStatus status(RowScheduler.Outcome outcome) {
        if (outcome.cancelled()) {
            return RunStatus.CANCELLED;
        }
        List<Row> rows = outcome.rows();
        return !rows.isEmpty() && rows.stream().allMatch(Row::failed) ? RunStatus.FAILED : RunStatus.COMPLETED;
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
