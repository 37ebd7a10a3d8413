// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody searches for: words that must all occur, in any order, and phrases, whose words must follow one another in
 * one text.
 *
 * @param terms all words, those of the phrases too
 * @param phrases each of at least two words
 */
public record SearchText(List<Term> terms, List<List<String>> phrases) {
    public static final SearchText EVERYTHING = new SearchText(List.of(), List.of());

    /** In quotes, or up to the next space. */
    private static final Pattern PART = Pattern.compile("\"([^\"]*)\"|([^\\s\"]+)");

    public SearchText {
        terms = List.copyOf(terms);
        phrases = List.copyOf(phrases);
    }

    public boolean isEmpty() {
        return terms.isEmpty();
    }

    /** One word; with {@code prefix}, the begin of one. */
    public record Term(String word, boolean prefix) {}

    /** Reads what was typed. Without any word it matches everything. */
    public static SearchText parse(String typed) {
        List<Term> terms = new ArrayList<>();
        List<List<String>> phrases = new ArrayList<>();
        Matcher parts = PART.matcher(typed);
        while (parts.find()) {
            boolean quoted = parts.group(1) != null;
            String part = quoted ? parts.group(1) : parts.group(2);
            List<String> words = new ArrayList<>();
            Words.split(part, words::add);
            for (int i = 0; i < words.size(); i++) {
                terms.add(new Term(words.get(i), !quoted && i == words.size() - 1 && part.endsWith("*")));
            }
            if (quoted && words.size() > 1) {
                phrases.add(List.copyOf(words));
            }
        }
        return new SearchText(terms, phrases);
    }
}
