// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics.comparison;

import ai.honeyhive.statistics.EffectSizes;
import ai.honeyhive.statistics.McNemarTest;
import ai.honeyhive.statistics.PairedMeans;
import ai.honeyhive.statistics.PermutationTest;
import ai.honeyhive.statistics.Resampling;
import ai.honeyhive.statistics.SignedRanks;
import java.util.OptionalDouble;

/** The numbers of one metric, before they are seen beside those of others. */
record MetricTest(
        PairedMeans means,
        String name,
        double pValue,
        double decidingPValue,
        double wilcoxonPValue,
        double deviation,
        OptionalDouble cohensDz,
        OptionalDouble rankBiserial,
        double cliffsDelta,
        int higher,
        int lower) {

    static MetricTest of(MetricPairs pairs, Resampling resampling, boolean exact) {
        double[] differences = new double[pairs.count()];
        int higher = 0;
        int lower = 0;
        for (int i = 0; i < differences.length; i++) {
            differences[i] = pairs.candidate()[i] - pairs.baseline()[i];
            higher += differences[i] > 0 ? 1 : 0;
            lower += differences[i] < 0 ? 1 : 0;
        }
        SignedRanks ranks = SignedRanks.of(differences);
        String name = "paired permutation";
        double pValue;
        double decidingPValue;
        if (pairs.passFail()) {
            McNemarTest test = new McNemarTest(lower, higher);
            name = "McNemar exact";
            pValue = test.pValue();
            decidingPValue = exact ? pValue : test.midPValue();
        } else {
            PermutationTest test = PermutationTest.of(differences, resampling);
            pValue = test.pValue();
            decidingPValue = exact ? pValue : test.midPValue();
        }
        return new MetricTest(
                PairedMeans.of(pairs.baseline(), pairs.candidate(), resampling),
                name,
                pValue,
                decidingPValue,
                ranks.pValue(),
                EffectSizes.standardDeviation(differences),
                EffectSizes.cohensDz(differences),
                ranks.rankBiserial(),
                EffectSizes.cliffsDelta(pairs.baseline(), pairs.candidate()),
                higher,
                lower);
    }
}
