// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.gates;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.EvaluatedRows;
import ai.honeyhive.experiments.Gate;
import ai.honeyhive.experiments.GateResult;

/**
 * Demands that a share of rows passes.
 *
 * @param least the score that passes; NaN if scores say so themselves
 */
record PassRateGate(String metric, double least, double share) implements Gate {
    PassRateGate {
        requireNonNull(metric, "metric");
        requireShare(share);
        if (Double.isInfinite(least)) {
            throw new IllegalArgumentException("the score that passes is no number: " + least);
        }
    }

    static void requireShare(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share is from 0 to 1, but is " + share);
        }
    }

    @Override
    public String name() {
        return "pass rate of " + metric + (Double.isNaN(least) ? "" : " (from " + Figure.plain(least) + " on)")
                + " at least " + Figure.percent(share);
    }

    @Override
    public GateResult check(EvaluatedRows run) {
        Sample sample = Sample.of(run, metric);
        if (sample.count() == 0) {
            return GateResult.undecided(this, sample.whyEmpty(metric));
        }
        if (Double.isNaN(least) && sample.values().anyMatch(value -> value != 0 && value != 1)) {
            return GateResult.undecided(
                    this,
                    "\"" + metric + "\" is no pass or fail: say from which score on a row passes,"
                            + " as passRateAtLeast(metric, 0.7, 0.9)");
        }
        double limit = Double.isNaN(least) ? 1 : least;
        long passed =
                sample.values().filter(value -> Figure.atLeast(value, limit)).count();
        long rows = sample.count() + sample.failed();
        long unknown = sample.unknown();
        double known = passed / (double) rows;
        String reason = passed + " of " + Figure.rows(rows) + " passed, " + Figure.percent(known)
                + (sample.failed() > 0 ? "; " + sample.failed() + " of them failed" : "")
                + (unknown > 0 ? "; the evaluator failed on " + Figure.rows(unknown) + " more" : "");
        boolean worst = Figure.atLeast(passed / (double) (rows + unknown), share);
        boolean best = Figure.atLeast((passed + unknown) / (double) (rows + unknown), share);
        if (worst != best) {
            return GateResult.undecided(this, reason);
        }
        return worst ? GateResult.passed(this, reason) : GateResult.failed(this, reason);
    }
}
