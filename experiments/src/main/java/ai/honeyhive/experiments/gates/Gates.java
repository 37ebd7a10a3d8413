// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.gates;

import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.Gate;
import ai.honeyhive.experiments.budgets.Budgets;
import ai.honeyhive.experiments.budgets.Pricing;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Ready gates; import them statically. None passes by what is missing: rows that failed count as bad ones, or the gate says
 * that it cannot tell.
 */
public final class Gates {
    private Gates() {}

    /**
     * Demands a mean of at least so much. A row whose task failed counts as 0; one that the evaluator leaves out (null) does
     * not count. Where the evaluator failed the row could have any score: undecided, if that matters.
     *
     * @param metric a number or boolean (true is 1)
     */
    public static AverageGate averageAtLeast(String metric, double limit) {
        return new AverageGate(metric, limit, true, false);
    }

    /** Demands a mean of at most so much, as of a duration. Undecided if a row failed, since it has no value. */
    public static AverageGate averageAtMost(String metric, double limit) {
        return new AverageGate(metric, limit, false, false);
    }

    /**
     * Demands that at least this share of rows passes. A row whose task failed has not passed.
     *
     * @param metric whose scores are booleans, or 0 and 1
     * @param share from 0 to 1
     */
    public static Gate passRateAtLeast(String metric, double share) {
        return new PassRateGate(metric, Double.NaN, share);
    }

    /**
     * Demands that at least this share of rows reaches a score. A row whose task failed has not.
     *
     * @param least the score that passes
     * @param share from 0 to 1
     */
    public static Gate passRateAtLeast(String metric, double least, double share) {
        return new PassRateGate(metric, least, share);
    }

    /** Demands that no task failed. */
    public static Gate noFailedRows() {
        return new FailuresGate(0);
    }

    /**
     * Demands that tasks fail on at most this share of rows.
     *
     * @param share from 0 to 1
     */
    public static Gate failedRowsAtMost(double share) {
        return new FailuresGate(share);
    }

    /** Demands that every evaluator had an answer on every row. */
    public static Gate noEvaluatorErrors() {
        return new EvaluatorErrorsGate();
    }

    /** Demands that all rows together cost at most so many US dollars, as their spans tell. */
    public static Gate costAtMost(double dollars) {
        return costAtMost(dollars, Pricing.none());
    }

    /**
     * Demands that all rows together cost at most so many US dollars, by {@link Budgets#cost(Pricing)}, which is added to the
     * evaluators. What failed rows cost is not known: they pass as the dearest row that is.
     */
    public static Gate costAtMost(double dollars, Pricing pricing) {
        return new CostGate(dollars, pricing);
    }

    /**
     * Demands that this share of the tasks that did not fail took at most so long.
     *
     * @param share such as 0.95, above 0 and at most 1
     */
    public static Gate latencyAtMost(double share, Duration limit) {
        return new LatencyGate(share, limit);
    }

    /** Demands that no metric is shown to be worse than in a baseline. */
    public static NoRegression noRegressionAgainst(Baseline baseline) {
        return NoRegression.against(baseline);
    }

    /**
     * Demands the same against the baseline of a file.
     *
     * @throws BaselineException if there is none, or it cannot be read
     */
    public static NoRegression noRegressionAgainst(Path baselineFile) {
        return NoRegression.against(Baseline.read(baselineFile));
    }

    /** Demands the same against an earlier run of the same dataset. */
    public static NoRegression noRegressionAgainst(ExperimentRun earlier) {
        return NoRegression.against(Baseline.of(earlier));
    }
}
