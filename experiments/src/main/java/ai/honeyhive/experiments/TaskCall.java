// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls a task for a row: at its rate, again where the user wants that, and not longer than allowed. A task that does not
 * listen to interrupts is left behind in its thread when its time is over; the row ends. Thread-safe.
 */
final class TaskCall<O> {
    private final RunPlan<O> plan;
    private final RunOptions<O> options;
    private final @Nullable TokenBucket rate;
    private final @Nullable ExecutorService threads;

    /** @param threads for tasks with a time limit; null if there is none */
    TaskCall(RunPlan<O> plan, @Nullable ExecutorService threads) {
        this.plan = plan;
        this.options = plan.options();
        this.rate = options.rate() == null ? null : options.rate().bucket();
        this.threads = threads;
    }

    /** Returns what the task returned, or throws what it threw. */
    @Nullable O call(RowProgress row) throws Exception {
        Duration timeout = options.timeout();
        return timeout == null || threads == null ? attempts(row) : limited(row, timeout, threads);
    }

    private @Nullable O limited(RowProgress row, Duration timeout, ExecutorService executor) throws Exception {
        Callable<@Nullable O> attempts = Context.current().wrap(() -> attempts(row));
        Future<@Nullable O> answer = executor.submit(attempts);
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new RowTimeoutException(timeout, row.attempts.get());
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw Failures.asException(e.getCause() == null ? e : e.getCause());
        }
    }

    private @Nullable O attempts(RowProgress row) throws Exception {
        while (true) {
            if (rate != null) {
                TimeUnit.NANOSECONDS.sleep(rate.take());
            }
            int attempt = row.attempts.incrementAndGet();
            try {
                return plan.task().run(row.datapoint, plan.tracer());
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
}
