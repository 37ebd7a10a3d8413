// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.experiments.trace.RowTrace;
import org.jspecify.annotations.Nullable;

/**
 * Scores what a task did on its way to the output: its spans. An experiment with at least one of these keeps the spans of
 * each row in memory while it runs, up to {@link ai.honeyhive.experiments.trace.SpanCollector#MAX_SPANS}, also if nothing
 * is recorded.
 *
 * @param <O> type of the outputs that it understands
 */
public interface TraceEvaluator<O> extends Evaluator<O> {
    /**
     * Scores an output and its trace.
     *
     * @param output what the task returned, null if it returned null
     * @param trace the spans that the task left
     * @return the score; null if this row cannot be scored
     * @throws Exception whatever goes wrong: it becomes this evaluator's error on this row and hinders no other
     */
    @Nullable Score score(@Nullable O output, Datapoint datapoint, RowTrace trace) throws Exception;

    @Override
    default @Nullable Score score(@Nullable O output, Datapoint datapoint, EvaluationContext context) throws Exception {
        return score(output, datapoint, context.trace());
    }

    /** Scores nothing: without the row's spans there is nothing to see. */
    @Override
    default @Nullable Score score(@Nullable O output, Datapoint datapoint) {
        throw new IllegalStateException(
                "\"" + name() + "\" needs the spans of its row: call it by an experiment, or with a RowTrace");
    }

    @Override
    default boolean readsTrace() {
        return true;
    }
}
