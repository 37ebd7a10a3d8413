// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.report;

import ai.honeyhive.statistics.comparison.Comparison;
import ai.honeyhive.statistics.comparison.ScoredRow;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Scores as numbers. */
final class RowValues {
    private RowValues() {}

    /** Returns a metric of a row; yes is 1 and no is 0. */
    static OptionalDouble of(ScoredRow row, String metric) {
        if (metric.equals(Comparison.TASK_SUCCESS) && !row.scores().containsKey(metric)) {
            return OptionalDouble.of(row.failed() ? 0 : 1);
        }
        Object score = row.scores().get(metric);
        if (score instanceof Boolean flag) {
            return OptionalDouble.of(flag ? 1 : 0);
        }
        return score instanceof Number number ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
    }

    /** Returns the mean of a metric for each datapoint that has it. */
    static Map<String, Double> byDatapoint(Collection<ScoredRow> rows, String metric) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (ScoredRow row : rows) {
            of(row, metric).ifPresent(value -> {
                double[] sum = sums.computeIfAbsent(row.datapointId(), id -> new double[2]);
                sum[0] += value;
                sum[1]++;
            });
        }
        Map<String, Double> means = new LinkedHashMap<>();
        sums.forEach((id, sum) -> means.put(id, sum[0] / sum[1]));
        return means;
    }

    /** Returns all values of a metric. */
    static double[] all(Collection<ScoredRow> rows, String metric) {
        return rows.stream()
                .map(row -> of(row, metric))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
    }
}
