// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import org.jspecify.annotations.Nullable;

/**
 * What an experiment tests: turns a datapoint into an output. Called from several threads at once.
 *
 * @param <O> type of the output: anything; maps, records and texts read best later
 */
@FunctionalInterface
public interface Task<O> {
    /**
     * Answers one datapoint.
     *
     * @return the output; null if there is none, which evaluators see as null
     * @throws Exception whatever goes wrong: it becomes the result of this row and ends nothing else
     */
    @Nullable O run(Datapoint datapoint) throws Exception;
}
