// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.evaluators;

import static ai.honeyhive.experiments.evaluators.Evaluators.contains;
import static ai.honeyhive.experiments.evaluators.Evaluators.exactMatch;
import static ai.honeyhive.experiments.evaluators.Evaluators.hitAtK;
import static ai.honeyhive.experiments.evaluators.Evaluators.normalizedMatch;
import static ai.honeyhive.experiments.evaluators.Evaluators.numericTolerance;
import static ai.honeyhive.experiments.evaluators.Evaluators.regex;
import static ai.honeyhive.experiments.evaluators.Evaluators.tokenF1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.Score;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluatorsTest {
    record Answer(String text, List<String> passages) {}

    private static Datapoint expecting(Object groundTruth) {
        return Datapoint.of(Map.of(), groundTruth);
    }

    private static <O> Object value(Evaluator<O> evaluator, O output, Object groundTruth) throws Exception {
        return evaluator.score(output, expecting(groundTruth)).value();
    }

    @ParameterizedTest(name = "\"{0}\" against \"{1}\"")
    @CsvFileSource(
            resources = "squad.tsv",
            delimiter = '\t',
            quoteCharacter = '\0',
            emptyValue = "",
            nullValues = "NIL")
    void squadCases_computedByItsScript_haveTheSameScores(String answer, String truth, boolean match, double f1)
            throws Exception {
        String given = answer == null ? "" : answer;
        String expected = truth == null ? "" : truth;

        assertThat(value(normalizedMatch(), given, expected)).isEqualTo(match);
        assertThat((double) value(tokenF1(), given, expected)).isCloseTo(f1, within(1e-12));
    }

    @Test
    void tokenF1_explanation_saysPrecisionAndRecall() throws Exception {
        Score score = tokenF1().score("the cat sat on the mat", expecting("a cat on a mat"));

        assertThat(score.explanation()).contains("precision 0.750, recall 1.000");
    }

    @Test
    void answers_severalGoodOnes_theBestCounts() throws Exception {
        List<String> truths = List.of("Lima", "the city of Lima");

        assertThat(value(exactMatch(), "Lima", truths)).isEqualTo(true);
        assertThat(value(tokenF1(), "city of Lima", truths)).isEqualTo(1.0);
    }

    @Test
    void exactMatch_kindsOfValues_areComparedByValue() throws Exception {
        assertThat(value(exactMatch(), "Lima", "lima")).isEqualTo(false);
        assertThat(value(exactMatch(), 1, 1.0)).isEqualTo(true);
        assertThat(value(exactMatch(), 4, "4")).isEqualTo(true);
        assertThat(value(exactMatch(), true, true)).isEqualTo(true);
        assertThat(value(exactMatch(), 1, true)).isEqualTo(false);
        assertThat(value(exactMatch(Answer::text), new Answer("x", List.of()), "x"))
                .isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({
        "It is in Lima., lima, true",
        "'The Eiffel Tower, of course', Eiffel Tower, true",
        "party, art, false",
        "art, party, false",
        "built in 1889, 1889, true",
        "anything, the, false"
    })
    void contains_wholeWords_areFound(String answer, String truth, boolean expected) throws Exception {
        assertThat(value(contains(), answer, truth)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1.1, 1.0, 0.1, true",
        "1.11, 1.0, 0.1, false",
        "0.9, 1, 0.1, true",
        "' 42 ', 42, 0, true",
        "about 42, 42, 1, false",
        "NaN, 1, 1, false",
        "1e999999999, 1, 1, false",
        "-3, 3, 6, true"
    })
    void numericTolerance_boundary_isInside(String answer, String truth, double tolerance, boolean expected)
            throws Exception {
        assertThat(value(numericTolerance(tolerance), answer, truth)).isEqualTo(expected);
    }

    @Test
    void numericTolerance_groundTruthInWords_fails() {
        assertThatThrownBy(() -> value(numericTolerance(1), 2, "two")).hasMessage("the ground truth is no number: two");
        assertThatThrownBy(() -> numericTolerance(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> numericTolerance(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void regex_anywhereInTheText_isFound() throws Exception {
        assertThat(value(regex("\\[\\d+\\]"), "see [12].", null)).isEqualTo(true);
        assertThat(value(regex("^\\d+$"), "see 12", null)).isEqualTo(false);
        assertThat(value(regex("cites", Answer::text, "\\["), new Answer("no", List.of()), null))
                .isEqualTo(false);
        assertThat(regex("x").score(null, expecting(null)).value()).isEqualTo(false);
    }

    @Test
    void hitAtK_rankOfTheFirstRelevant_decides() throws Exception {
        Answer answer = new Answer("", List.of("p7", "p2", "p9", "p4"));
        AnswerEvaluator<Answer> hitAt3 = hitAtK(3, Answer::passages);

        assertThat(hitAt3.name()).isEqualTo("hit@3");
        assertThat(hitAt3.score(answer, expecting("p9")))
                .isEqualTo(Score.of(true).because("the first right one is at rank 3"));
        assertThat(hitAt3.score(answer, expecting(List.of("p4", "p5"))))
                .isEqualTo(Score.of(false).because("the first right one is at rank 4"));
        assertThat(hitAt3.score(answer, expecting("p5")).value()).isEqualTo(false);
        assertThat(hitAt3.score(new Answer("", null), expecting("p5")).value()).isEqualTo(false);
        assertThat(value(hitAtK(1, (List<Integer> ids) -> ids), Arrays.asList(7, null), 7))
                .isEqualTo(true);
    }

    @Test
    void groundTruth_map_isReadByKeyOrIfItHasOneEntry() throws Exception {
        Map<String, ?> two = Map.of("answer", "Lima", "passage", "p1");

        assertThat(value(exactMatch(), "Lima", Map.of("answer", "Lima"))).isEqualTo(true);
        assertThat(value(exactMatch().groundTruth("answer"), "Lima", two)).isEqualTo(true);
        assertThat(exactMatch().groundTruth("absent").score("Lima", expecting(two)))
                .isNull();
        assertThatThrownBy(() -> value(exactMatch(), "Lima", two))
                .hasMessageContaining("the ground truth has several entries")
                .hasMessageContaining("groundTruth(key)");
        assertThatThrownBy(() -> value(exactMatch().groundTruth("answer"), "Lima", "Lima"))
                .hasMessageContaining("the ground truth is no map");
    }

    @Test
    void score_nothingToCompare_isNoneOrWrong() throws Exception {
        assertThat(exactMatch().score("Lima", expecting(null))).isNull();
        assertThat(exactMatch().score(null, expecting("Lima")).value()).isEqualTo(false);
        assertThat(tokenF1().score(null, expecting("Lima")).value()).isEqualTo(0.0);
    }

    @Test
    void named_otherName_isKept() {
        assertThat(contains().named("answer_contained").groundTruth("answer").name())
                .isEqualTo("answer_contained");
    }
}
