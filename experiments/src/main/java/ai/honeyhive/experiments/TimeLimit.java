// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls code of others for so long at most, in a thread of its own. Code that does not listen to interrupts is left behind in
 * it when its time is over. Thread-safe.
 */
final class TimeLimit {
    private final ExecutorService threads;

    TimeLimit(ExecutorService threads) {
        this.threads = threads;
    }

    /**
     * Returns what the code returned, or throws what it threw.
     *
     * @param tooLong what is thrown when the time is over
     */
    <T extends @Nullable Object> T call(Duration longest, Callable<T> code, Supplier<TimeoutException> tooLong)
            throws Exception {
        Future<Answer<T>> answer = threads.submit(Context.current().wrap(() -> answer(code)));
        try {
            Answer<T> came = answer.get(longest.toNanos(), TimeUnit.NANOSECONDS);
            if (came.failure() != null) {
                throw Failures.asException(came.failure());
            }
            return came.value();
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw tooLong.get();
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }

    /** What came back: an ExecutionException would ask the failure for its message, which may throw in its turn. */
    private record Answer<T extends @Nullable Object>(
            T value, @Nullable Throwable failure) {}

    @SuppressWarnings("NullAway") // the value of a failure is not looked at
    private static <T extends @Nullable Object> Answer<T> answer(Callable<T> code) {
        try {
            return new Answer<>(code.call(), null);
        } catch (Throwable failure) { // told in the thread that waits
            return new Answer<>(null, failure);
        }
    }
}
