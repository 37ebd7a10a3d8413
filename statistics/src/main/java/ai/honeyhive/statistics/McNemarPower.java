// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Exact power of McNemar's test, by its mid-p or exact p-value: the number of changed pairs is binomial, and given it, the number of those that
 * got worse is.
 */
final class McNemarPower {
    private static final double WIDE = 9; // standard deviations; beyond them there is nothing to count

    private final double changed;
    private final int first;
    private final double[] probability; // of first + i changed pairs
    private final int[] critical; // the most pairs of the rarer direction with which the test rejects; -1 for none

    McNemarPower(int pairs, double changed, double alpha, boolean exact) {
        if (pairs < 1 || !(changed > 0 && changed <= 1)) {
            throw new IllegalArgumentException(
                    "at least 1 pair, of which a share above 0 changes, but there are " + pairs + " and " + changed);
        }
        this.changed = changed;
        double middle = pairs * changed;
        double spread = WIDE * Math.sqrt(pairs * changed * (1 - changed)) + 1;
        this.first = (int) Math.max(0, Math.floor(middle - spread));
        int last = (int) Math.min(pairs, Math.ceil(middle + spread));
        this.probability = new double[last - first + 1];
        this.critical = new int[last - first + 1];
        BinomialDistribution changes = BinomialDistribution.of(pairs, changed);
        for (int i = 0; i < probability.length; i++) {
            probability[i] = changes.probability(first + i);
            critical[i] = critical(first + i, alpha, exact);
        }
    }

    /** Returns the probability to reject, if pass rates differ by so much. */
    double power(double difference) {
        if (!(Math.abs(difference) <= changed)) {
            throw new IllegalArgumentException(
                    "pass rates cannot differ by " + difference + " if only " + changed + " of the pairs change");
        }
        double better = (1 + Math.abs(difference) / changed) / 2;
        double power = 0;
        for (int i = 0; i < probability.length; i++) {
            if (critical[i] >= 0) {
                BinomialDistribution worse = BinomialDistribution.of(first + i, 1 - better);
                power += probability[i]
                        * (worse.cumulativeProbability(critical[i])
                                + worse.survivalProbability(first + i - critical[i] - 1));
            }
        }
        return Math.min(1, power);
    }

    private static int critical(int changedPairs, double alpha, boolean exact) {
        BinomialDistribution even = BinomialDistribution.of(changedPairs, 0.5);
        int k = even.inverseCumulativeProbability(alpha / 2) + 1; // the mid-p value may allow one more
        while (k >= 0 && (2 * k >= changedPairs || pValue(even, k, exact) > alpha)) {
            k--;
        }
        return k;
    }

    private static double pValue(BinomialDistribution even, int rarer, boolean exact) {
        double below = even.cumulativeProbability(rarer);
        return exact ? 2 * below : below + even.cumulativeProbability(rarer - 1);
    }
}
