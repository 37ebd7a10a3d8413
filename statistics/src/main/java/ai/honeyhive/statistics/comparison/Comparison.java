// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics.comparison;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What two runs tell about each other, metric by metric. Rows are paired by datapoint id, so both runs have to use the same
 * dataset, or datapoints with ids of their own. Immutable.
 */
public final class Comparison {
    /**
     * The metric that is compared beside the evaluators' if a row of either run failed: whether the task did not. Without it
     * a candidate that fails on the hard datapoints would look better.
     */
    public static final String TASK_SUCCESS = "task_success";

    private final List<ComparedMetric> metrics;
    private final int commonDatapoints;
    private final int baselineOnly;
    private final int candidateOnly;
    private final double alpha;

    Comparison(List<ComparedMetric> metrics, Set<String> baseline, Set<String> candidate, double alpha) {
        this.metrics = List.copyOf(metrics);
        Set<String> common = new HashSet<>(baseline);
        common.retainAll(candidate);
        this.commonDatapoints = common.size();
        this.baselineOnly = baseline.size() - common.size();
        this.candidateOnly = candidate.size() - common.size();
        this.alpha = alpha;
    }

    /** Compares two runs as {@link Comparer#standard()} does. */
    public static Comparison of(ScoredRun baseline, ScoredRun candidate) {
        return Comparer.standard().compare(baseline, candidate);
    }

    /** Compares rows as {@link Comparer#standard()} does. */
    public static Comparison of(Collection<ScoredRow> baseline, Collection<ScoredRow> candidate) {
        return Comparer.standard().compare(baseline, candidate);
    }

    /** Returns the metrics, in alphabetical order. */
    public List<ComparedMetric> metrics() {
        return metrics;
    }

    /** Returns one metric; empty if no datapoint has it in both runs. */
    public Optional<ComparedMetric> metric(String name) {
        return metrics.stream().filter(metric -> metric.metric().equals(name)).findFirst();
    }

    /** Returns the metrics that are better. */
    public List<ComparedMetric> better() {
        return with(Verdict.BETTER);
    }

    /** Returns the metrics that are worse. */
    public List<ComparedMetric> worse() {
        return with(Verdict.WORSE);
    }

    /** Returns how many datapoints are in both runs. */
    public int commonDatapoints() {
        return commonDatapoints;
    }

    /** Returns how many datapoints are in the baseline only. */
    public int baselineOnlyDatapoints() {
        return baselineOnly;
    }

    /** Returns how many datapoints are in the candidate only. */
    public int candidateOnlyDatapoints() {
        return candidateOnly;
    }

    /** Returns from which corrected p-value on a difference is taken for one. */
    public double alpha() {
        return alpha;
    }

    /** Returns a sentence for each metric, line by line. */
    public String summary() {
        return metrics.stream().map(ComparedMetric::sentence).collect(Collectors.joining(System.lineSeparator()));
    }

    private List<ComparedMetric> with(Verdict verdict) {
        return metrics.stream().filter(metric -> metric.verdict() == verdict).toList();
    }

    @Override
    public String toString() {
        return summary();
    }
}
