// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics.comparison;

import ai.honeyhive.statistics.MeanEstimate;
import ai.honeyhive.statistics.Resampling;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The mean of each metric of one run with its BCa interval. Repeats of a datapoint are drawn together. The order of
 * rows does not matter.
 */
public final class MetricEstimates {
    private MetricEstimates() {}

    /** Estimates each number and boolean of a run, with standard resampling; by name, in alphabetical order. */
    public static Map<String, MeanEstimate> of(ScoredRun run) {
        return of(run.scoredRows(), Resampling.standard());
    }

    /** Estimates each number and boolean of rows; by name, in alphabetical order. */
    public static Map<String, MeanEstimate> of(Collection<ScoredRow> rows, Resampling resampling) {
        Map<String, MeanEstimate> estimates = new TreeMap<>();
        rows.stream()
                .flatMap(row -> row.scores().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new))
                .forEach(metric -> estimates.put(
                        metric,
                        MeanEstimate.ofClusters(
                                List.copyOf(DatapointValues.of(rows, row -> row.number(metric))
                                        .values()),
                                resampling.withSeed(resampling.seed() * 31 + metric.hashCode()))));
        return estimates;
    }
}
