// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.statistics.PassRates;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One execution of an experiment, over. The rows are those of this process, complete even if the server that should
 * have recorded them was lost on the way. Immutable.
 */
public final class ExperimentRun implements EvaluatedRows {
    private static final int TABLE_WIDTH = 120;

    private final String experiment;
    private final String id;
    private final String name;
    private final EndedRows ended;
    private final List<GateResult> gates;
    private final List<String> evaluators;
    private final Duration duration;
    private final RunRecord.Ending record;
    private final @Nullable URI url;

    ExperimentRun(
            RunPlan<?> plan,
            EndedRows ended,
            List<GateResult> gates,
            Duration duration,
            RunRecord.Ending record,
            @Nullable URI url) {
        this.experiment = plan.experiment();
        this.id = plan.runId();
        this.name = plan.runName();
        this.ended = ended;
        this.gates = List.copyOf(gates);
        this.evaluators = Stream.concat(
                        plan.evaluators().stream().map(RunPlan.NamedEvaluator::name),
                        plan.options().serverMetrics().names().stream())
                .toList();
        this.duration = duration;
        this.record = record;
        this.url = url;
    }

    /** Returns the name of the experiment. */
    public String experiment() {
        return experiment;
    }

    /** Returns the run's id. */
    public String id() {
        return id;
    }

    /** Returns the run's name. */
    public String name() {
        return name;
    }

    @Override
    public String datasetId() {
        return ended.datasetId();
    }

    @Override
    public int datasetSize() {
        return ended.datasetSize();
    }

    @Override
    public RunStatus status() {
        return ended.status();
    }

    @Override
    public int repeats() {
        return ended.repeats();
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

    @Override
    public List<Row> rows() {
        return ended.rows();
    }

    @Override
    public List<MetricSummary> metrics() {
        return ended.metrics();
    }

    /** Returns what became of the experiment's gates, in the order in which they were added. */
    public List<GateResult> gates() {
        return gates;
    }

    /** Returns whether the run completed and every gate is passed; also true if there is no gate. */
    public boolean passed() {
        return ExitCode.of(this) == ExitCode.PASSED;
    }

    /** Checks one more gate; it is not added to {@link #gates()}. */
    public GateResult check(Gate gate) {
        return EndedRows.check(gate, this);
    }

    /** Returns the names of the evaluators, in the order in which they were added, and of the server's metrics after them. */
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
        return "ExperimentRun[" + name + ", " + id + ", " + status().wireName() + ", " + rows().size() + " rows, "
                + failedRows().size() + " failed]";
    }
}
