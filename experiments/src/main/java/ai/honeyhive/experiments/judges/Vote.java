// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

/** How the votes of a jury become one score. */
public enum Vote {
    /** What more than half of those who voted say: yes and no, or labels. Without such a majority, yes and no become no. */
    MAJORITY,
    /** The arithmetic mean of numbers; yes is 1 and no is 0. */
    MEAN,
    /** The middle of the numbers, or the mean of the two in the middle: one that is far off does not count. */
    MEDIAN
}
