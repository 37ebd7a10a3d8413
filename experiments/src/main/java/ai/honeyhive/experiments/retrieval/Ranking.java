// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.retrieval;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/** Retrieved ids, as the grade at each rank. */
final class Ranking {
    private final double[] grades;
    private final Map<String, Double> relevant;

    Ranking(List<?> retrieved, Map<String, Double> relevant) {
        this.relevant = relevant;
        this.grades = new double[retrieved.size()];
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < grades.length; i++) {
            String id = String.valueOf(retrieved.get(i));
            grades[i] = seen.add(id) ? relevant.getOrDefault(id, 0.0) : 0;
        }
    }

    int relevant() {
        return relevant.size();
    }

    int found(int k) {
        int found = 0;
        for (int i = 0; i < Math.min(k, grades.length); i++) {
            found += grades[i] > 0 ? 1 : 0;
        }
        return found;
    }

    /** From 1; 0 if there is none. */
    int firstRelevantRank() {
        for (int i = 0; i < grades.length; i++) {
            if (grades[i] > 0) {
                return i + 1;
            }
        }
        return 0;
    }

    double averagePrecision() {
        double sum = 0;
        for (int i = 0; i < grades.length; i++) {
            if (grades[i] > 0) {
                sum += (double) found(i + 1) / (i + 1);
            }
        }
        return sum / relevant.size();
    }

    double ndcg(int k, DoubleUnaryOperator gain) {
        double[] ideal = relevant.values().stream()
                .sorted(Comparator.reverseOrder())
                .mapToDouble(Double::doubleValue)
                .toArray();
        return dcg(grades, k, gain) / dcg(ideal, k, gain);
    }

    private static double dcg(double[] grades, int k, DoubleUnaryOperator gain) {
        double sum = 0;
        for (int i = 0; i < Math.min(k, grades.length); i++) {
            if (grades[i] > 0) {
                sum += gain.applyAsDouble(grades[i]) * Math.log(2) / Math.log(i + 2);
            }
        }
        return sum;
    }
}
