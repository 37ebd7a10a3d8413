// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit;

import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.Gate;
import ai.honeyhive.experiments.GateResult;
import ai.honeyhive.experiments.MetricSummary;
import ai.honeyhive.experiments.Row;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on a run. */
public final class ExperimentRunAssert extends AbstractAssert<ExperimentRunAssert, ExperimentRun> {
    private static final int MOST_ROWS = 10;

    ExperimentRunAssert(@Nullable ExperimentRun run) {
        super(run, ExperimentRunAssert.class);
    }

    /** Asserts that no task and no evaluator failed on any row, and that every row ran. */
    public ExperimentRunAssert hasNoErrors() {
        return isComplete()
                .hasNo(run().rows().stream()
                        .filter(row -> row.failed() || !row.evaluatorErrors().isEmpty())
                        .toList());
    }

    /** Asserts that no task failed; evaluators may have. */
    public ExperimentRunAssert hasNoFailedRows() {
        return hasNo(run().failedRows());
    }

    /** Asserts that every row ran: the run was neither cancelled nor stopped. */
    public ExperimentRunAssert isComplete() {
        int all = run().datasetSize() * run().repeats();
        if (run().rows().size() < all) {
            throw failure(
                    "Expecting %s to have run all its rows, but it ended as %s after %s of %s",
                    run().name(), run().status().wireName(), run().rows().size(), all);
        }
        return this;
    }

    /** Asserts how many rows ran. */
    public ExperimentRunAssert hasRows(int count) {
        if (run().rows().size() != count) {
            throw failure(
                    "Expecting %s to have %s rows, but it has %s",
                    run().name(), count, run().rows().size());
        }
        return this;
    }

    /** Asserts that all gates of the experiment passed; there has to be one. */
    public ExperimentRunAssert passesItsGates() {
        if (run().gates().isEmpty()) {
            throw failure("Expecting %s to pass its gates, but it has none", run().name());
        }
        return passed(run().gates());
    }

    /** Asserts that the run passes a gate, be it one of the experiment's or not. */
    public ExperimentRunAssert passes(Gate gate) {
        return passed(List.of(run().check(gate)));
    }

    /** Goes on with one metric; some row must have a number or boolean of that name. */
    public MetricAssert metric(String name) {
        return run().metric(name)
                .filter(metric -> metric.count() > 0)
                .map(metric -> new MetricAssert(this, metric))
                .orElseThrow(() -> failure(
                        "Expecting %s to have the metric %s, but there is %s",
                        run().name(),
                        name,
                        run().metrics().stream().map(MetricSummary::name).toList()));
    }

    private ExperimentRun run() {
        isNotNull();
        return actual;
    }

    private ExperimentRunAssert hasNo(List<Row> bad) {
        if (!bad.isEmpty()) {
            throw failure(
                    "Expecting %s to have no errors, but %s of %s rows have:%n%s",
                    run().name(),
                    bad.size(),
                    run().rows().size(),
                    bad.stream()
                                    .limit(MOST_ROWS)
                                    .map(row -> RowFailure.name(row) + ": "
                                            + RowFailure.reason(row).orElse("") + System.lineSeparator() + "  "
                                            + RowFailure.trace(run(), row))
                                    .collect(Collectors.joining(System.lineSeparator()))
                            + (bad.size() > MOST_ROWS ? System.lineSeparator() + "..." : ""));
        }
        return this;
    }

    private ExperimentRunAssert passed(List<GateResult> gates) {
        List<GateResult> bad = gates.stream().filter(gate -> !gate.passed()).toList();
        if (!bad.isEmpty()) {
            throw failure(
                    "Expecting %s to pass, but:%n%s",
                    run().name(),
                    bad.stream()
                            .map(gate -> gate.outcome().wireName() + ": " + gate.gate() + " (" + gate.reason() + ")")
                            .collect(Collectors.joining(System.lineSeparator())));
        }
        return this;
    }
}
