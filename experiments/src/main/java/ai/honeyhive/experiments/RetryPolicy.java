// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/**
 * When a task that threw is called again, and after which pause: the first pause, then {@code factor} times as long each
 * time up to the longest, each shortened by a random part so that rows which failed together do not come back together.
 * Immutable.
 *
 * <pre>{@code
 * RetryPolicy policy = RetryPolicy.attempts(4)
 *         .on(java.io.IOException.class)
 *         .or(error -> String.valueOf(error.getMessage()).contains("429"));
 * }</pre>
 */
public final class RetryPolicy {
    /** Never calls again. */
    static final RetryPolicy NEVER = new RetryPolicy(1, error -> false, Duration.ZERO, Duration.ZERO, 1, 0);

    private final int attempts;
    private final Predicate<? super Throwable> retryable;
    private final Duration first;
    private final Duration longest;
    private final double factor;
    private final double jitter;

    private RetryPolicy(
            int attempts,
            Predicate<? super Throwable> retryable,
            Duration first,
            Duration longest,
            double factor,
            double jitter) {
        this.attempts = attempts;
        this.retryable = retryable;
        this.first = first;
        this.longest = longest;
        this.factor = factor;
        this.jitter = jitter;
    }

    /**
     * Returns a policy that retries no error yet: say which with {@link #on} or {@link #or}. Pauses start at half a second
     * and double up to half a minute, each shortened by up to a half.
     *
     * @param attempts how often a task is called at most, the first time included; at least 1
     */
    public static RetryPolicy attempts(int attempts) {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1, but is " + attempts);
        }
        return new RetryPolicy(attempts, error -> false, Duration.ofMillis(500), Duration.ofSeconds(30), 2, 0.5);
    }

    /** Retries errors of this class too. */
    public RetryPolicy on(Class<? extends Throwable> errorClass) {
        requireNonNull(errorClass, "errorClass");
        return or(errorClass::isInstance);
    }

    /** Retries errors that the predicate accepts too. One that throws accepts nothing. */
    public RetryPolicy or(Predicate<? super Throwable> predicate) {
        requireNonNull(predicate, "predicate");
        Predicate<? super Throwable> before = retryable;
        return new RetryPolicy(
                attempts, error -> before.test(error) || predicate.test(error), first, longest, factor, jitter);
    }

    /**
     * Sets the pauses.
     *
     * @param firstPause after the first failure
     * @param longestPause what no pause exceeds
     * @param pauseFactor how many times longer each pause is than the one before, at least 1
     */
    public RetryPolicy backoff(Duration firstPause, Duration longestPause, double pauseFactor) {
        if (firstPause.isNegative() || longestPause.compareTo(firstPause) < 0 || !(pauseFactor >= 1)) {
            throw new IllegalArgumentException("pauses must not be negative, the longest not below the first and the"
                    + " factor at least 1, but they are " + firstPause + ", " + longestPause + ", " + pauseFactor);
        }
        return new RetryPolicy(attempts, retryable, firstPause, longestPause, pauseFactor, jitter);
    }

    /**
     * Sets how much of a pause is random.
     *
     * @param part from 0, always the whole pause, to 1, anything between none and the whole
     */
    public RetryPolicy jitter(double part) {
        if (!(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException("jitter must be from 0 to 1, but is " + part);
        }
        return new RetryPolicy(attempts, retryable, first, longest, factor, part);
    }

    /** Returns whether the task is called again after this many calls have failed, the last with this error. */
    boolean again(int failed, Throwable error) {
        if (failed >= attempts) {
            return false;
        }
        try {
            return retryable.test(error);
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Returns the pause after this many failures. */
    Duration pause(int failed) {
        return pause(failed, ThreadLocalRandom.current()::nextDouble);
    }

    Duration pause(int failed, DoubleSupplier random) {
        double whole = Math.min((double) first.toNanos() * Math.pow(factor, failed - 1), (double) longest.toNanos());
        return Duration.ofNanos((long) (whole * (1 - jitter * random.getAsDouble())));
    }
}
