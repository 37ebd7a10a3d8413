// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The bias-corrected and accelerated bootstrap interval (Efron 1987; Efron and Tibshirani 1993, chapter 14.3):
 *
 * <pre>
 *   z0    = PHI^-1(share of replicates below the estimate, equal ones by half)
 *   a     = sum(d^3) / (6 (sum(d^2))^1.5),   d = mean of the leave-one-out estimates - each of them
 *   ends  = quantiles PHI(z0 + (z0 + z) / (1 - a (z0 + z))) of the replicates,  z = PHI^-1((1 -/+ level) / 2)
 * </pre>
 */
final class Bca {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Bca() {}

    /**
     * Returns the interval.
     *
     * @param replicates the estimates of the resamples; sorted here
     * @param leaveOneOut the estimates without each of the observations
     */
    static Interval interval(double[] replicates, double estimate, double[] leaveOneOut, double level) {
        Arrays.sort(replicates);
        double bias = bias(replicates, estimate);
        double acceleration = acceleration(leaveOneOut);
        double tail = (1 - level) / 2;
        double lower = quantile(replicates, adjusted(bias, acceleration, tail));
        double upper = quantile(replicates, adjusted(bias, acceleration, 1 - tail));
        return new Interval(lower, upper, level);
    }

    private static double bias(double[] ascending, double estimate) {
        double below = 0;
        for (double replicate : ascending) {
            if (replicate < estimate) {
                below++;
            } else if (replicate == estimate) {
                below += 0.5;
            } else {
                break;
            }
        }
        double last = ascending.length - 0.5; // a share of 0 or 1 is infinitely far out
        return NORMAL.inverseCumulativeProbability(Math.min(Math.max(below, 0.5), last) / ascending.length);
    }

    private static double acceleration(double[] leaveOneOut) {
        double mean = Arrays.stream(leaveOneOut).average().orElse(0);
        double squares = 0;
        double cubes = 0;
        for (double estimate : leaveOneOut) {
            double distance = mean - estimate;
            squares += distance * distance;
            cubes += distance * distance * distance;
        }
        return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
    }

    private static double adjusted(double bias, double acceleration, double share) {
        double z = bias + NORMAL.inverseCumulativeProbability(share);
        double denominator = 1 - acceleration * z;
        if (denominator <= 0) { // beyond the pole, the interval ends with the replicates
            return z < 0 ? 0 : 1;
        }
        return NORMAL.cumulativeProbability(bias + z / denominator);
    }

    private static double quantile(double[] ascending, double share) {
        double place = share * (ascending.length + 1) - 1;
        if (place <= 0) {
            return ascending[0];
        }
        if (place >= ascending.length - 1) {
            return ascending[ascending.length - 1];
        }
        int below = (int) place;
        return ascending[below] + (place - below) * (ascending[below + 1] - ascending[below]);
    }
}
