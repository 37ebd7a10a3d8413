// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What retrieval and extractive reader reach on the shipped questions: not everything, and well above nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BaselineTest {
    private final PassageIndex index = new PassageIndex(Handbook.passages());
    private final Reader reader = new ExtractiveReader(index::inverseDocumentFrequency);
    private final List<Question> questions = Question.all();
    private final Map<Question, List<ScoredPassage>> found = new HashMap<>();

    @BeforeAll
    void retrieve() {
        questions.forEach(question -> found.put(question, index.search(question.text(), 3)));
    }

    @AfterAll
    void close() {
        index.close();
    }

    @Test
    void retrieval_shippedQuestions_missesSome() {
        double hitAt3 = questions.stream()
                .mapToDouble(question -> hit(question) ? 1 : 0)
                .average()
                .orElseThrow();

        assertThat(hitAt3).isBetween(0.75, 0.95);
    }

    @Test
    void retrieval_lookups_allHit() {
        assertThat(questions)
                .filteredOn(question -> question.metadata().kind().equals("lookup"))
                .allMatch(this::hit);
    }

    @Test
    void reading_shippedQuestions_isPartlyRight() {
        List<Double> scores = questions.stream().map(this::tokenF1).toList();

        assertThat(scores.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
                .isBetween(0.45, 0.75);
        assertThat(scores).contains(0.0, 1.0);
        assertThat(scores).filteredOn(score -> score > 0 && score < 1).hasSizeGreaterThan(15);
    }

    private boolean hit(Question question) {
        return found.get(question).stream()
                .anyMatch(scored -> question.ground_truth()
                        .passages()
                        .contains(scored.passage().id()));
    }

    private double tokenF1(Question question) {
        String answer =
                reader.read(new Prompt(question.text(), found.get(question))).text();
        return AnswerScores.tokenF1(answer, question.ground_truth().answer());
    }
}
