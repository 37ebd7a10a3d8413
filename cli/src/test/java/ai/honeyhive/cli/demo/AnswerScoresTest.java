// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerScoresTest {
    @ParameterizedTest(name = "\"{0}\" for \"{1}\"")
    @CsvSource({
        "The port side., port side, 1",
        "35 minutes, 35, 0.6667",
        "four, three, 0",
        "boat boat boat, boat, 0.5",
        "'', three, 0",
        "the, '', 1",
        "7.00 crowns, 7.00 Crowns, 1",
    })
    void tokenF1_answer_countsSharedWords(String answer, String truth, double expected) {
        assertThat(AnswerScores.tokenF1(answer, truth)).isCloseTo(expected, within(0.0001));
    }

    @ParameterizedTest(name = "\"{0}\" holds \"{1}\": {2}")
    @CsvSource({
        "It is in the port side lockers, the Port Side, true",
        "32 cars, 32, true",
        "132 cars, 32, false",
        "side of the port, port side, false",
        "'', port, false",
    })
    void contains_answer_needsTheWordsSideBySide(String answer, String truth, boolean expected) {
        assertThat(AnswerScores.contains(answer, truth)).isEqualTo(expected);
    }
}
