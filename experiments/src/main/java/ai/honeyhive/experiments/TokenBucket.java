// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A rate limit: tokens flow in evenly, up to a number that may be taken at once, and who finds none is told when theirs
 * comes. In the order of asking. Thread-safe.
 */
final class TokenBucket {
    private final double nanosPerToken;
    private final double capacity;
    private final LongSupplier nanoTime;
    private double tokens; // guarded by this; below zero: that many have been promised
    private long filledAt; // guarded by this

    TokenBucket(int calls, Duration per, int burst, LongSupplier nanoTime) {
        this.nanosPerToken = (double) per.toNanos() / calls;
        this.capacity = burst;
        this.nanoTime = nanoTime;
        this.tokens = burst;
        this.filledAt = nanoTime.getAsLong();
    }

    /** Takes a token and returns in how many nanoseconds it may be used. */
    synchronized long take() {
        long now = nanoTime.getAsLong();
        tokens = Math.min(capacity, tokens + (now - filledAt) / nanosPerToken);
        filledAt = now;
        tokens--;
        return tokens >= 0 ? 0 : (long) Math.ceil(-tokens * nanosPerToken);
    }
}
