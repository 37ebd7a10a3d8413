// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.budgets;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Score;
import ai.honeyhive.experiments.TraceEvaluator;
import ai.honeyhive.experiments.trace.RowTrace;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A number read from the trace, and what is said of it. */
record Measure(String name, Function<RowTrace, @Nullable Double> number, Function<Double, Score> verdict)
        implements TraceEvaluator<Object> {

    static Measure number(String name, Function<RowTrace, @Nullable Double> number) {
        return new Measure(name, number, Score::of);
    }

    static Measure budget(String name, double limit, Function<RowTrace, @Nullable Double> number) {
        if (!(limit >= 0)) {
            throw new IllegalArgumentException("a budget is at least 0, but is " + limit);
        }
        return new Measure(
                name,
                number,
                actual -> Score.of(actual <= limit)
                        .because(String.format(Locale.ROOT, "%s of at most %s", plain(actual), plain(limit)))
                        .with("actual", actual));
    }

    @Override
    public @Nullable Score score(@Nullable Object output, Datapoint datapoint, RowTrace trace) {
        Double actual = number.apply(trace.requireComplete());
        return actual == null ? null : verdict.apply(actual);
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.6g", value);
    }
}
