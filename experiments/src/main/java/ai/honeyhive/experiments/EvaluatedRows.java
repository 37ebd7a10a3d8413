// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.statistics.comparison.ScoredRow;
import ai.honeyhive.statistics.comparison.ScoredRun;
import java.util.List;
import java.util.Optional;

/** What a run found: its rows and their metrics, whatever became of its record. Immutable. */
public interface EvaluatedRows extends ScoredRun {
    /** Returns the id of the dataset. */
    String datasetId();

    /** Returns how many datapoints the dataset has. */
    int datasetSize();

    /** Returns how many rows each datapoint was to have. */
    int repeats();

    /** Returns how the run ended. */
    RunStatus status();

    /**
     * Returns the rows that ran, in the order of the dataset, repeats of a datapoint next to each other; fewer than it has only
     * if the run was cancelled or stopped.
     */
    List<Row> rows();

    /** Returns each metric over all rows, in alphabetical order. */
    List<MetricSummary> metrics();

    /** Returns the rows whose task threw, in the order of the dataset. */
    default List<Row> failedRows() {
        return rows().stream().filter(Row::failed).toList();
    }

    /** Returns one metric over all rows; empty if no row has it. */
    default Optional<MetricSummary> metric(String metricName) {
        return metrics().stream()
                .filter(metric -> metric.name().equals(metricName))
                .findFirst();
    }

    @Override
    default List<ScoredRow> scoredRows() {
        return rows().stream().map(Row::scored).toList();
    }
}
