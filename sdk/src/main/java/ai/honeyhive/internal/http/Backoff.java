// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.http;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How long to wait before the next attempt: 0.5 s, 1 s, 2 s, ... up to 30 s, each ± 20 %, or what the server asks. */
public final class Backoff {
    private static final long FIRST_MILLIS = 500;
    private static final long MOST_MILLIS = 30_000;

    private Backoff() {}

    /**
     * Returns the pause.
     *
     * @param failed attempts that failed so far, at least 1
     * @param retryAfter the server's {@code Retry-After} in seconds; dates and nonsense count as absent
     */
    public static Duration pause(int failed, @Nullable String retryAfter) {
        long asked = seconds(retryAfter);
        if (asked >= 0) {
            return Duration.ofMillis(Math.min(asked * 1000, MOST_MILLIS));
        }
        long base = Math.min(FIRST_MILLIS << Math.min(failed - 1, 10), MOST_MILLIS);
        return Duration.ofMillis((long) (base * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }

    private static long seconds(@Nullable String retryAfter) {
        if (retryAfter == null || retryAfter.isEmpty() || retryAfter.length() > 9) {
            return -1;
        }
        return retryAfter.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(retryAfter) : -1;
    }
}
