// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import ai.honeyhive.experiments.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Judges that make one judgement of an answer. */
final class GradingJudges {
    private static final String REASONING = "\"reasoning\":{\"type\":\"string\"},";
    private static final Map<String, Double> FACTUALITY = Map.of("A", 0.4, "B", 0.6, "C", 1.0, "D", 0.0, "E", 1.0);

    private GradingJudges() {}

    static <O> Judge<O> rubric(String metric, ChatModel model, JudgeView<O> view, String rubric, int worst, int best) {
        if (worst >= best) {
            throw new IllegalArgumentException("the scale goes up, but is " + worst + " to " + best);
        }
        String schema = Prompts.schema(
                REASONING + "\"score\":{\"type\":\"integer\",\"minimum\":" + worst + ",\"maximum\":" + best + "}",
                "reasoning",
                "score");
        String instructions = "Grade the answer by the rubric, from " + worst + " to " + best
                + ". Reason first, step by step, then give the grade, a whole number: {\"reasoning\": \"...\", \"score\": "
                + best + "}";
        return new Judge<>(
                metric,
                model,
                view,
                (bench, sample, datapoint) ->
                        bench.ask(Prompts.request(instructions, schema, sections("rubric", rubric, sample)), answer -> {
                            double score = Answers.number(answer, "score", worst, best);
                            if (score != Math.rint(score)) {
                                throw new InvalidAnswer("\"score\" is no whole number");
                            }
                            return Score.of((long) score).because(Answers.text(answer, "reasoning"));
                        }));
    }

    static <O> Judge<O> criteria(String metric, ChatModel model, JudgeView<O> view, String criteria) {
        String schema = Prompts.schema(REASONING + "\"pass\":{\"type\":\"boolean\"}", "reasoning", "pass");
        String instructions = "Decide whether the answer meets the criteria. Reason first, step by step, then decide:"
                + " {\"reasoning\": \"...\", \"pass\": true}";
        return new Judge<>(
                metric,
                model,
                view,
                (bench, sample, datapoint) -> bench.ask(
                        Prompts.request(instructions, schema, sections("criteria", criteria, sample)),
                        answer -> Score.of(Answers.flag(answer, "pass")).because(Answers.text(answer, "reasoning"))));
    }

    static <O> Judge<O> factuality(ChatModel model, JudgeView<O> view) {
        List<String> choices = List.of("A", "B", "C", "D", "E");
        String schema = Prompts.schema(
                REASONING + "\"choice\":{\"type\":\"string\",\"enum\":[\"A\",\"B\",\"C\",\"D\",\"E\"]}",
                "reasoning",
                "choice");
        String instructions =
                "Compare the facts of the answer with those of the expected answer to the question. Ignore"
                        + " style, grammar and punctuation. Choose one:\n"
                        + "A: the facts of the answer are a subset of the expected ones, and agree with them\n"
                        + "B: the facts of the answer are a superset of the expected ones, and agree with them\n"
                        + "C: the answer has all the same facts as the expected one\n"
                        + "D: the answer and the expected one disagree\n"
                        + "E: they differ, but not in anything that matters for the facts\n"
                        + "Reason first, then choose: {\"reasoning\": \"...\", \"choice\": \"C\"}";
        return new Judge<>("factuality", model, view, (bench, sample, datapoint) -> {
            if (sample.expected() == null) {
                return null;
            }
            ChatRequest request =
                    Prompts.request(instructions, schema, sections(sample).toArray(String[]::new));
            return bench.ask(request, answer -> {
                String choice = Answers.choice(answer, "choice", choices);
                return Score.of(FACTUALITY.getOrDefault(choice, 0.0))
                        .because(Answers.text(answer, "reasoning"))
                        .with("choice", choice);
            });
        });
    }

    static String[] sections(String tag, String instructions, JudgeView.Sample sample) {
        List<String> sections = new ArrayList<>();
        sections.add(Prompts.section(tag, instructions));
        sections.addAll(sections(sample));
        return sections.toArray(String[]::new);
    }

    private static List<String> sections(JudgeView.Sample sample) {
        List<String> sections = new ArrayList<>();
        sections.add(Prompts.section("question", sample.question()));
        if (sample.passages() != null) {
            sections.add(Prompts.numbered("passages", sample.passages()));
        }
        if (sample.expected() != null) {
            sections.add(Prompts.section("expected", sample.expected()));
        }
        sections.add(Prompts.section("answer", sample.answer() == null ? "" : sample.answer()));
        return sections;
    }
}
