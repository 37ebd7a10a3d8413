// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compares two answers, both ways round. */
final class PairwiseJudge {
    private static final List<String> CHOICES = List.of("A", "B", "tie");
    private static final String SCHEMA = Prompts.schema(
            "\"reasoning\":{\"type\":\"string\"},\"winner\":{\"type\":\"string\",\"enum\":[\"A\",\"B\",\"tie\"]}",
            "reasoning",
            "winner");
    private static final String INSTRUCTIONS =
            "Two answers to the same question are given. Decide by the criteria which is"
                    + " better. Neither order nor length counts for itself. Reason first, then name the winner:"
                    + " {\"reasoning\": \"...\", \"winner\": \"A\"}; \"tie\" if none is better.";

    private PairwiseJudge() {}

    private record Ruling(String winner, String reasoning) {}

    static <O> Judge<O> of(
            String metric,
            ChatModel model,
            JudgeView<O> view,
            String criteria,
            Function<Datapoint, ? extends @Nullable CharSequence> opponent) {
        requireNonNull(opponent, "opponent");
        return new Judge<>(metric, model, view, (bench, sample, datapoint) -> {
            CharSequence other = opponent.apply(datapoint);
            if (other == null) {
                return null;
            }
            String own = sample.answer() == null ? "" : sample.answer();
            Ruling first = ask(bench, criteria, sample, own, other.toString());
            Ruling swapped = ask(bench, criteria, sample, other.toString(), own);
            double asFirst = points(first.winner(), "A");
            double asSecond = points(swapped.winner(), "B");
            double score = asFirst == asSecond ? asFirst : 0.5;
            return Score.of(score)
                    .because("as A: " + first.reasoning() + " | as B: " + swapped.reasoning())
                    .with("consistent", asFirst == asSecond);
        });
    }

    private static Ruling ask(Bench bench, String criteria, JudgeView.Sample sample, String a, String b)
            throws InterruptedException {
        List<String> sections = new ArrayList<>();
        sections.add(Prompts.section("criteria", criteria));
        sections.add(Prompts.section("question", sample.question()));
        if (sample.expected() != null) {
            sections.add(Prompts.section("expected", sample.expected()));
        }
        sections.add(Prompts.section("answer_A", a));
        sections.add(Prompts.section("answer_B", b));
        return bench.ask(
                Prompts.request(INSTRUCTIONS, SCHEMA, sections.toArray(String[]::new)),
                answer -> new Ruling(Answers.choice(answer, "winner", CHOICES), Answers.text(answer, "reasoning")));
    }

    private static double points(String winner, String own) {
        return winner.equals("tie") ? 0.5 : winner.equals(own) ? 1 : 0;
    }
}
