// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics.comparison;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;

/**
 * One metric of two runs, paired by datapoint. The repeats of a datapoint are condensed to their mean first: repeats of
 * the same question are no further evidence on other questions.
 */
final class MetricPairs {
    private final String metric;
    private final double[] baseline;
    private final double[] candidate;
    private final boolean passFail;
    private final int baselineOnly;
    private final int candidateOnly;

    private MetricPairs(String metric, Side baseline, Side candidate, List<double[]> pairs) {
        this.metric = metric;
        this.baseline = pairs.stream().mapToDouble(pair -> pair[0]).toArray();
        this.candidate = pairs.stream().mapToDouble(pair -> pair[1]).toArray();
        this.passFail = baseline.passFail && candidate.passFail;
        this.baselineOnly = baseline.byDatapoint.size() - pairs.size();
        this.candidateOnly = candidate.byDatapoint.size() - pairs.size();
    }

    static MetricPairs of(String metric, Collection<ScoredRow> baselineRows, Collection<ScoredRow> candidateRows) {
        Side baseline = new Side(baselineRows, metric);
        Side candidate = new Side(candidateRows, metric);
        List<double[]> pairs = new ArrayList<>();
        baseline.byDatapoint.forEach((id, values) -> {
            double[] others = candidate.byDatapoint.get(id);
            if (others != null) {
                pairs.add(new double[] {mean(values), mean(others)});
            }
        });
        return new MetricPairs(metric, baseline, candidate, pairs);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    String metric() {
        return metric;
    }

    double[] baseline() {
        return baseline;
    }

    double[] candidate() {
        return candidate;
    }

    /** Whether every value is a pass or a fail, and no datapoint is repeated. */
    boolean passFail() {
        return passFail;
    }

    int baselineOnly() {
        return baselineOnly;
    }

    int candidateOnly() {
        return candidateOnly;
    }

    int count() {
        return baseline.length;
    }

    private static final class Side {
        private final SortedMap<String, double[]> byDatapoint;
        private final boolean passFail;

        Side(Collection<ScoredRow> rows, String metric) {
            byDatapoint = DatapointValues.of(
                    rows, row -> metric.equals(Comparison.TASK_SUCCESS) ? (row.failed() ? 0 : 1) : row.number(metric));
            passFail = byDatapoint.values().stream()
                    .allMatch(values -> values.length == 1 && (values[0] == 0 || values[0] == 1));
        }
    }
}
