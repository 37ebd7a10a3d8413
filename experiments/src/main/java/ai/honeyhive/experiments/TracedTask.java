// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.tracing.HoneyHiveTracer;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Task} that wants the tracer of its run, to make spans of its own below the row's chain event.
 *
 * @param <O> type of the output
 */
@FunctionalInterface
public interface TracedTask<O> {
    /**
     * Answers one datapoint.
     *
     * @return the output; null if there is none, which evaluators see as null
     * @throws Exception whatever goes wrong: it becomes the result of this row and ends nothing else
     */
    @Nullable O run(Datapoint datapoint, HoneyHiveTracer tracer) throws Exception;
}
