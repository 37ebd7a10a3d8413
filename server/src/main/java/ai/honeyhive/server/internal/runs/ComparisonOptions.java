// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.runs;

import ai.honeyhive.statistics.Resampling;
import ai.honeyhive.statistics.comparison.Comparer;
import ai.honeyhive.statistics.comparison.Correction;
import java.util.Set;

/**
 * How two runs are compared.
 *
 * @param metrics which scores; empty for all
 * @param lowerIsBetter scores of which less is better, beside those that are known to be so
 */
public record ComparisonOptions(
        double alpha, int resamples, Correction correction, Set<String> metrics, Set<String> lowerIsBetter) {
    public ComparisonOptions {
        metrics = Set.copyOf(metrics);
        lowerIsBetter = Set.copyOf(lowerIsBetter);
    }

    Comparer comparer(Set<String> lower) {
        Resampling standard = Resampling.standard();
        return Comparer.standard()
                .alpha(alpha)
                .correction(correction)
                .resampling(new Resampling(resamples, standard.seed(), standard.level()))
                .lowerIsBetter(lower.toArray(String[]::new));
    }
}
