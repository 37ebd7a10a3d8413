// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics;

/**
 * A confidence interval.
 *
 * @param lower its lower end
 * @param upper its upper end
 * @param level how often such intervals hold the true value, such as 0.95
 */
public record Interval(double lower, double upper, double level) {
    /** Checks the ends. */
    public Interval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("no interval: " + lower + " to " + upper);
        }
    }

    /** Returns whether a value is in it, ends included. */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
