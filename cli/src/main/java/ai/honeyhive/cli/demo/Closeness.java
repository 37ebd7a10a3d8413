// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import ai.honeyhive.cli.demo.AnswerType.Span;
import ai.honeyhive.cli.demo.Terms.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells the candidates of one sentence apart by how near the question's terms stand to them.
 *
 * <p>Only terms that can tell one from another count. Those of the passage's title, and those before the first of
 * several candidates, belong to all of them: "a single costs 4.20 crowns for an adult and 2.10 crowns for a child".
 */
final class Closeness {
    /** Characters at which a term counts half: about two words. */
    private static final double HALF_WAY = 12;
    /** What a comma or "and" between a term and a candidate adds to their distance, in characters. */
    private static final int BREAK = 15;

    private final String sentence;
    private final List<Term> terms;
    private final Map<String, Double> telling = new HashMap<>();

    Closeness(String sentence, List<Term> terms, List<Span> candidates, QuestionTerms asked, Set<String> title) {
        this.sentence = sentence;
        this.terms = terms;
        for (Term term : terms) {
            boolean shared =
                    candidates.size() > 1 && term.end() <= candidates.get(0).start();
            if (!shared && asked.contains(term.text()) && !title.contains(term.text())) {
                telling.put(term.text(), asked.share(term.text()));
            }
        }
    }

    /** From 0, no telling term in the sentence, to 1, all of them inside the candidate. */
    double of(Span candidate) {
        double near = 0;
        double present = 0;
        for (Map.Entry<String, Double> term : telling.entrySet()) {
            near += term.getValue() / (1 + distance(candidate, term.getKey()) / HALF_WAY);
            present += term.getValue();
        }
        return present == 0 ? 0 : near / present;
    }

    /** Characters from the candidate to the nearest occurrence of a term of this sentence, 0 inside it. */
    private int distance(Span candidate, String wanted) {
        int nearest = Integer.MAX_VALUE;
        for (Term term : terms) {
            if (term.text().equals(wanted)) {
                nearest = Math.min(nearest, distance(candidate, term));
            }
        }
        return nearest;
    }

    private int distance(Span candidate, Term term) {
        if (term.end() <= candidate.start()) {
            return gap(term.end(), candidate.start());
        }
        return term.start() >= candidate.end() ? gap(candidate.end(), term.start()) : 0;
    }

    private int gap(int from, int to) {
        return to - from + BREAK * Sentences.breaksIn(sentence.substring(from, to));
    }
}
