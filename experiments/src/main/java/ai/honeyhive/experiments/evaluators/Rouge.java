// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.evaluators;

import ai.honeyhive.experiments.Score;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** ROUGE-N and ROUGE-L (Lin 2004) as rouge-score computes them. */
record Rouge(double precision, double recall, double f1) {
    private static final Pattern WORD = Pattern.compile("\\p{IsHan}|[\\p{L}\\p{M}\\p{N}&&[^\\p{IsHan}]]+");

    static Rouge ofNGrams(int n, String answer, String truth) {
        List<String> given = words(answer);
        List<String> expected = words(truth);
        if (given.isEmpty() && expected.isEmpty()) {
            return new Rouge(1, 1, 1);
        }
        int common = NGrams.common(NGrams.count(given, n), NGrams.count(expected, n));
        return of(common, NGrams.total(given.size(), n), NGrams.total(expected.size(), n));
    }

    static Rouge ofSubsequence(String answer, String truth) {
        List<String> given = words(answer);
        List<String> expected = words(truth);
        if (given.isEmpty() && expected.isEmpty()) {
            return new Rouge(1, 1, 1);
        }
        return of(longestCommonSubsequence(given, expected), given.size(), expected.size());
    }

    Score toScore() {
        return Score.of(f1).because(String.format(Locale.ROOT, "precision %.3f, recall %.3f", precision, recall));
    }

    private static Rouge of(int common, int given, int expected) {
        if (common == 0) {
            return new Rouge(0, 0, 0);
        }
        double precision = (double) common / given;
        double recall = (double) common / expected;
        return new Rouge(precision, recall, 2 * precision * recall / (precision + recall));
    }

    private static List<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static int longestCommonSubsequence(List<String> one, List<String> other) {
        int[] above = new int[other.size() + 1];
        for (String word : one) {
            int diagonal = 0;
            for (int j = 1; j <= other.size(); j++) {
                int up = above[j];
                above[j] = word.equals(other.get(j - 1)) ? diagonal + 1 : Math.max(up, above[j - 1]);
                diagonal = up;
            }
        }
        return above[other.size()];
    }
}
