// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Compares an answer with the ground truth as the SQuAD benchmark does (Rajpurkar et al. 2016): without case,
 * punctuation and articles, word by word.
 */
final class AnswerScores {
    private static final Pattern PUNCTUATION = Pattern.compile("\\p{Punct}+");
    private static final Pattern ARTICLE = Pattern.compile("\\b(?:a|an|the)\\b");

    private AnswerScores() {}

    /** From 0, no word in common, to 1: the harmonic mean of precision and recall over words. */
    static double tokenF1(String answer, String truth) {
        List<String> said = words(answer);
        List<String> expected = words(truth);
        if (said.isEmpty() || expected.isEmpty()) {
            return said.equals(expected) ? 1 : 0;
        }
        var rest = new ArrayList<>(expected);
        long common = said.stream().filter(rest::remove).count();
        return 2.0 * common / (said.size() + expected.size());
    }

    /** Whether the words of the truth occur in the answer, side by side and in order. */
    static boolean contains(String answer, String truth) {
        return (" " + String.join(" ", words(answer)) + " ").contains(" " + String.join(" ", words(truth)) + " ");
    }

    private static List<String> words(String text) {
        String plain = PUNCTUATION.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        return List.of(ARTICLE.matcher(plain).replaceAll(" ").strip().split("\\s+")).stream()
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
