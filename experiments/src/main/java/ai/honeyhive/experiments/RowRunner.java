// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.experiments.internal.ContentFiles;
import ai.honeyhive.experiments.trace.RowTrace;
import ai.honeyhive.experiments.trace.SpanCollector;
import ai.honeyhive.tracing.ActiveSpan;
import ai.honeyhive.tracing.Enrichment;
import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.SessionBuilder;
import ai.honeyhive.tracing.SessionScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs one row, whoever schedules it: task and evaluators inside a chain event, inside a session of its own. What the
 * task throws is the row's result. Thread-safe.
 */
final class RowRunner<O> {
    private final RunPlan<O> plan;
    private final TaskCall<O> task;
    private final @Nullable TimeLimit limit;
    private final BooleanSupplier cancelling;
    private final Clock clock;

    /**
     * Prepares to run rows.
     *
     * @param limit for evaluators whose time is limited; null if it is not
     * @param cancelling whether the run is being cancelled: then an interrupted row did not fail
     */
    RowRunner(RunPlan<O> plan, TaskCall<O> task, @Nullable TimeLimit limit, BooleanSupplier cancelling, Clock clock) {
        this.plan = plan;
        this.task = task;
        this.limit = limit;
        this.cancelling = cancelling;
        this.clock = clock;
    }

    /** Runs the row in this thread, in a context of its own, and leaves the thread's context as it was. */
    @SuppressWarnings("try") // the scope is there to be closed, not to be used
    Row run(RowSlot slot) {
        SpanCollector spans = plan.readsTrace() ? new SpanCollector() : null;
        try (Scope nothingInherited = Context.root().makeCurrent();
                SessionScope session = session(slot, spans)) {
            RowProgress row = new RowProgress(slot, session.sessionId(), clock.instant());
            try {
                plan.tracer().run(plan.experiment(), EventType.CHAIN, span -> taskAndEvaluators(row, spans, span));
            } catch (Throwable failure) {
                Failures.rethrowIfFatal(failure);
                row.failed(status(failure), failure);
            }
            plan.tracer().enrichSession(enrichment -> conclude(row, enrichment));
            return new Row(row);
        }
    }

    private RowStatus status(Throwable failure) {
        if (failure instanceof RowTimeoutException) {
            return RowStatus.TIMED_OUT;
        }
        return cancelling.getAsBoolean() ? RowStatus.CANCELLED : RowStatus.FAILED;
    }

    private SessionScope session(RowSlot slot, @Nullable SpanCollector spans) {
        Datapoint datapoint = slot.datapoint();
        SessionBuilder session = plan.tracer()
                .session(plan.runName())
                .source("evaluation")
                .inputs(datapoint.inputs())
                .evaluation(plan.runId(), plan.dataset().id(), datapoint.id());
        if (plan.options().repeats() > 1) {
            session.metadata(Map.of("repeat", slot.repeat()));
        }
        return (spans == null ? session : session.spanListener(spans)).open();
    }

    /** Inputs only: a judge that reads the event must not find the ground truth there. */
    private void taskAndEvaluators(RowProgress row, @Nullable SpanCollector spans, ActiveSpan span) throws Exception {
        span.inputs(row.datapoint.inputs());
        long begin = System.nanoTime();
        @Nullable O output;
        try {
            output = output(row);
        } finally {
            row.duration = Duration.ofNanos(System.nanoTime() - begin);
            forgetInterrupt();
        }
        row.outputs = outputs(output);
        row.output = output;
        span.outputs(row.outputs);
        EvaluationContext context =
                EvaluationContext.of(plan.tracer(), spans == null ? RowTrace.none() : spans.finish(row.duration));
        for (RunPlan.NamedEvaluator<O> evaluator : plan.evaluators()) {
            evaluate(evaluator, output, row, context);
        }
        span.metrics(row.scores);
        row.explanations.forEach((name, text) -> span.metric(name + "_explanation", text));
        if (!row.evaluatorErrors.isEmpty()) {
            span.metadata("evaluator_errors", row.evaluatorErrors);
        }
    }

    private @Nullable O output(RowProgress row) throws Exception {
        OutputCache<O> cache = plan.options().cache();
        if (cache == null) {
            return task.call(row);
        }
        ContentFiles.Found<O> found = cache.find(plan, row.datapoint);
        if (found != null) {
            row.cached = true;
            return found.value();
        }
        O output = task.call(row);
        cache.put(plan, row.datapoint, output);
        return output;
    }

    private void evaluate(
            RunPlan.NamedEvaluator<O> evaluator, @Nullable O output, RowProgress row, EvaluationContext context)
            throws Exception {
        try {
            Object returned = returned(evaluator, output, row.datapoint, context);
            row.scored(evaluator.name(), ScoreReading.of(evaluator.name(), returned));
        } catch (Throwable failure) {
            Failures.rethrowIfFatal(failure);
            if (cancelling.getAsBoolean()) {
                throw failure; // no evaluator's error: the row was cut short, and runs again when the run is resumed
            }
            row.evaluatorErrors.put(evaluator.name(), Failures.describe(failure));
        } finally {
            forgetInterrupt();
        }
    }

    private @Nullable Object returned(
            RunPlan.NamedEvaluator<O> evaluator, @Nullable O output, Datapoint datapoint, EvaluationContext context)
            throws Exception {
        Duration longest = plan.options().evaluatorTimeout();
        return longest == null || limit == null
                ? evaluator.scorer().score(output, datapoint, context)
                : limit.<@Nullable Object>call(
                        longest,
                        () -> evaluator.scorer().score(output, datapoint, context),
                        () -> new TimeoutException("the evaluator took longer than " + longest.toMillis() + " ms"));
    }

    /** An interrupt that careless code has left behind must not hit what comes after it; one that cancels the run must. */
    private void forgetInterrupt() {
        if (Thread.interrupted() && cancelling.getAsBoolean()) {
            Thread.currentThread().interrupt();
        }
    }

    private static void conclude(RowProgress row, Enrichment session) {
        session.outputs(row.outputs);
        row.datapoint.groundTruth().ifPresent(truth -> session.feedback("ground_truth", truth));
        if (row.error != null) {
            session.metadata("error", Failures.describe(row.error));
        }
        if (!row.evaluatorErrors.isEmpty()) {
            session.metadata("evaluator_errors", row.evaluatorErrors);
        }
    }

    /** Outputs are a map on the wire; anything else goes under {@code result}. Walks a map of others, which may throw. */
    private static Map<String, @Nullable Object> outputs(@Nullable Object output) {
        Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
        if (output instanceof Map<?, ?> map) {
            map.forEach((key, value) -> outputs.put(String.valueOf(key), value));
        } else if (output != null) {
            outputs.put("result", output);
        }
        return outputs;
    }
}
