// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;

/** How large a difference is, whatever its p-value. */
public final class EffectSizes {
    private EffectSizes() {}

    /**
     * Returns Cohen's d<sub>z</sub> of paired differences (Cohen 1988; Lakens 2013): their mean in units of their standard
     * deviation. About 0.2 is small, 0.5 medium, 0.8 large. Empty if it is infinite: all differences the same and not 0;
     * 0 if they are all 0.
     *
     * @param differences finite, at least two, else the result is empty
     */
    public static OptionalDouble cohensDz(double[] differences) {
        if (differences.length < 2) {
            return OptionalDouble.empty();
        }
        double mean = MeanEstimate.mean(differences);
        double deviation = standardDeviation(differences);
        if (deviation == 0) {
            return mean == 0 ? OptionalDouble.of(0) : OptionalDouble.empty();
        }
        return OptionalDouble.of(mean / deviation);
    }

    /**
     * Returns Cliff's delta (1993): how often a second value is above a first one less how often it is below, over all
     * combinations, pairs or not. From -1 to 1.
     *
     * @param first finite, at least one
     * @param second finite, at least one
     */
    public static double cliffsDelta(double[] first, double[] second) {
        double[] ascending = first.clone();
        Arrays.sort(ascending);
        long balance = 0;
        for (double value : second) {
            balance += countBelow(ascending, value) - (ascending.length - countUpTo(ascending, value));
        }
        return (double) balance / ((double) first.length * second.length);
    }

    /** Returns the standard deviation of a sample (n - 1), 0 for a single value. */
    public static double standardDeviation(double[] values) {
        double mean = MeanEstimate.mean(values);
        if (values.length < 2 || MeanEstimate.allEqual(values)) {
            return 0;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }

    private static int countBelow(double[] ascending, double value) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int countUpTo(double[] ascending, double value) {
        return countBelow(ascending, Math.nextUp(value));
    }
}
