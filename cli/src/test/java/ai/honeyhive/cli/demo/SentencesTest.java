// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentencesTest {
    @Test
    void of_decimalsAndTimes_doNotEndSentences() {
        assertThat(Sentences.of("It costs 4.20 crowns. The boat leaves at 06:40. Be there!"))
                .containsExactly("It costs 4.20 crowns.", "The boat leaves at 06:40.", "Be there!");
    }

    @Test
    void clauses_list_staysWhole() {
        assertThat(Sentences.clauses("Cats, ferrets and birds stay in carriers, but dogs do not; no animal sits."))
                .containsExactly("Cats, ferrets and birds stay in carriers", "but dogs do not", "no animal sits.");
    }

    @Test
    void clauses_plainSentence_isItsOnlyClause() {
        assertThat(Sentences.clauses("Dogs travel free.")).containsExactly("Dogs travel free.");
    }
}
