// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics.comparison;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        baseline.byDatapoint.forEach((id, mean) -> {
            Mean other = candidate.byDatapoint.get(id);
            if (other != null) {
                pairs.add(new double[] {mean.sum / mean.count, other.sum / other.count});
            }
        });
        return new MetricPairs(metric, baseline, candidate, pairs);
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

    private static final class Mean {
        private double sum;
        private int count;
    }

    private static final class Side {
        private final Map<String, Mean> byDatapoint = new LinkedHashMap<>();
        private boolean passFail = true;

        Side(Collection<ScoredRow> rows, String metric) {
            for (ScoredRow row : rows) {
                double value = metric.equals(Comparison.TASK_SUCCESS) ? (row.failed() ? 0 : 1) : row.number(metric);
                if (!Double.isNaN(value)) {
                    Mean mean = byDatapoint.computeIfAbsent(row.datapointId(), id -> new Mean());
                    mean.sum += value;
                    mean.count++;
                    passFail &= mean.count == 1 && (value == 0 || value == 1);
                }
            }
        }
    }
}
