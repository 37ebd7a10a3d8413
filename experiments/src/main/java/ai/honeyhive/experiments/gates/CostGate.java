// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.gates;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.EvaluatedRows;
import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.Gate;
import ai.honeyhive.experiments.GateResult;
import ai.honeyhive.experiments.budgets.Budgets;
import ai.honeyhive.experiments.budgets.Pricing;
import java.util.List;

/** Demands that a run is not too dear. */
record CostGate(double dollars, Pricing pricing) implements Gate {
    private static final String METRIC = "cost";

    CostGate {
        requireNonNull(pricing, "pricing");
        if (!(dollars >= 0 && Double.isFinite(dollars))) {
            throw new IllegalArgumentException("a cost is at least 0, but is " + dollars);
        }
    }

    @Override
    public String name() {
        return "cost at most $" + Figure.plain(dollars);
    }

    @Override
    public List<Evaluator<Object>> evaluators() {
        return List.of(Budgets.cost(pricing));
    }

    @Override
    public GateResult check(EvaluatedRows run) {
        Sample sample = Sample.of(run, METRIC);
        if (sample.count() == 0) {
            return GateResult.undecided(
                    this,
                    sample.unknown() > 0 || sample.failed() > 0
                            ? sample.whyEmpty(METRIC)
                            : "no row tells a cost: no model call was traced");
        }
        double known = sample.values().sum();
        String reason = "it is $" + Figure.beside(known, dollars) + " over " + Figure.rows(sample.count());
        if (!Figure.atMost(known, dollars)) {
            return GateResult.failed(this, reason);
        }
        int unknown = sample.unknown() + sample.failed();
        if (unknown == 0) {
            return GateResult.passed(this, reason);
        }
        double guessed = known + unknown * sample.values().max().orElse(0);
        reason += "; what " + Figure.rows(unknown) + " cost is not known (" + sample.failed() + " failed, "
                + sample.unknown() + " without a price): as dear as the dearest, it is $"
                + Figure.beside(guessed, dollars);
        return Figure.atMost(guessed, dollars) ? GateResult.passed(this, reason) : GateResult.undecided(this, reason);
    }
}
