// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExtractiveReaderTest {
    private final Reader reader = new ExtractiveReader(term -> 1);

    @Test
    void read_formIsAsked_answersWithThatPartOfTheSentence() {
        String text = "The galley opens at noon. A single costs 4.20 crowns for an adult and 2.10 crowns for a child.";

        assertThat(read("What does a child pay for a single?", text)).isEqualTo("2.10 crowns");
        assertThat(read("What does an adult pay for a single?", text)).isEqualTo("4.20 crowns");
    }

    @Test
    void read_noFormIsAsked_answersWithTheClause() {
        String text = "Cats stay in carriers. Fireworks are never carried; the crew throw them overboard.";

        assertThat(read("Why are fireworks never carried?", text)).isEqualTo("Fireworks are never carried");
    }

    @Test
    void read_passageChanged_changesTheAnswer() {
        String question = "When does the last boat to Hallan leave in summer?";
        List<Passage> before = Handbook.passages();
        List<Passage> after = before.stream()
                .map(p -> new Passage(p.id(), p.title(), p.text().replace("21:30", "22:55")))
                .toList();

        assertThat(answerFrom(before, question)).isEqualTo("21:30");
        assertThat(answerFrom(after, question)).isEqualTo("22:55");
    }

    @Test
    void read_passageGone_answersFromAnother() {
        String question = "Who chairs the passenger council?";
        List<Passage> without = Handbook.passages().stream()
                .filter(passage -> !passage.id().equals("p-council"))
                .toList();

        assertThat(answerFrom(Handbook.passages(), question)).isEqualTo("Halvard Brekke");
        assertThat(answerFrom(without, question)).isNotEqualTo("Halvard Brekke");
    }

    @Test
    void read_noPassages_isEmpty() {
        assertThat(reader.read(new Prompt("Who?", List.of())).text()).isEmpty();
    }

    @Test
    void read_questionOfAskingWordsOnly_stillAnswersFromThePassage() {
        assertThat(read("Where is it?", "It stands on the quay.")).isEqualTo("on the quay");
    }

    @Test
    void read_anything_reportsNoTokens() {
        assertThat(reader.read(new Prompt("Who?", List.of())).usage()).isNull();
    }

    private String read(String question, String text) {
        var passage = new ScoredPassage(new Passage("p-1", "Notice", text), 1);
        return reader.read(new Prompt(question, List.of(passage))).text();
    }

    private static String answerFrom(List<Passage> passages, String question) {
        try (var index = new PassageIndex(passages)) {
            Reader reader = new ExtractiveReader(index::inverseDocumentFrequency);
            return reader.read(new Prompt(question, index.search(question, QuestionAnswering.DEFAULT_PASSAGES)))
                    .text();
        }
    }
}
