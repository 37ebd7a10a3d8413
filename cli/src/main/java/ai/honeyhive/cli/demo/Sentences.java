// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Cuts text into sentences, and sentences into clauses. */
final class Sentences {
    /** A comma or "and" ends a clause only where a word of some weight follows, so that lists stay whole. */
    private static final Pattern CLAUSE_END = Pattern.compile(
            "[;:]\\s+|,\\s+(?=(?:and|but|or|who|whose|which|when|where|since|except|so|because|if|in|on|to)\\b)"
                    + "|\\s+(?=(?:but|because|when|while|until|unless|if|since)\\s)");

    private static final Pattern BREAK = Pattern.compile("[,;:]|\\band\\b");

    private Sentences() {}

    static List<String> of(String text) {
        return pieces(text, BreakIterator.getSentenceInstance(Locale.UK));
    }

    /** Returns the clauses of a sentence in order, without the marks that part them; at least one. */
    static List<String> clauses(String sentence) {
        var clauses = new ArrayList<String>();
        for (String clause : CLAUSE_END.split(sentence, -1)) {
            if (!clause.isBlank()) {
                clauses.add(clause.strip());
            }
        }
        return clauses.isEmpty() ? List.of(sentence) : clauses;
    }

    /** Counts the marks and conjunctions that may part what stands on their two sides. */
    static int breaksIn(String text) {
        return (int) BREAK.matcher(text).results().count();
    }

    private static List<String> pieces(String text, BreakIterator breaks) {
        breaks.setText(text);
        var pieces = new ArrayList<String>();
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
            String piece = text.substring(start, end).strip();
            if (!piece.isEmpty()) {
                pieces.add(piece);
            }
        }
        return pieces;
    }
}
