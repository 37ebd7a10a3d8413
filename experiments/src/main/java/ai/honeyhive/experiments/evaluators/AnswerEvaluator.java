// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.evaluators;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.Score;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An evaluator that compares an answer, taken from the output, with the good answers of the datapoint, and keeps the
 * best result if there are several of them. A datapoint without a ground truth gets no score, an output without an answer
 * the score of a wrong one. Immutable and thread-safe.
 *
 * @param <O> type of the outputs that it understands
 */
public final class AnswerEvaluator<O> implements Evaluator<O> {
    private final String name;
    private final @Nullable String groundTruthKey;
    private final Function<? super O, ? extends @Nullable Object> answer;
    private final Comparison comparison;

    AnswerEvaluator(
            String name,
            @Nullable String groundTruthKey,
            Function<? super O, ? extends @Nullable Object> answer,
            Comparison comparison) {
        this.name = name;
        this.groundTruthKey = groundTruthKey;
        this.answer = requireNonNull(answer, "answer");
        this.comparison = comparison;
    }

    /** Scores an answer against all good ones. */
    interface Comparison {
        Score score(@Nullable Object answer, List<Object> goodAnswers);
    }

    /** Returns the same evaluator under another metric name. */
    public AnswerEvaluator<O> named(String metric) {
        return new AnswerEvaluator<>(requireNonNull(metric, "metric"), groundTruthKey, answer, comparison);
    }

    /** Returns the same evaluator comparing with one entry of ground truths that are maps. Default: the only entry. */
    public AnswerEvaluator<O> groundTruth(String key) {
        return new AnswerEvaluator<>(name, requireNonNull(key, "key"), answer, comparison);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable Score score(@Nullable O output, Datapoint datapoint) {
        List<Object> goodAnswers = GroundTruth.answers(datapoint, groundTruthKey);
        if (goodAnswers.isEmpty()) {
            return null;
        }
        return comparison.score(output == null ? null : answer.apply(output), goodAnswers);
    }
}
