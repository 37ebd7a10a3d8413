// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** The rows of a run that has ended, before its record has. */
record EndedRows(
        String datasetId, int datasetSize, int repeats, RunStatus status, List<Row> rows, List<MetricSummary> metrics)
        implements EvaluatedRows {

    static EndedRows of(RunPlan<?> plan, RunStatus status, List<Row> rows) {
        return new EndedRows(
                plan.dataset().id(),
                plan.dataset().size(),
                plan.options().repeats(),
                status,
                List.copyOf(rows),
                MetricSummary.of(rows));
    }

    /** Checks gates in their order. */
    List<GateResult> check(List<Gate> gates) {
        return gates.stream().map(gate -> check(gate, this)).toList();
    }

    static GateResult check(Gate gate, EvaluatedRows rows) {
        int wanted = rows.datasetSize() * rows.repeats();
        if (rows.status() == RunStatus.CANCELLED || rows.rows().size() < wanted) {
            return GateResult.undecided(
                    gate, "the run ended after " + rows.rows().size() + " of " + wanted + " rows");
        }
        try {
            return requireNonNull(gate.check(rows), "result");
        } catch (Throwable failure) { // hours of work must not be lost by it
            Failures.rethrowIfFatal(failure);
            return GateResult.undecided(gate, "the gate itself failed: " + Failures.describe(failure));
        }
    }
}
