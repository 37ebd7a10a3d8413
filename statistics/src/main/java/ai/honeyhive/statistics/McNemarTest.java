// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * McNemar's test (1947) in its exact form: of the pairs that changed, each direction is equally likely if two runs do not
 * differ, so the pairs that got worse are binomially distributed with probability 1/2. The exact test is conservative with
 * few changed pairs; its mid-p variant (Fagerland, Lydersen and Laake 2013) counts the observed split by half.
 *
 * @param toFail pairs that passed first and failed second
 * @param toPass pairs that failed first and passed second
 */
public record McNemarTest(int toFail, int toPass) {
    /** Checks the counts. */
    public McNemarTest {
        if (toFail < 0 || toPass < 0) {
            throw new IllegalArgumentException("counts are at least 0, but are " + toFail + " and " + toPass);
        }
    }

    /**
     * Counts pairs.
     *
     * @param first 1 for a pass, 0 for a fail
     * @param second as many, in the same order
     */
    public static McNemarTest of(double[] first, double[] second) {
        int toFail = 0;
        int toPass = 0;
        for (int i = 0; i < Differences.requirePairs(first, second); i++) {
            toFail += first[i] > second[i] ? 1 : 0;
            toPass += first[i] < second[i] ? 1 : 0;
        }
        return new McNemarTest(toFail, toPass);
    }

    /** Returns the exact two-sided p-value; 1 if nothing changed. */
    public double pValue() {
        int changed = toFail + toPass;
        return changed == 0
                ? 1
                : BinomialTest.withDefaults().test(changed, toFail, 0.5).getPValue();
    }

    /** Returns the two-sided mid-p value; 1 if nothing changed. */
    public double midPValue() {
        int changed = toFail + toPass;
        if (changed == 0) {
            return 1;
        }
        double observed = BinomialDistribution.of(changed, 0.5).probability(toFail);
        return toFail == toPass ? 1 - observed / 2 : pValue() - observed;
    }
}
