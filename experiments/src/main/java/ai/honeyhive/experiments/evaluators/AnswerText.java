// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.evaluators;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How answers are made comparable: as the evaluation script of SQuAD 1.1 does (Rajpurkar et al. 2016,
 * {@code evaluate-v1.1.py}, {@code normalize_answer}): lower case, no ASCII punctuation, no English articles, single
 * spaces; in this order.
 */
final class AnswerText {
    private static final Pattern PUNCTUATION = Pattern.compile("[!-/:-@\\[-`{-~]");
    private static final Pattern ARTICLES = Pattern.compile("\\b(a|an|the)\\b", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private AnswerText() {}

    static String normalize(String text) {
        String bare = PUNCTUATION.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        return SPACES.matcher(ARTICLES.matcher(bare).replaceAll(" "))
                .replaceAll(" ")
                .strip();
    }

    static List<String> tokens(String text) {
        String normalized = normalize(text);
        return normalized.isEmpty() ? List.of() : List.of(normalized.split(" ", -1));
    }
}
