// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is understood of a judge's words. */
class AnswerFormTest {
    private static AnswerForm form(String type) {
        return new AnswerForm(
                type,
                type.equals("float") ? 5.0 : null,
                type.equals("categorical") ? List.of("Kind", "Rude") : List.of());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            float       | {"score": 4, "explanation": "good"}        | 4.0
            float       | ```json {"explanation":"x","score":"4.5"}``` | 4.5
            float       | The answer is fine. [[3]]                  | 3.0
            float       | First [[1]], no: [[2]]                     | 2.0
            float       | 5                                          | 5.0
            boolean     | {"score": true}                            | true
            boolean     | {"reasoning":"no good","result":"No"}      | false
            boolean     | true                                       | true
            categorical | {"score":"rude"}                           | "Rude"
            categorical | [[kind]]                                   | "Kind"
            string      | {"score":"a summary"}                      | "a summary"
            """)
    void answer_inAnyUsualForm_isUnderstood(String type, String answer, String expected) throws Exception {
        assertThat(form(type).parse(answer).value()).hasToString(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            float       | {"score": 6}                    | the score must be a number from 0 to 5.0, not 6
            float       | {"score": -1}                   | the score must be a number from 0 to 5.0, not -1
            float       | {"score": "NaN"}                | the score must be a number from 0 to 5.0
            float       | {"score": null}                 | the answer has no score
            float       | {"verdict": 1}                  | the answer has no score
            float       | I cannot judge that.            | the score must be a number
            float       | {"score": [1]}                  | the score must be a value
            boolean     | maybe                           | the score must be true or false
            categorical | {"score":"nice"}                | the score must be one of "Kind", "Rude"
            string      | {"score":""}                    | the score must be a value
            string      | words alone                     | the answer has no score
            """)
    void answer_thatCannotBeUsed_isRefused(String type, String answer, String message) {
        assertThatThrownBy(() -> form(type).parse(answer)).hasMessageContaining(message);
    }

    @Test
    void explanation_isKept() throws Exception {
        assertThat(form("float")
                        .parse("{\"explanation\":\"because\",\"score\":1}")
                        .explanation())
                .isEqualTo("because");
        assertThat(form("float").parse("Because. [[1]]").explanation()).isEqualTo("Because.");
    }

    @Test
    void budget_usedUp_saysWhenThereIsMore() {
        long[] now = {7_200_000};
        var budget = new CallBudget(2, () -> now[0]);
        budget.take();
        now[0] += 30 * 60_000;
        budget.take();

        assertThatThrownBy(budget::take).isInstanceOfSatisfying(ModelException.class, e -> {
            assertThat(e.remedy()).isEqualTo(ModelException.Remedy.WAIT);
            assertThat(e.waitMillis()).isEqualTo(30 * 60_000);
        });
        now[0] += 30 * 60_000;
        budget.take();
        assertThatThrownBy(budget::take).isInstanceOf(ModelException.class);
    }
}
