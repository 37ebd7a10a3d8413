// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.retrieval;

import ai.honeyhive.experiments.Score;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Evaluators of retrieval; import them statically. The output holds the retrieved ids, best first; the ground truth the
 * relevant ones: an id, a list of ids, or, for graded relevance, a map of id to grade, of which grades above 0 are
 * relevant. Ids are compared as texts. An id that is retrieved twice counts where it is first; the second time it is a
 * wrong one. Nothing retrieved scores 0; a datapoint without relevant ids gets no score. For hit@k see
 * {@link ai.honeyhive.experiments.evaluators.Evaluators#hitAtK}.
 *
 * <p>Formulas: Manning, Raghavan and Schütze 2008, chapter 8; as in trec_eval.
 */
public final class RetrievalEvaluators {
    private RetrievalEvaluators() {}

    /**
     * {@code mrr}: 1 / rank of the first relevant id, 0 if there is none. Its mean over a run is the mean reciprocal rank
     * (Voorhees 1999).
     *
     * @param ids gets the retrieved ids out of the output, best first
     */
    public static <O> RankingEvaluator<O> reciprocalRank(Function<? super O, ? extends @Nullable List<?>> ids) {
        return new RankingEvaluator<>("mrr", ids, ranking -> {
            int rank = ranking.firstRelevantRank();
            return rank == 0
                    ? Score.of(0.0).because("none of the right ones")
                    : Score.of(1.0 / rank).because("the first right one is at rank " + rank);
        });
    }

    /**
     * {@code precision@k}: relevant ids among the first k, divided by k, also if fewer were retrieved.
     *
     * @param k at least 1
     * @param ids gets the retrieved ids out of the output, best first
     */
    public static <O> RankingEvaluator<O> precisionAtK(int k, Function<? super O, ? extends @Nullable List<?>> ids) {
        checkK(k);
        return new RankingEvaluator<>("precision@" + k, ids, ranking -> Score.of((double) ranking.found(k) / k));
    }

    /**
     * {@code recall@k}: relevant ids among the first k, divided by all relevant ids.
     *
     * @param k at least 1
     * @param ids gets the retrieved ids out of the output, best first
     */
    public static <O> RankingEvaluator<O> recallAtK(int k, Function<? super O, ? extends @Nullable List<?>> ids) {
        checkK(k);
        return new RankingEvaluator<>(
                "recall@" + k, ids, ranking -> Score.of((double) ranking.found(k) / ranking.relevant()));
    }

    /**
     * {@code average_precision}: the mean, over all relevant ids, of precision@rank at the rank of each, 0 for those not
     * retrieved. Its mean over a run is MAP.
     *
     * @param ids gets the retrieved ids out of the output, best first
     */
    public static <O> RankingEvaluator<O> averagePrecision(Function<? super O, ? extends @Nullable List<?>> ids) {
        return new RankingEvaluator<>("average_precision", ids, ranking -> Score.of(ranking.averagePrecision()));
    }

    /**
     * {@code ndcg@k}: DCG / ideal DCG (Järvelin and Kekäläinen 2002), where DCG is the sum of grade / log<sub>2</sub>(rank
     * + 1) over the first k ids, and the ideal one that of all relevant ids in the best order. Without grades each relevant
     * id has 1.
     *
     * @param k at least 1
     * @param ids gets the retrieved ids out of the output, best first
     */
    public static <O> RankingEvaluator<O> ndcgAtK(int k, Function<? super O, ? extends @Nullable List<?>> ids) {
        checkK(k);
        return new RankingEvaluator<>("ndcg@" + k, ids, ranking -> Score.of(ranking.ndcg(k, grade -> grade)));
    }

    /**
     * {@code ndcg_exp@k}: as {@link #ndcgAtK}, with a gain of 2<sup>grade</sup> - 1, which favours the highest grades
     * (Burges et al. 2005).
     *
     * @param k at least 1
     * @param ids gets the retrieved ids out of the output, best first
     */
    public static <O> RankingEvaluator<O> exponentialNdcgAtK(
            int k, Function<? super O, ? extends @Nullable List<?>> ids) {
        checkK(k);
        return new RankingEvaluator<>(
                "ndcg_exp@" + k, ids, ranking -> Score.of(ranking.ndcg(k, grade -> Math.pow(2, grade) - 1)));
    }

    private static void checkK(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, but is " + k);
        }
    }
}
