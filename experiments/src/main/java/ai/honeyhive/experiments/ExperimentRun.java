// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.statistics.PassRates;
import ai.honeyhive.statistics.comparison.ScoredRow;
import ai.honeyhive.statistics.comparison.ScoredRun;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One execution of an experiment, over. The rows are those of this process, complete even if the server that should
 * have recorded them was lost on the way. Immutable.
 */
public final class ExperimentRun implements ScoredRun {
    private static final int TABLE_WIDTH = 120;

    private final String id;
    private final String name;
    private final RunStatus status;
    private final int datasetSize;
    private final int repeats;
    private final List<Row> rows;
    private final List<MetricSummary> metrics;
    private final List<String> evaluators;
    private final Duration duration;
    private final RunRecord.Ending record;
    private final @Nullable URI url;

    ExperimentRun(
            RunPlan<?> plan,
            RunStatus status,
            List<Row> rows,
            Duration duration,
            RunRecord.Ending record,
            @Nullable URI url) {
        this.id = plan.runId();
        this.name = plan.runName();
        this.status = status;
        this.datasetSize = plan.dataset().size();
        this.repeats = plan.options().repeats();
        this.rows = List.copyOf(rows);
        this.metrics = MetricSummary.of(rows);
        this.evaluators =
                plan.evaluators().stream().map(RunPlan.NamedEvaluator::name).toList();
        this.duration = duration;
        this.record = record;
        this.url = url;
    }

    /** Returns the run's id. */
    public String id() {
        return id;
    }

    /** Returns the run's name. */
    public String name() {
        return name;
    }

    /** Returns how the run ended. */
    public RunStatus status() {
        return status;
    }

    /**
     * Returns the rows that ran, in the order of the dataset, repeats of a datapoint next to each other; fewer than it has only
     * if the run was cancelled or stopped.
     */
    public List<Row> rows() {
        return rows;
    }

    @Override
    public List<ScoredRow> scoredRows() {
        return rows.stream().map(Row::scored).toList();
    }

    /** Returns how many datapoints the dataset has. */
    public int datasetSize() {
        return datasetSize;
    }

    /** Returns how many rows each datapoint was to have. */
    public int repeats() {
        return repeats;
    }

    /**
     * Returns how probable it is that at least one of {@code k} rows of a datapoint passes, over all datapoints: the unbiased
     * estimate of Chen et al., "Evaluating Large Language Models Trained on Code" (2021), 1 - C(n-c, k) / C(n, k) for c of n
     * rows that pass. Rows that failed, or have no such score, do not pass.
     *
     * @param metric a score passes if it is true, or a number of at least 1
     * @param k from 1 to {@link #repeats()}
     * @return empty if no datapoint has that many rows
     */
    public OptionalDouble passAt(String metric, int k) {
        return RepeatedRows.of(this, metric).mean(k, PassRates::passAt);
    }

    /**
     * Returns how probable it is that all of {@code k} rows of a datapoint pass, over all datapoints, also called pass^k: the
     * estimate of Yao et al., "tau-bench" (2024), C(c, k) / C(n, k).
     *
     * @param metric as for {@link #passAt}
     * @param k from 1 to {@link #repeats()}
     * @return empty if no datapoint has that many rows
     */
    public OptionalDouble passAll(String metric, int k) {
        return RepeatedRows.of(this, metric).mean(k, PassRates::passAll);
    }

    /** Returns the rows whose task threw, in the order of the dataset. */
    public List<Row> failedRows() {
        return rows.stream().filter(Row::failed).toList();
    }

    /** Returns each metric over all rows, in alphabetical order. */
    public List<MetricSummary> metrics() {
        return metrics;
    }

    /** Returns one metric over all rows; empty if no row has it. */
    public Optional<MetricSummary> metric(String metricName) {
        return metrics.stream()
                .filter(metric -> metric.name().equals(metricName))
                .findFirst();
    }

    /** Returns the names of the evaluators, in the order in which they were added. */
    public List<String> evaluators() {
        return evaluators;
    }

    /** Returns how long all rows together took, by the clock on the wall. */
    public Duration duration() {
        return duration;
    }

    /** Returns whether the server accepted everything: run, sessions, events and scores. */
    public boolean recorded() {
        return record.complete();
    }

    /** Returns what was not recorded or not read back, and why, as sentences; empty if all is well. */
    public List<String> problems() {
        return record.problems();
    }

    /** Returns the result that the server computed, in the form of {@code GET /v1/runs/{id}/result}. */
    public Optional<Map<String, Object>> result() {
        return record.result();
    }

    /**
     * Returns the run's page on the local server; empty if the run was not recorded, or on HoneyHive's cloud, whose
     * pages are on another host than its API.
     */
    public Optional<URI> url() {
        return Optional.ofNullable(url);
    }

    /** Returns metrics, and failed or worst rows, as a table for a terminal of 120 columns. */
    public String table() {
        return table(TABLE_WIDTH);
    }

    String table(int width) {
        return new RunTable(this, width).render();
    }

    @Override
    public String toString() {
        return "ExperimentRun[" + name + ", " + id + ", " + status.wireName() + ", " + rows.size() + " rows, "
                + failedRows().size() + " failed]";
    }
}
