// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.tracing.HoneyHiveTracer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment tests, if it answers later. Called from several threads at once, with the row's chain event current. A
 * virtual thread waits for the answer where the JVM has them.
 *
 * @param <O> type of the output
 */
@FunctionalInterface
public interface AsyncTask<O> {
    /**
     * Begins to answer one datapoint.
     *
     * @param tracer the run's tracer, for spans of the task's own
     * @return completes with the output, which may be null, or with what went wrong; it is cancelled when the row's time is
     *     over or the run is cancelled
     * @throws Exception what goes wrong at once: it becomes the result of this row and ends nothing else
     */
    CompletionStage<? extends @Nullable O> run(Datapoint datapoint, HoneyHiveTracer tracer) throws Exception;

    /** Returns a task that waits for the answer. */
    static <O> TracedTask<O> waiting(AsyncTask<O> task) {
        return (datapoint, tracer) -> {
            CompletableFuture<? extends @Nullable O> answer = Objects.requireNonNull(
                            task.run(datapoint, tracer), "the task returned null instead of a CompletionStage")
                    .toCompletableFuture();
            try {
                return answer.get();
            } catch (ExecutionException e) {
                throw Failures.asException(e.getCause() == null ? e : e.getCause());
            } catch (InterruptedException e) {
                answer.cancel(true);
                throw e;
            }
        };
    }
}
