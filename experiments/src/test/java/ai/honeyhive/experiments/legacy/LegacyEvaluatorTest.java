// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Score;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegacyEvaluatorTest {
    private static Map<String, Object> evaluate(String name, Object expected, Object response) {
        return LegacyEvaluator.named(name).evaluate(Map.of("expected", expected), Map.of("response", response));
    }

    @Test
    void exactMatch_ignoresCaseAndSpacesOfTexts() {
        assertThat(evaluate("exact_match", " Lima", "lima "))
                .isEqualTo(Map.of("exact_match", 1.0, "expected", " Lima", "actual", "lima "));
        assertThat(evaluate("exact_match", 4, 4.0)).containsEntry("exact_match", 1.0);
        assertThat(evaluate("exact_match", "4", 4)).containsEntry("exact_match", 0.0);
        assertThat(LegacyEvaluator.exactMatch().evaluate(Map.of(), Map.of())).containsEntry("exact_match", 1.0);
    }

    @ParameterizedTest
    @CsvSource({
        "the cat sat, The cat ran, 0.6666666666666666",
        "a a b, a, 0.6666666666666666",
        "'', x, 0",
        "x, '', 0",
        "x, x, 1"
    })
    void f1Score_isOfSets(String expected, String response, double f1) {
        assertThat((double) evaluate("f1_score", expected, response).get("f1_score"))
                .isCloseTo(f1, within(1e-12));
    }

    @Test
    void f1Score_noText_isAnError() {
        assertThat(evaluate("f1_score", 1, "x")).containsEntry("f1_score", 0.0).containsKey("error");
    }

    @Test
    void length_counts() {
        assertThat(evaluate("length", "", "two words\n🚀"))
                .isEqualTo(Map.of("char_count", 11, "word_count", 3, "line_count", 2));
        assertThat(evaluate("length", "", 1234)).isEqualTo(Map.of("char_count", 4, "word_count", 1, "line_count", 1));
    }

    @ParameterizedTest
    @CsvSource({"a b. c, a b, 0.325", "x, y, 0.3", "same text. here, same text. here, 1", "'', x, 0"})
    void semanticSimilarity_hasItsKnownValues(String expected, String response, double similarity) {
        assertThat((double) evaluate("semantic_similarity", expected, response).get("semantic_similarity"))
                .isCloseTo(similarity, within(1e-12));
    }

    @Test
    void evaluators_areFoundByName() {
        assertThat(LegacyEvaluator.named("length").name()).isEqualTo("length");
        assertThatThrownBy(() -> LegacyEvaluator.named("bleu")).hasMessageStartingWith("Unknown evaluator: bleu");
    }

    @Test
    void overall_isTheClampedMeanOfAllNumbers() {
        assertThat(LegacyEvaluator.overall("the cat sat", "the cat ran", "exact_match", "f1_score", "unknown"))
                .isCloseTo(1 / 3.0, within(1e-12));
        assertThat(LegacyEvaluator.overall("long text", "x", "length")).isEqualTo(1);
        assertThat(LegacyEvaluator.overall("x", "x")).isZero();
    }

    @Test
    void inAnExperiment_resultsAreScores() {
        Datapoint datapoint = Datapoint.of(Map.of("expected", "Lima"));

        assertThat(LegacyEvaluator.exactMatch().score("lima", datapoint))
                .isEqualTo(Score.of(1.0).with("expected", "Lima").with("actual", "lima"));
        assertThat(LegacyEvaluator.f1Score().score(Map.of("response", "Lima", "x", 1), datapoint))
                .isEqualTo(Score.of(1.0));
    }
}
