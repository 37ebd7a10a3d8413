// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls a task for a row: at its rate, again where the user wants that, and not longer than allowed. Thread-safe.
 */
final class TaskCall<O> {
    private final RunPlan<O> plan;
    private final RunOptions<O> options;
    private final @Nullable TokenBucket rate;
    private final @Nullable TimeLimit limit;

    /** @param limit for tasks whose time is limited; null if it is not */
    TaskCall(RunPlan<O> plan, @Nullable TimeLimit limit) {
        this.plan = plan;
        this.options = plan.options();
        this.rate = options.rate() == null ? null : options.rate().bucket();
        this.limit = limit;
    }

    /** Returns what the task returned, or throws what it threw. */
    @Nullable O call(RowProgress row) throws Exception {
        Duration timeout = options.timeout();
        return timeout == null || limit == null
                ? attempts(row)
                : limit.<@Nullable O>call(
                        timeout, () -> attempts(row), () -> new RowTimeoutException(timeout, row.attempts.get()));
    }

    private @Nullable O attempts(RowProgress row) throws Exception {
        while (true) {
            if (rate != null) {
                TimeUnit.NANOSECONDS.sleep(rate.take());
            }
            int attempt = row.attempts.incrementAndGet();
            try {
                @Nullable O output = plan.task().run(row.datapoint, plan.tracer());
                requireAnswer(output);
                return output;
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable failure) {
                Failures.rethrowIfFatal(failure);
                if (!options.retry().again(attempt, failure)) {
                    throw failure;
                }
                TimeUnit.NANOSECONDS.sleep(options.retry().pause(attempt).toNanos());
            }
        }
    }

    /** A stage that nobody waits for is no output: its row would have completed whatever became of it. */
    private static void requireAnswer(@Nullable Object output) {
        if (output instanceof CompletionStage) {
            throw new IllegalStateException(
                    "the task returned a CompletionStage instead of an output: use evaluateAsync(...)");
        }
    }
}
