// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Power of the two-sided t-test. T = (Z + lambda) / S with Z normal and S = sqrt(chi^2 / nu), so P(T &gt; c) is the mean of
 * PHI(lambda - c S) over S, here by Simpson's rule.
 */
final class NoncentralT {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double TAIL = 1e-13;
    private static final int STEPS = 400; // even

    private NoncentralT() {}

    static double twoSidedPower(double noncentrality, int degrees, double alpha) {
        double critical = TDistribution.of(degrees).inverseSurvivalProbability(alpha / 2);
        ChiSquaredDistribution chiSquared = ChiSquaredDistribution.of(degrees);
        double from = Math.sqrt(chiSquared.inverseCumulativeProbability(TAIL) / degrees);
        double to = Math.sqrt(chiSquared.inverseSurvivalProbability(TAIL) / degrees);
        double step = (to - from) / STEPS;
        double sum = 0;
        for (int i = 0; i <= STEPS; i++) {
            double s = from + i * step;
            double density = 2 * degrees * s * chiSquared.density(degrees * s * s);
            double beyond = NORMAL.cumulativeProbability(noncentrality - critical * s)
                    + NORMAL.cumulativeProbability(-noncentrality - critical * s);
            sum += (i == 0 || i == STEPS ? 1 : i % 2 == 1 ? 4 : 2) * density * beyond;
        }
        return Math.min(1, sum * step / 3);
    }
}
