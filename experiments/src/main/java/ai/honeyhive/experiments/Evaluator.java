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
}
