// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.honeyhive.experiments.Datapoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RetrievalEvaluatorsTest {
    private static final Function<List<?>, List<?>> IDS = Function.identity();
    private static final List<String> FOUND = List.of("x", "a", "y", "b", "a");

    private static double score(RankingEvaluator<List<?>> evaluator, List<?> found, Object truth) {
        return ((Number) evaluator.score(found, Datapoint.of(Map.of(), truth)).value()).doubleValue();
    }

    @Test
    void rankings_byHand() {
        List<String> truth = List.of("a", "b", "c");

        assertThat(score(RetrievalEvaluators.reciprocalRank(IDS), FOUND, truth)).isEqualTo(0.5);
        assertThat(score(RetrievalEvaluators.precisionAtK(2, IDS), FOUND, truth))
                .isEqualTo(0.5);
        assertThat(score(RetrievalEvaluators.precisionAtK(10, IDS), FOUND, truth))
                .isEqualTo(0.2);
        assertThat(score(RetrievalEvaluators.recallAtK(2, IDS), FOUND, truth)).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(score(RetrievalEvaluators.recallAtK(5, IDS), FOUND, truth)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(score(RetrievalEvaluators.averagePrecision(IDS), FOUND, truth))
                .isCloseTo((1 / 2.0 + 2 / 4.0) / 3, within(1e-12));
    }

    /** Wikipedia's example of discounted cumulative gain, also computed by scikit-learn 1.2 (ndcg_score). */
    @Test
    void ndcg_graded_isThatOfScikitLearn() {
        Map<String, Object> grades = new LinkedHashMap<>();
        int[] values = {3, 2, 3, 0, 1, 2, 3, 2};
        for (int i = 0; i < values.length; i++) {
            grades.put("d" + i, values[i]);
        }
        List<String> ranked = List.of("d0", "d1", "d2", "d3", "d4", "d5", "d6", "d7");

        assertThat(score(RetrievalEvaluators.ndcgAtK(6, IDS), ranked, grades))
                .isCloseTo(0.785002371969948, within(1e-12));
        grades.keySet().removeAll(List.of("d6", "d7"));
        assertThat(score(RetrievalEvaluators.ndcgAtK(10, IDS), ranked.subList(0, 6), grades))
                .isCloseTo(0.9608081943361618, within(1e-12));
        assertThat(score(RetrievalEvaluators.exponentialNdcgAtK(2, IDS), List.of("d1", "d0"), Map.of("d0", 3, "d1", 2)))
                .isCloseTo((3 + 7 / 1.584962500721156) / (7 + 3 / 1.584962500721156), within(1e-12));
    }

    @Test
    void ndcg_bestOrder_is1_andNothingFound_is0() {
        List<Integer> truth = List.of(7, 8);

        assertThat(score(RetrievalEvaluators.ndcgAtK(5, IDS), List.of("8", 7L), truth))
                .isCloseTo(1, within(1e-12));
        assertThat(score(RetrievalEvaluators.ndcgAtK(5, IDS), List.of(), truth)).isZero();
        assertThat(score(RetrievalEvaluators.reciprocalRank(IDS), List.of(1), truth))
                .isZero();
        assertThat(RetrievalEvaluators.ndcgAtK(5, IDS)
                        .score(null, Datapoint.of(Map.of(), truth))
                        .value())
                .isEqualTo(0.0);
    }

    @Test
    void nothingRelevantKnown_givesNoScore() {
        RankingEvaluator<List<?>> recall = RetrievalEvaluators.recallAtK(3, IDS);

        assertThat(recall.score(FOUND, Datapoint.of(Map.of()))).isNull();
        assertThat(recall.score(FOUND, Datapoint.of(Map.of(), List.of()))).isNull();
        assertThat(recall.score(FOUND, Datapoint.of(Map.of(), Map.of("a", 0)))).isNull();
    }

    @Test
    void groundTruth_ofSeveralEntries_isNamed() {
        Datapoint datapoint = Datapoint.of(Map.of(), Map.of("ids", List.of("a"), "answer", "Lima"));
        RankingEvaluator<List<?>> mrr = RetrievalEvaluators.reciprocalRank(IDS);

        assertThat(mrr.groundTruth("ids").named("rank").score(FOUND, datapoint).value())
                .isEqualTo(0.5);
        assertThatThrownBy(() -> mrr.score(FOUND, datapoint)).hasMessageContaining("groundTruth(key)");
        assertThatThrownBy(() -> mrr.groundTruth("ids").score(FOUND, Datapoint.of(Map.of(), "a")))
                .hasMessageContaining("no map");
        assertThatThrownBy(() -> RetrievalEvaluators.recallAtK(0, IDS)).hasMessageContaining("at least 1");
    }
}
