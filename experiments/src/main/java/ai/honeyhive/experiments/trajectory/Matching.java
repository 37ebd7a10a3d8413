// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.trajectory;

import ai.honeyhive.experiments.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which expected calls were made. */
final class Matching {
    private final List<ToolCall> expected;
    private final List<ToolCall> actual;
    private final int matched;

    private Matching(List<ToolCall> expected, List<ToolCall> actual, int matched) {
        this.expected = expected;
        this.actual = actual;
        this.matched = matched;
    }

    /** Matches as many as possible in order: the longest common subsequence. */
    static Matching inOrder(List<ToolCall> expected, List<ToolCall> actual, ArgumentMatch match) {
        int[][] longest = new int[expected.size() + 1][actual.size() + 1];
        for (int i = 1; i <= expected.size(); i++) {
            for (int j = 1; j <= actual.size(); j++) {
                longest[i][j] = same(expected.get(i - 1), actual.get(j - 1), match)
                        ? longest[i - 1][j - 1] + 1
                        : Math.max(longest[i - 1][j], longest[i][j - 1]);
            }
        }
        return new Matching(expected, actual, longest[expected.size()][actual.size()]);
    }

    /** Matches as many as possible in any order: a maximum matching, since an expected call may fit several that were made. */
    static Matching anyOrder(List<ToolCall> expected, List<ToolCall> actual, ArgumentMatch match) {
        int[] takenBy = new int[actual.size()];
        Arrays.fill(takenBy, -1);
        int matched = 0;
        for (int i = 0; i < expected.size(); i++) {
            if (place(i, expected, actual, match, takenBy, new boolean[actual.size()])) {
                matched++;
            }
        }
        return new Matching(expected, actual, matched);
    }

    int matched() {
        return matched;
    }

    double precision() {
        return actual.isEmpty() ? (expected.isEmpty() ? 1 : 0) : (double) matched / actual.size();
    }

    double recall() {
        return expected.isEmpty() ? 1 : (double) matched / expected.size();
    }

    Score toScore(boolean right) {
        return Score.of(right)
                .because(describe())
                .with("precision", precision())
                .with("recall", recall());
    }

    String describe() {
        return matched + " of " + expected.size() + " expected, called " + names(actual)
                + (matched == expected.size() ? "" : ", expected " + names(expected));
    }

    private static boolean place(
            int index,
            List<ToolCall> expected,
            List<ToolCall> actual,
            ArgumentMatch match,
            int[] takenBy,
            boolean[] tried) {
        for (int j = 0; j < actual.size(); j++) {
            if (!tried[j] && same(expected.get(index), actual.get(j), match)) {
                tried[j] = true;
                if (takenBy[j] < 0 || place(takenBy[j], expected, actual, match, takenBy, tried)) {
                    takenBy[j] = index;
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean same(ToolCall expected, ToolCall actual, ArgumentMatch match) {
        return expected.name().equals(actual.name()) && match.matches(expected, actual);
    }

    private static List<String> names(List<ToolCall> calls) {
        List<String> names = new ArrayList<>();
        calls.forEach(call -> names.add(call.name()));
        return names;
    }
}
