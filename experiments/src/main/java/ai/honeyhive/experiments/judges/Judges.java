// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.evaluators.EmbeddingFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Judges; import them statically. An answer that is null scores as an empty one. What a judge needs and does not find, such
 * as an expected answer or passages, means that the row gets no score.
 */
public final class Judges {
    private Judges() {}

    /**
     * A grade on a scale by a rubric of yours, reasons first (Zheng et al. 2023, single answer grading). The expected answer
     * is shown if there is one.
     *
     * @param metric name of the metric
     * @param rubric what the grades mean
     * @param worst the lowest grade
     * @param best the highest grade, above the lowest
     */
    public static <O> Judge<O> rubric(
            String metric, ChatModel model, JudgeView<O> view, String rubric, int worst, int best) {
        return GradingJudges.rubric(metric, model, view, rubric, worst, best);
    }

    /**
     * Whether the answer meets criteria of yours: yes or no, reasons first. Easier to agree on than grades, and fit for a
     * {@link Jury}.
     *
     * @param metric name of the metric
     * @param criteria what a good answer is like
     */
    public static <O> Judge<O> criteria(String metric, ChatModel model, JudgeView<O> view, String criteria) {
        return GradingJudges.criteria(metric, model, view, criteria);
    }

    /**
     * {@code factuality}: how the facts of the answer relate to those of the expected one: a subset of them scores 0.4, a
     * superset 0.6, the same 1, a disagreement 0, differences that do not matter for the facts 1 (classes of OpenAI's
     * {@code fact.yaml}, numbers of Braintrust's autoevals). The class is in {@code factuality_choice}.
     */
    public static <O> Judge<O> factuality(ChatModel model, JudgeView<O> view) {
        return GradingJudges.factuality(model, view);
    }

    /**
     * {@code faithfulness}: of the claims that the answer makes, the share that follows from the passages (Es et al. 2023,
     * Ragas): claims are drawn from the answer first, then each is judged. An answer without claims gets no score.
     */
    public static <O> Judge<O> faithfulness(ChatModel model, JudgeView<O> view) {
        return ClaimJudges.faithfulness(model, view);
    }

    /**
     * {@code context_recall}: of the claims of the expected answer, the share that follows from the passages (Ragas): what
     * retrieval missed.
     */
    public static <O> Judge<O> contextRecall(ChatModel model, JudgeView<O> view) {
        return ClaimJudges.contextRecall(model, view);
    }

    /**
     * {@code context_precision}: average precision of the passages in their order, those counting that are useful to arrive
     * at the expected answer: sum over useful ranks k of (useful up to k / k), divided by all useful ones (Ragas); 0 if none
     * is.
     */
    public static <O> Judge<O> contextPrecision(ChatModel model, JudgeView<O> view) {
        return ClaimJudges.contextPrecision(model, view);
    }

    /**
     * {@code answer_relevance}: the mean cosine of the question with three questions that the model derives from the answer,
     * and 0 if the answer avoids one (Es et al. 2023, Ragas). From -1 to 1, in practice from 0.
     *
     * @param embedding what makes vectors of questions
     */
    public static <O> Judge<O> answerRelevance(ChatModel model, JudgeView<O> view, EmbeddingFunction embedding) {
        return RelevanceJudge.of(model, view, embedding);
    }

    /**
     * Whether the answer is better than another one: asked twice, with the places swapped, since models prefer places. 1 if
     * it wins both times, 0 if it loses both times, else 0.5 (Zheng et al. 2023); {@code METRIC_consistent} says whether both
     * rulings agree.
     *
     * @param metric name of the metric
     * @param criteria what makes an answer better
     * @param opponent the other answer, such as that of an earlier run; null gives no score
     */
    public static <O> Judge<O> pairwise(
            String metric,
            ChatModel model,
            JudgeView<O> view,
            String criteria,
            Function<Datapoint, ? extends @Nullable CharSequence> opponent) {
        return PairwiseJudge.of(metric, model, view, criteria, opponent);
    }
}
