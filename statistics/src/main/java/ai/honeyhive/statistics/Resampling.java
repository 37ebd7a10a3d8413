// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics;

/**
 * How often, from which seed and for which level is resampled. The same settings give the same numbers on every machine.
 *
 * @param resamples how many samples are drawn, at least 100
 * @param seed where the random numbers begin
 * @param level confidence level of intervals, between 0 and 1
 */
public record Resampling(int resamples, long seed, double level) {
    private static final Resampling STANDARD = new Resampling(10_000, 20_260_101, 0.95);

    /** Checks the settings. */
    public Resampling {
        if (resamples < 100) {
            throw new IllegalArgumentException("resamples must be at least 100, but is " + resamples);
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("the level must be between 0 and 1, but is " + level);
        }
    }

    /** Returns 10,000 resamples, a fixed seed and a level of 0.95. */
    public static Resampling standard() {
        return STANDARD;
    }

    /** Returns the same settings with another seed. */
    public Resampling withSeed(long otherSeed) {
        return new Resampling(resamples, otherSeed, level);
    }
}
