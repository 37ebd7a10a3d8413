// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.tracing.HoneyHiveTracer;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment tests, if it answers later: no thread waits for the answer, so that thousands of rows can be under
 * way at once. Called from several threads at once, with the row's chain event current.
 *
 * @param <O> type of the output
 */
@FunctionalInterface
public interface AsyncTask<O> {
    /**
     * Begins to answer one datapoint.
     *
     * @param tracer the run's tracer, for spans of the task's own
     * @return completes with the output, which may be null, or with what went wrong
     * @throws Exception what goes wrong at once: it becomes the result of this row and ends nothing else
     */
    CompletionStage<? extends @Nullable O> run(Datapoint datapoint, HoneyHiveTracer tracer) throws Exception;
}
