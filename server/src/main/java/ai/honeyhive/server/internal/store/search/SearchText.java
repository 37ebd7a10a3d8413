// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.search;

import java.util.ArrayList;
import java.util.List;

/** What somebody searches for: words that must all occur, in any order. */
public record SearchText(List<Term> terms) {
    public static final SearchText EVERYTHING = new SearchText(List.of());

    public SearchText {
        terms = List.copyOf(terms);
    }

    public boolean isEmpty() {
        return terms.isEmpty();
    }

    /** One word; with {@code prefix}, the begin of one. */
    public record Term(String word, boolean prefix) {}

    /** Reads what was typed. Without any word it matches everything. */
    public static SearchText parse(String typed) {
        List<Term> terms = new ArrayList<>();
        for (String part : typed.strip().split("\\s+", -1)) {
            List<String> words = List.copyOf(Words.of(part));
            for (int i = 0; i < words.size(); i++) {
                terms.add(new Term(words.get(i), i == words.size() - 1 && part.endsWith("*")));
            }
        }
        return new SearchText(terms);
    }
}
