// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.tracing.HoneyHiveTracer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that one run needs to know, fixed before it starts. */
record RunPlan<O>(
        String experiment,
        String runId,
        String runName,
        Dataset dataset,
        TracedTask<? extends O> task,
        List<NamedEvaluator<O>> evaluators,
        List<Gate> gates,
        HoneyHiveTracer tracer,
        int maxConcurrency,
        AggregateFunction aggregateFunction,
        Map<String, @Nullable Object> metadata,
        RunOptions<O> options) {
    /** An evaluator as it is called: its return value is read by {@link ScoreReading}. */
    record NamedEvaluator<O>(String name, Scorer<? super O> scorer, boolean readsTrace) {}

    /** What scores. */
    interface Scorer<O> {
        @Nullable Object score(@Nullable O output, Datapoint datapoint, EvaluationContext context) throws Exception;
    }

    /** Returns whether the spans of its rows have to be kept for evaluators. */
    boolean readsTrace() {
        return evaluators.stream().anyMatch(NamedEvaluator::readsTrace);
    }

    RunPlan<O> withRunId(String id) {
        return new RunPlan<>(
                experiment,
                id,
                runName,
                dataset,
                task,
                evaluators,
                gates,
                tracer,
                maxConcurrency,
                aggregateFunction,
                metadata,
                options);
    }
}
