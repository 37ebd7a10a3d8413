// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.trajectory;

import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Evaluators of the tools that a row's task called; import them statically. Calls are the row's events of type tool that
 * are not part of another one, in the order in which they began; instrumentation that types its own requests as tools is
 * left out by {@link TrajectoryEvaluator#only}. The expected calls are the ground truth, a list of tool names or of maps
 * with {@code name} and {@code arguments}, or given with {@link TrajectoryEvaluator#expected}. A datapoint without expected
 * calls gets no score; an empty list expects that no tool is called.
 *
 * <p>Metrics as in Google's evaluation of agents (Vertex AI, trajectory_exact_match and so on), which count names and
 * arguments; here arguments count if {@link TrajectoryEvaluator#arguments} says so.
 */
public final class TrajectoryEvaluators {
    private TrajectoryEvaluators() {}

    /** {@code trajectory_exact_match}: whether the calls are the expected ones, in their order, and no others. */
    public static TrajectoryEvaluator exactMatch() {
        return TrajectoryEvaluator.of("trajectory_exact_match", (expected, actual, match) -> {
            Matching matching = Matching.inOrder(expected, actual, match);
            return matching.toScore(matching.matched() == expected.size() && matching.matched() == actual.size());
        });
    }

    /** {@code trajectory_in_order_match}: whether all expected calls were made in their order; others may lie between. */
    public static TrajectoryEvaluator inOrderMatch() {
        return TrajectoryEvaluator.of("trajectory_in_order_match", (expected, actual, match) -> {
            Matching matching = Matching.inOrder(expected, actual, match);
            return matching.toScore(matching.matched() == expected.size());
        });
    }

    /** {@code trajectory_any_order_match}: whether all expected calls were made, in any order, among any others. */
    public static TrajectoryEvaluator anyOrderMatch() {
        return TrajectoryEvaluator.of("trajectory_any_order_match", (expected, actual, match) -> {
            Matching matching = Matching.anyOrder(expected, actual, match);
            return matching.toScore(matching.matched() == expected.size());
        });
    }

    /**
     * {@code trajectory_precision}: of the calls that were made, the share that is expected; each expected call accounts for
     * one. 1 if none was made and none is expected, 0 if none was made though some are.
     */
    public static TrajectoryEvaluator precision() {
        return TrajectoryEvaluator.of("trajectory_precision", (expected, actual, match) -> {
            Matching matching = Matching.anyOrder(expected, actual, match);
            return Score.of(matching.precision()).because(matching.describe());
        });
    }

    /** {@code trajectory_recall}: of the expected calls, the share that was made; 1 if none is expected. */
    public static TrajectoryEvaluator recall() {
        return TrajectoryEvaluator.of("trajectory_recall", (expected, actual, match) -> {
            Matching matching = Matching.anyOrder(expected, actual, match);
            return Score.of(matching.recall()).because(matching.describe());
        });
    }

    /** {@code tools_called}: whether each of these tools was called at least once. Needs no ground truth. */
    public static Evaluator<Object> toolsCalled(String... names) {
        List<ToolCall> wanted =
                Arrays.stream(names).distinct().map(ToolCall::of).toList();
        return anyOrderMatch().expected(wanted).named("tools_called");
    }

    /** {@code tools_avoided}: whether none of these tools was called. Needs no ground truth. */
    public static Evaluator<Object> toolsAvoided(String... names) {
        Set<String> unwanted = Set.of(names);
        return new CallsEvaluator("tools_avoided", calls -> {
            List<String> called = calls.stream()
                    .map(ToolCall::name)
                    .filter(unwanted::contains)
                    .distinct()
                    .toList();
            return called.isEmpty() ? Score.of(true) : Score.of(false).because("called " + called);
        });
    }

    /**
     * {@code redundant_steps}: how many calls repeat an earlier one of the row, with the same tool and the same arguments;
     * less is better. Calls whose arguments are not told are alike if their tool is. Needs no ground truth.
     */
    public static Evaluator<Object> redundantSteps() {
        return new CallsEvaluator("redundant_steps", calls -> {
            List<ToolCall> first = new ArrayList<>();
            List<ToolCall> again = new ArrayList<>();
            for (ToolCall call : calls) {
                boolean seen = first.stream()
                        .anyMatch(
                                other -> other.name().equals(call.name()) && ArgumentMatch.EQUAL.matches(other, call));
                (seen ? again : first).add(call);
            }
            return again.isEmpty() ? Score.of(0) : Score.of(again.size()).because("called again: " + again);
        });
    }

    /** {@code tool_calls}: how many tools were called. Needs no ground truth. */
    public static Evaluator<Object> toolCalls() {
        return new CallsEvaluator("tool_calls", calls -> Score.of(calls.size()));
    }
}
