// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One metric over the rows of a run. Booleans count as 1 and 0; texts have no mean and are not here.
 *
 * @param name the metric
 * @param mean arithmetic mean
 * @param min smallest value
 * @param max largest value
 * @param count rows that have a value
 * @param errors rows on which the evaluator of this name failed
 */
public record MetricSummary(String name, double mean, double min, double max, long count, long errors) {
    /** Condenses the rows, metrics in alphabetical order; one that failed on every row is there with count 0. */
    static List<MetricSummary> of(Collection<Row> rows) {
        Map<String, DoubleSummaryStatistics> values = new TreeMap<>();
        Map<String, Long> errors = new TreeMap<>();
        for (Row row : rows) {
            row.scores().forEach((name, score) -> {
                if (!(score instanceof String)) {
                    values.computeIfAbsent(name, key -> new DoubleSummaryStatistics())
                            .accept(number(score));
                }
            });
            row.evaluatorErrors().keySet().forEach(name -> {
                values.computeIfAbsent(name, key -> new DoubleSummaryStatistics());
                errors.merge(name, 1L, Long::sum);
            });
        }
        return values.entrySet().stream()
                .map(entry -> summary(entry.getKey(), entry.getValue(), errors.getOrDefault(entry.getKey(), 0L)))
                .toList();
    }

    /** Returns a boolean as 1 or 0, a number as it is. */
    static double number(Object score) {
        if (score instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        return ((Number) score).doubleValue();
    }

    private static MetricSummary summary(String name, DoubleSummaryStatistics values, long errors) {
        if (values.getCount() == 0) {
            return new MetricSummary(name, Double.NaN, Double.NaN, Double.NaN, 0, errors);
        }
        return new MetricSummary(
                name, values.getAverage(), values.getMin(), values.getMax(), values.getCount(), errors);
    }

    /** Returns what goes over the wire; JSON has no NaN. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        if (count > 0) {
            map.put("mean", mean);
            map.put("min", min);
            map.put("max", max);
        }
        map.put("count", count);
        map.put("errors", errors);
        return map;
    }
}
