// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.evaluators;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Precision, recall and F1 of two bags of tokens. */
record TokenOverlap(double precision, double recall, double f1) {
    static TokenOverlap of(List<String> answer, List<String> expected) {
        if (answer.isEmpty() || expected.isEmpty()) {
            double both = answer.isEmpty() && expected.isEmpty() ? 1 : 0;
            return new TokenOverlap(both, both, both);
        }
        Map<String, Integer> left = new HashMap<>();
        expected.forEach(token -> left.merge(token, 1, Integer::sum));
        int common = 0;
        for (String token : answer) {
            if (left.merge(token, -1, Integer::sum) >= 0) {
                common++;
            }
        }
        if (common == 0) {
            return new TokenOverlap(0, 0, 0);
        }
        double precision = (double) common / answer.size();
        double recall = (double) common / expected.size();
        return new TokenOverlap(precision, recall, 2 * precision * recall / (precision + recall));
    }
}
