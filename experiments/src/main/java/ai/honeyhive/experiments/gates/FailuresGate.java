// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.gates;

import ai.honeyhive.experiments.EvaluatedRows;
import ai.honeyhive.experiments.Gate;
import ai.honeyhive.experiments.GateResult;
import ai.honeyhive.experiments.Row;
import java.util.List;

/** Demands that tasks seldom fail, or never. */
record FailuresGate(double share) implements Gate {
    FailuresGate {
        PassRateGate.requireShare(share);
    }

    @Override
    public String name() {
        return share == 0 ? "no failed rows" : "failed rows at most " + Figure.percent(share);
    }

    @Override
    public GateResult check(EvaluatedRows run) {
        List<Row> failed = run.failedRows();
        int rows = run.rows().size();
        if (failed.isEmpty()) {
            return GateResult.passed(this, "none of " + Figure.rows(rows) + " failed");
        }
        double actual = failed.size() / (double) rows;
        Row first = failed.get(0);
        String reason = failed.size() + " of " + Figure.rows(rows) + " failed, " + Figure.percent(actual) + "; first "
                + first.datapoint().id() + ": " + first.errorText().orElseThrow();
        return Figure.atMost(actual, share) ? GateResult.passed(this, reason) : GateResult.failed(this, reason);
    }
}
