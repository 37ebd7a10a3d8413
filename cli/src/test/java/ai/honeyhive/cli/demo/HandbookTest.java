// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandbookTest {
    private static final List<String> KINDS =
            List.of("lookup", "paraphrase", "multi", "distractor", "unanswerable-wording");

    @Test
    void passages_shipped_haveUniqueIdsAndTwoToFiveSentences() {
        List<Passage> passages = Handbook.passages();

        assertThat(passages).hasSizeGreaterThanOrEqualTo(48);
        assertThat(passages).extracting(Passage::id).doesNotHaveDuplicates().allMatch(id -> id.matches("p-[a-z0-9-]+"));
        assertThat(passages).extracting(Passage::title).doesNotHaveDuplicates().noneMatch(String::isBlank);
        assertThat(passages)
                .allSatisfy(passage -> assertThat(Sentences.of(passage.text()))
                        .as(passage.id())
                        .hasSizeBetween(2, 5));
    }

    @Test
    void questions_shipped_haveUniqueIdsAndKnownKinds() {
        List<Question> questions = Question.all();

        assertThat(questions).hasSizeGreaterThanOrEqualTo(72);
        assertThat(questions).extracting(Question::id).doesNotHaveDuplicates();
        assertThat(questions).extracting(Question::text).doesNotHaveDuplicates().allMatch(text -> text.endsWith("?"));
        assertThat(questions).extracting(q -> q.metadata().kind()).hasSameElementsAs(KINDS);
    }

    @Test
    void questions_shipped_nameExistingPassages() {
        List<String> known = Handbook.passages().stream().map(Passage::id).toList();

        assertThat(Question.all())
                .allSatisfy(question -> assertThat(question.ground_truth().passages())
                        .as(question.id())
                        .isNotEmpty()
                        .isSubsetOf(known));
    }

    @Test
    void answers_notMarkedOtherwise_occurInTheirPassage() {
        Map<String, String> texts = Handbook.passages().stream().collect(toMap(Passage::id, Passage::text));

        assertThat(Question.all())
                .filteredOn(question -> question.metadata().extractive())
                .hasSizeGreaterThan(60)
                .allSatisfy(question -> assertThat(question.ground_truth().passages())
                        .as(question.id())
                        .anyMatch(id ->
                                texts.get(id).contains(question.ground_truth().answer())));
    }

    @Test
    void readPassages_brokenLine_namesFileAndLine() {
        String lines = "{\"id\":\"p-1\",\"title\":\"A\",\"text\":\"B\"}\n\n{\"id\":\"p-2\",\"title\":\"no text\"}\n";

        assertThatThrownBy(() -> Handbook.readPassages(
                        new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), "mine.jsonl"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("mine.jsonl, line 3: not a passage: {\"id\":\"p-2\"");
    }
}
