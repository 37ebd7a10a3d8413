// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.gates;

import ai.honeyhive.experiments.EvaluatedRows;
import ai.honeyhive.experiments.Gate;
import ai.honeyhive.experiments.GateResult;
import ai.honeyhive.experiments.Row;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Demands that evaluators do not fail. */
record EvaluatorErrorsGate() implements Gate {
    @Override
    public String name() {
        return "no evaluator errors";
    }

    @Override
    public GateResult check(EvaluatedRows run) {
        List<Row> rows = run.rows().stream()
                .filter(row -> !row.evaluatorErrors().isEmpty())
                .toList();
        if (rows.isEmpty()) {
            return GateResult.passed(this, "none on " + Figure.rows(run.rows().size()));
        }
        Row first = rows.get(0);
        Map.Entry<String, String> error = new TreeMap<>(first.evaluatorErrors()).firstEntry();
        return GateResult.failed(
                this,
                "on " + rows.size() + " of " + Figure.rows(run.rows().size()) + "; first "
                        + first.datapoint().id() + ", " + error.getKey() + ": " + error.getValue());
    }
}
