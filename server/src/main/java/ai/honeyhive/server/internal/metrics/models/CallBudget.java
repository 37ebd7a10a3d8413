// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics.models;

import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How many calls may be made in any 60 minutes, counted by the minute. Forgotten with the process. Thread-safe. */
final class CallBudget {
    private static final int MINUTES = 60;
    private static final long MINUTE_MILLIS = 60_000;

    private final @Nullable Integer perHour;
    private final LongSupplier clock;
    private final long[] minutes = new long[MINUTES]; // guarded by this
    private final int[] calls = new int[MINUTES]; // guarded by this

    /** @param perHour null for any number */
    CallBudget(@Nullable Integer perHour, LongSupplier clock) {
        this.perHour = perHour;
        this.clock = clock;
        Arrays.fill(minutes, Long.MIN_VALUE / 2);
    }

    /**
     * Takes one call from the budget.
     *
     * @throws ModelException if there is none left, saying when there will be
     */
    synchronized void take() {
        if (perHour == null) {
            return;
        }
        long now = clock.getAsLong();
        long minute = now / MINUTE_MILLIS;
        int made = 0;
        long oldest = minute;
        for (int i = 0; i < MINUTES; i++) {
            if (minute - minutes[i] < MINUTES && calls[i] > 0) {
                made += calls[i];
                oldest = Math.min(oldest, minutes[i]);
            }
        }
        if (made >= perHour) {
            long free = (oldest + MINUTES) * MINUTE_MILLIS;
            throw new ModelException(
                    "the budget of " + perHour + " calls an hour is used up",
                    ModelException.Remedy.WAIT,
                    Math.max(1, free - now));
        }
        int slot = (int) Math.floorMod(minute, (long) MINUTES);
        if (minutes[slot] != minute) {
            minutes[slot] = minute;
            calls[slot] = 0;
        }
        calls[slot]++;
    }
}
