// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.apache.commons.statistics.ranking.NaturalRanking;

/**
 * Wilcoxon's signed-rank test (1945) of differences, and the effect size that belongs to it. Differences of 0 are left out.
 * The p-value is exact for up to 50 differences without ties, else by the normal approximation with corrections for ties
 * and continuity.
 *
 * @param positive sum of the ranks of positive differences
 * @param negative sum of the ranks of negative differences
 * @param pValue two-sided; 1 if all differences are 0
 */
public record SignedRanks(double positive, double negative, double pValue) {
    /** Ranks differences; finite, in any order. */
    public static SignedRanks of(double[] differences) {
        double[] moving = Arrays.stream(differences).filter(value -> value != 0).toArray();
        if (moving.length == 0) {
            return new SignedRanks(0, 0, 1);
        }
        double[] ranks =
                new NaturalRanking().apply(Arrays.stream(moving).map(Math::abs).toArray());
        double positive = 0;
        double negative = 0;
        for (int i = 0; i < moving.length; i++) {
            if (moving[i] > 0) {
                positive += ranks[i];
            } else {
                negative += ranks[i];
            }
        }
        return new SignedRanks(
                positive,
                negative,
                WilcoxonSignedRankTest.withDefaults().test(moving).getPValue());
    }

    /**
     * Returns the matched-pairs rank-biserial correlation (Kerby 2014), (positive - negative) / (positive + negative):
     * 1 if every difference is positive, -1 if every one is negative; empty if all are 0.
     */
    public OptionalDouble rankBiserial() {
        double sum = positive + negative;
        return sum == 0 ? OptionalDouble.empty() : OptionalDouble.of((positive - negative) / sum);
    }
}
