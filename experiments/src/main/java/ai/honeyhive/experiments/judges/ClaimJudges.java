// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import ai.honeyhive.experiments.Score;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges that take a text apart and judge its parts. */
final class ClaimJudges {
    private static final String CLAIMS_SCHEMA =
            Prompts.schema("\"claims\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}", "claims");
    private static final String CLAIMS =
            "List the claims that the answer to the question makes: short sentences that each"
                    + " state one fact and can be understood alone, without pronouns. Leave out greetings, questions and statements"
                    + " that nothing is known. If it makes no claim the list is empty: {\"claims\": [\"...\"]}";
    private static final String SUPPORT =
            "For each numbered claim decide whether it follows from the passages alone, without"
                    + " other knowledge. Reason first: {\"verdicts\": [{\"number\": 1, \"reason\": \"...\", \"verdict\": true}]},"
                    + " one for each claim.";
    private static final String USEFUL =
            "For each numbered passage decide whether it was useful to arrive at the expected"
                    + " answer to the question. Reason first: {\"verdicts\": [{\"number\": 1, \"reason\": \"...\", \"verdict\":"
                    + " true}]}, one for each passage.";

    private ClaimJudges() {}

    static <O> Judge<O> faithfulness(ChatModel model, JudgeView<O> view) {
        return new Judge<>("faithfulness", model, view, (bench, sample, datapoint) -> {
            List<String> passages = sample.passages();
            String answer = sample.answer();
            return passages == null || answer == null || answer.isBlank()
                    ? null
                    : supported(bench, sample.question(), answer, passages);
        });
    }

    static <O> Judge<O> contextRecall(ChatModel model, JudgeView<O> view) {
        return new Judge<>("context_recall", model, view, (bench, sample, datapoint) -> {
            List<String> passages = sample.passages();
            String expected = sample.expected();
            return passages == null || expected == null || expected.isBlank()
                    ? null
                    : supported(bench, sample.question(), expected, passages);
        });
    }

    static <O> Judge<O> contextPrecision(ChatModel model, JudgeView<O> view) {
        return new Judge<>("context_precision", model, view, (bench, sample, datapoint) -> {
            List<String> passages = sample.passages();
            if (passages == null || passages.isEmpty() || sample.expected() == null) {
                return null;
            }
            List<Boolean> useful = bench.ask(
                    Prompts.request(
                            USEFUL,
                            Prompts.verdictsSchema(),
                            Prompts.section("question", sample.question()),
                            Prompts.section("expected", sample.expected()),
                            Prompts.numbered("passages", passages)),
                    reply -> Answers.verdicts(reply, passages.size()));
            return Score.of(averagePrecision(useful)).because("useful: " + numbers(useful));
        });
    }

    private static @Nullable Score supported(Bench bench, String question, String text, List<String> passages)
            throws InterruptedException {
        List<String> claims = bench.ask(
                Prompts.request(
                        CLAIMS, CLAIMS_SCHEMA, Prompts.section("question", question), Prompts.section("answer", text)),
                reply -> Answers.texts(reply, "claims"));
        if (claims.isEmpty()) {
            return null;
        }
        if (passages.isEmpty()) {
            return score(claims, claims.stream().map(claim -> false).toList());
        }
        List<Boolean> verdicts = bench.ask(
                Prompts.request(
                        SUPPORT,
                        Prompts.verdictsSchema(),
                        Prompts.numbered("passages", passages),
                        Prompts.numbered("claims", claims)),
                reply -> Answers.verdicts(reply, claims.size()));
        return score(claims, verdicts);
    }

    private static Score score(List<String> claims, List<Boolean> verdicts) {
        List<String> unsupported = new ArrayList<>();
        for (int i = 0; i < claims.size(); i++) {
            if (!verdicts.get(i)) {
                unsupported.add(claims.get(i));
            }
        }
        int supported = claims.size() - unsupported.size();
        return Score.of((double) supported / claims.size())
                .because(supported + " of " + claims.size() + " claims are supported"
                        + (unsupported.isEmpty() ? "" : "; not: " + String.join(" | ", unsupported)))
                .with("claims", claims.size());
    }

    private static double averagePrecision(List<Boolean> useful) {
        double sum = 0;
        int found = 0;
        for (int i = 0; i < useful.size(); i++) {
            if (useful.get(i)) {
                found++;
                sum += (double) found / (i + 1);
            }
        }
        return found == 0 ? 0 : sum / found;
    }

    private static List<Integer> numbers(List<Boolean> useful) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < useful.size(); i++) {
            if (useful.get(i)) {
                numbers.add(i + 1);
            }
        }
        return numbers;
    }
}
