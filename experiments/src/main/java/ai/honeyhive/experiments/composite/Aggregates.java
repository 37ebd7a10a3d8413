// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.composite;

import ai.honeyhive.experiments.AggregateFunction;
import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.Row;
import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalDouble;

/**
 * One number of a metric over the rows of a run, as the server computes it. Percentiles interpolate linearly between ranks
 * (Hyndman and Fan 1996, definition 7). Yes is 1 and no is 0; rows without the metric, and texts, do not count.
 */
public final class Aggregates {
    private Aggregates() {}

    /** Condenses a metric of a run; empty if no row has it, unless it is counted or summed up. */
    public static OptionalDouble of(ExperimentRun run, String metric, AggregateFunction function) {
        return of(run.rows(), metric, function);
    }

    /** Condenses a metric of rows; empty if no row has it, unless it is counted or summed up. */
    public static OptionalDouble of(Collection<Row> rows, String metric, AggregateFunction function) {
        return of(
                rows.stream()
                        .flatMap(row -> row.score(metric).stream())
                        .filter(score -> !(score instanceof String))
                        .mapToDouble(score ->
                                score instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) score).doubleValue())
                        .toArray(),
                function);
    }

    /** Condenses values, in any order; empty if there are none, unless they are counted or summed up. */
    public static OptionalDouble of(double[] values, AggregateFunction function) {
        if (function == AggregateFunction.COUNT) {
            return OptionalDouble.of(values.length);
        }
        if (function == AggregateFunction.SUM) {
            return OptionalDouble.of(Arrays.stream(values).sum());
        }
        if (values.length == 0) {
            return OptionalDouble.empty();
        }
        double[] ascending = values.clone();
        Arrays.sort(ascending);
        return OptionalDouble.of(
                switch (function) {
                    case AVERAGE -> Arrays.stream(values).average().orElseThrow();
                    case MIN -> ascending[0];
                    case MAX -> ascending[ascending.length - 1];
                    case MEDIAN -> quantile(ascending, 0.5);
                    case P90 -> quantile(ascending, 0.9);
                    case P95 -> quantile(ascending, 0.95);
                    case P99 -> quantile(ascending, 0.99);
                    case SUM, COUNT -> throw new IllegalStateException("handled above");
                });
    }

    private static double quantile(double[] ascending, double share) {
        double place = (ascending.length - 1) * share;
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
    }
}
