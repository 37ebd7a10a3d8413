// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.Score;
import ai.honeyhive.experiments.evaluators.EmbeddingFunction;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Asks back: which question would this answer fit? */
final class RelevanceJudge {
    private static final int QUESTIONS = 3;
    private static final String SCHEMA = Prompts.schema(
            "\"questions\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},"
                    + "\"noncommittal\":{\"type\":\"boolean\"}",
            "questions",
            "noncommittal");
    private static final String INSTRUCTIONS =
            "Write " + QUESTIONS + " questions that the answer is a full answer to, each"
                    + " worded in another way. Also say whether the answer is noncommittal: evasive or vague, such as \"I don't"
                    + " know\". {\"questions\": [\"...\", \"...\", \"...\"], \"noncommittal\": false}";

    private RelevanceJudge() {}

    private record Reply(List<String> questions, boolean noncommittal) {}

    static <O> Judge<O> of(ChatModel model, JudgeView<O> view, EmbeddingFunction embedding) {
        requireNonNull(embedding, "embedding");
        return new Judge<>("answer_relevance", model, view, (bench, sample, datapoint) -> {
            String answer = sample.answer();
            if (answer == null || answer.isBlank()) {
                return Score.of(0.0).because("no answer");
            }
            Reply reply = bench.ask(
                    Prompts.request(INSTRUCTIONS, SCHEMA, Prompts.section("answer", answer)), RelevanceJudge::read);
            if (reply.noncommittal()) {
                return Score.of(0.0).because("the answer is noncommittal");
            }
            double[] question = embedding.embed(sample.question());
            double sum = 0;
            for (String derived : reply.questions()) {
                sum += EmbeddingFunction.cosine(question, embedding.embed(derived));
            }
            return Score.of(sum / reply.questions().size())
                    .because("it answers: " + String.join(" | ", reply.questions()));
        });
    }

    private static Reply read(JsonNode answer) throws InvalidAnswer {
        boolean noncommittal = Answers.flag(answer, "noncommittal");
        List<String> questions = Answers.texts(answer, "questions");
        if (questions.size() != QUESTIONS && !noncommittal) {
            throw new InvalidAnswer("\"questions\" is no list of exactly " + QUESTIONS + " questions");
        }
        return new Reply(questions, noncommittal);
    }
}
