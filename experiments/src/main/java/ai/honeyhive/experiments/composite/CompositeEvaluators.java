// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.composite;

import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.Score;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluators made of others; import them statically. The parts are called one after the other, and what they say is not a
 * metric of its own: add a part to the experiment too if you want to see it there. A part that throws makes the whole
 * throw; the error names it.
 */
public final class CompositeEvaluators {
    private CompositeEvaluators() {}

    /**
     * Whether all parts say yes. One that says no decides; else, if a part gives no score, there is none: unknown, as in
     * three-valued logic (Kleene). Parts say yes or no, or 1 or 0: turn other numbers into that by {@link #atLeast}.
     *
     * @param metric name of the metric
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <O> Evaluator<O> allOf(String metric, Evaluator<? super O>... parts) {
        return new Composite<>(metric, list(parts), scores -> decided(scores, false));
    }

    /**
     * Whether any part says yes. One that says yes decides; else, if a part gives no score, there is none.
     *
     * @param metric name of the metric
     * @see #allOf
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <O> Evaluator<O> anyOf(String metric, Evaluator<? super O>... parts) {
        return new Composite<>(metric, list(parts), scores -> decided(scores, true));
    }

    /**
     * Whether a number is at least this.
     *
     * @param metric name of the metric
     */
    public static <O> Evaluator<O> atLeast(String metric, Evaluator<? super O> part, double threshold) {
        return new Composite<>(metric, List.of(part), scores -> threshold(scores.get(0), "at least", threshold, 1));
    }

    /**
     * Whether a number is at most this.
     *
     * @param metric name of the metric
     */
    public static <O> Evaluator<O> atMost(String metric, Evaluator<? super O> part, double threshold) {
        return new Composite<>(metric, List.of(part), scores -> threshold(scores.get(0), "at most", threshold, -1));
    }

    /**
     * Starts a weighted mean, sum(weight x score) / sum(weight); yes is 1 and no is 0. If a part gives no score there is
     * none: means of different parts cannot be compared. Parts should have the same range.
     *
     * @param metric name of the metric
     */
    public static <O> WeightedEvaluator<O> weighted(String metric) {
        return new WeightedEvaluator<>(metric, List.of(), List.of());
    }

    private static <O> List<Evaluator<? super O>> list(Evaluator<? super O>[] parts) {
        List<Evaluator<? super O>> list = new ArrayList<>();
        for (Evaluator<? super O> part : parts) {
            list.add(part);
        }
        return list;
    }

    private static @Nullable Score decided(List<PartScore> scores, boolean deciding) {
        List<String> deciders = new ArrayList<>();
        boolean unknown = false;
        for (PartScore part : scores) {
            Score score = part.score();
            if (score == null) {
                unknown = true;
            } else if (part.isYes() == deciding) {
                deciders.add(part.name());
            }
        }
        if (!deciders.isEmpty()) {
            return Score.of(deciding).because(String.join(", ", deciders));
        }
        return unknown ? null : Score.of(!deciding);
    }

    private static @Nullable Score threshold(PartScore part, String relation, double threshold, int direction) {
        if (part.score() == null) {
            return null;
        }
        double number = part.number();
        return Score.of(Double.compare(number, threshold) * direction >= 0 || number == threshold)
                .because(part.name() + " is " + number + ", " + relation + " " + threshold + " is wanted")
                .with("actual", number);
    }
}
