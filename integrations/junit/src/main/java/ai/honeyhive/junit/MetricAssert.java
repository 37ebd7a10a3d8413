// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit;

import ai.honeyhive.experiments.MetricSummary;
import org.assertj.core.api.AbstractAssert;

/** Assertions on one metric of a run; its average is over the rows that have it, see gates for one that counts failed rows. */
public final class MetricAssert extends AbstractAssert<MetricAssert, MetricSummary> {
    private final ExperimentRunAssert run;

    MetricAssert(ExperimentRunAssert run, MetricSummary metric) {
        super(metric, MetricAssert.class);
        this.run = run;
    }

    /** Asserts a lower bound of the mean. */
    public MetricAssert hasAverageAtLeast(double limit) {
        return is("an average of at least", limit, actual.mean(), actual.mean() >= limit);
    }

    /** Asserts an upper bound of the mean. */
    public MetricAssert hasAverageAtMost(double limit) {
        return is("an average of at most", limit, actual.mean(), actual.mean() <= limit);
    }

    /** Asserts that each row that has the metric has at least so much. */
    public MetricAssert hasMinimumAtLeast(double limit) {
        return is("a minimum of at least", limit, actual.min(), actual.min() >= limit);
    }

    /** Asserts that each row that has the metric has at most so much. */
    public MetricAssert hasMaximumAtMost(double limit) {
        return is("a maximum of at most", limit, actual.max(), actual.max() <= limit);
    }

    /** Asserts how many rows have the metric. */
    public MetricAssert hasCount(long rows) {
        return is("a number of rows equal to", rows, actual.count(), actual.count() == rows);
    }

    /** Goes back to the run. */
    public ExperimentRunAssert run() {
        return run;
    }

    private MetricAssert is(String what, Object limit, Object value, boolean met) {
        if (!met) {
            throw failure(
                    "Expecting %s to have %s %s, but it is %s (%s rows, %s evaluator errors)",
                    actual.name(), what, limit, value, actual.count(), actual.errors());
        }
        return this;
    }
}
