// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import org.jspecify.annotations.Nullable;

/**
 * Scores one output. Called from several threads at once.
 *
 * @param <O> type of the outputs that it understands
 */
public interface Evaluator<O> {
    /** Returns the name of the metric, unique within an experiment. */
    String name();

    /**
     * Scores an output.
     *
     * @param output what the task returned, null if it returned null
     * @return the score; null if this datapoint cannot be scored, such as one without a ground truth
     * @throws Exception whatever goes wrong: it becomes this evaluator's error on this row and hinders no other
     */
    @Nullable Score score(@Nullable O output, Datapoint datapoint) throws Exception;

    /**
     * Scores an output; this is what experiments call. By default it is {@link #score(Object, Datapoint)}; evaluators that
     * trace calls of their own, or pass on to others, override it.
     *
     * @param context the row's tracer and, if {@link #readsTrace()}, its spans
     */
    default @Nullable Score score(@Nullable O output, Datapoint datapoint, EvaluationContext context) throws Exception {
        return score(output, datapoint);
    }

    /** Returns whether it looks at the row's spans, which are kept in memory only if some evaluator says so. */
    default boolean readsTrace() {
        return false;
    }
}
