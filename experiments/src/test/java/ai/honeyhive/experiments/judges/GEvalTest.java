// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Score;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GEvalTest {
    private static final Datapoint DATAPOINT = Datapoint.of(Map.of("question", "?"));

    private static TokenProbability token(String text, double probability) {
        return new TokenProbability(text, Math.log(probability));
    }

    @Test
    void probabilities_weighTheGrades() throws Exception {
        ScriptedModel model = new ScriptedModel()
                .then(ChatAnswer.of("Grade: 4")
                        .probabilities(List.of(
                                List.of(token("Grade", 0.9), token("4", 0.1)),
                                List.of(
                                        token(" 4", 0.5),
                                        token("5", 0.2),
                                        token("3", 0.1),
                                        token("four", 0.1),
                                        token("9", 0.1)))));

        Score score = GEval.of("coherence", model, JudgeView.ofText(), "Coherence")
                .steps("Read.", "Grade.")
                .score("x", DATAPOINT);

        assertThat((double) score.value()).isCloseTo((0.5 * 4 + 0.2 * 5 + 0.1 * 3) / 0.8, within(1e-12));
        assertThat(score.extras()).containsEntry("method", "probabilities");
        assertThat(model.requests.get(0).topProbabilities()).isEqualTo(20);
        assertThat(model.requests.get(0).prompt()).contains("[1] Read.\n[2] Grade.", "Coherence");
    }

    @Test
    void noProbabilities_gradesAreSampled() throws Exception {
        ScriptedModel model = ScriptedModel.saying("3", "4", "5", "Grade: 4", "3.0", "2", "2", "2", "2");
        GEval<Object> judge = GEval.of("coherence", model, JudgeView.ofText(), "Coherence")
                .steps("Read.")
                .samples(4);

        Score score = judge.score("x", DATAPOINT);

        assertThat(score.value()).isEqualTo(4.0);
        assertThat(score.extras()).containsEntry("method", "samples").containsEntry("samples", 4);
        assertThat(model.requests).hasSize(5);
        assertThat(model.requests.get(1).temperature()).hasValue(1);
        assertThat(model.requests.get(1)).isNotEqualTo(model.requests.get(2));
        assertThat(judge.score("x", DATAPOINT).value())
                .as("does not ask for probabilities again")
                .isEqualTo(2.0);
        assertThat(model.requests).hasSize(9);
    }

    @Test
    void samples_mostOfThemInvalid_areAJudgeException() {
        GEval<Object> judge = GEval.of(
                        "coherence", ChatModel.ofText(prompt -> "great"), JudgeView.ofText(), "Coherence")
                .steps("Read.")
                .samples(4);

        assertThatThrownBy(() -> judge.score("x", DATAPOINT))
                .isInstanceOf(JudgeException.class)
                .hasMessage(
                        "the judge of \"coherence\" gave a grade from 1 to 5 in only 0 of 4 samples; at last it said: great");
    }

    @Test
    void steps_areWrittenOnceByTheModel() throws Exception {
        ScriptedModel model = ScriptedModel.saying("{\"steps\": [\"Look.\", \"Judge.\"]}", "-", "5", "4");
        GEval<Object> judge =
                GEval.of("coherence", model, JudgeView.ofText(), "Coherence").samples(1);

        assertThat(judge.score("x", DATAPOINT).value()).isEqualTo(5.0);
        assertThat(judge.score("y", DATAPOINT).value()).isEqualTo(4.0);
        assertThat(model.requests.get(3).prompt()).contains("[1] Look.\n[2] Judge.");
    }

    @ParameterizedTest
    @CsvSource({"4, 4", "'Grade: 4.', 4", "4/5, 4", "4.0, 4", "12, ", "4.5, ", "6, ", "none, ", "'', "})
    void grades_inTexts(String text, Double expected) {
        assertThat(GradeTokens.grade(text, 1, 5).stream().boxed().toList())
                .isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void scale_isOfOneDigit() {
        GEval<Object> judge = GEval.of("m", ChatModel.ofText(prompt -> "1"), JudgeView.ofText(), "c");

        assertThatThrownBy(() -> judge.scale(1, 10)).hasMessageContaining("within 0 to 9");
        assertThatThrownBy(() -> judge.samples(0)).hasMessageContaining("at least one sample");
    }
}
