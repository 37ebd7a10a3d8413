// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.util.List;

/**
 * A demand on a run that decides whether a change may go in. Ready ones are in {@code ai.honeyhive.experiments.gates}; of
 * your own, name and check are enough. Checked once, after the last row, by the thread of the run.
 */
public interface Gate {
    /** Returns what it demands, as people say it: {@code average of exact_match at least 0.9}. */
    String name();

    /**
     * Decides. What it throws becomes {@linkplain GateOutcome#UNDECIDED undecided}, with the reason.
     *
     * @param rows the rows that ran, their scores and failures; never those of a cancelled run
     */
    GateResult check(EvaluatedRows rows);

    /** Returns what has to be measured; an experiment adds these, unless it has evaluators of the same names. */
    default List<Evaluator<Object>> evaluators() {
        return List.of();
    }

    /**
     * Looks at what will run, before anything does, so that hours of work do not end undecided.
     *
     * @throws ExperimentException if it could not decide over this dataset
     */
    default void prepare(Dataset dataset) {}
}
