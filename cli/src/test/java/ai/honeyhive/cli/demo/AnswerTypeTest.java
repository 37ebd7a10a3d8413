// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTypeTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "When does the first boat leave?, TIME",
        "What time does it sail?, CLOCK",
        "Until when are parcels taken in?, DURATION",
        "How long is the crossing when the sea is rough?, DURATION",
        "How old must one be to pay half the fare?, COUNT",
        "How many cars fit on her?, COUNT",
        "How much is a return?, MONEY",
        "What does a child pay?, MONEY",
        "How much petrol can I bring?, MEASURE",
        "How fast does she go?, SPEED",
        "Which weekday is it?, WEEKDAY",
        "Who is the harbour master?, PERSON",
        "Who may jump the queue?, CLAUSE",
        "Where is it kept when the boat is full?, PLACE",
        "Why does the horn sound?, CLAUSE",
    })
    void askedBy_question_tellsTheForm(String question, AnswerType type) {
        assertThat(AnswerType.askedBy(question)).isEqualTo(type);
    }

    @ParameterizedTest(name = "{0} in \"{1}\"")
    @CsvSource(
            delimiter = '|',
            value = {
                "CLOCK   | the first at 06:40 and the last at 21:30               | 06:40, 21:30",
                "MONEY   | costs 4.20 crowns, or 6 crowns a day                   | 4.20 crowns, 6 crowns a day",
                "COUNT   | 240 passengers and twelve cars in 15 minutes           | 240, twelve, 15 minutes",
                "TIME    | from April to June, after 20:00, on Mondays, in 1998   | from April to June, after 20:00, "
                        + "Mondays, 1998",
                "PERSON  | at Ansel Town meets Ruth Calder                        | Ruth Calder",
                "PLACE   | it hangs in the hall, and another behind the door      | in the hall, behind the door",
                "MEASURE | force 7, or up to 150 kilograms                        | force 7, up to 150 kilograms",
                "CLAUSE  | at 06:40 for 4.20 crowns                               | ",
            })
    void spansIn_sentence_findsEveryPartOfTheForm(AnswerType type, String sentence, String expected) {
        String spans = type.spansIn(sentence).stream()
                .map(span -> sentence.substring(span.start(), span.end()))
                .reduce((a, b) -> a + ", " + b)
                .orElse(null);

        assertThat(spans).isEqualTo(expected);
    }
}
