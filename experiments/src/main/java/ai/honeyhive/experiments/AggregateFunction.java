// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.util.Locale;

/** How HoneyHive condenses the scores of a metric into one number. */
public enum AggregateFunction {
    /** Arithmetic mean. */
    AVERAGE,
    /** Smallest value. */
    MIN,
    /** Largest value. */
    MAX,
    /** Middle value. */
    MEDIAN,
    /** Value that 90 % do not exceed. */
    P90,
    /** Value that 95 % do not exceed. */
    P95,
    /** Value that 99 % do not exceed. */
    P99,
    /** Sum. */
    SUM,
    /** Number of values. */
    COUNT;

    /** Returns the name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
