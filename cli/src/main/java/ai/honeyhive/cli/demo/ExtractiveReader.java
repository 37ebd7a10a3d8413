// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import ai.honeyhive.cli.demo.AnswerType.Span;
import ai.honeyhive.cli.demo.Terms.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Answers with words of the passages, by counting; no model is involved. Every sentence gets
 *
 * <pre>
 *   overlap(sentence) + 0.4 overlap(title) + 0.15 overlap(rest of the passage)
 *     + 0.3 score of the passage / best score + 0.05 if the sentence opens the passage
 * </pre>
 *
 * where {@code overlap} is the share of the question's terms that occur there, weighted by inverse document frequency,
 * each term counted at the first of the three places that has it. Where the question asks for a certain form (a time, a
 * sum, a person: see {@link AnswerType}), each part of the sentence in that form is a candidate of its own, with 0.35
 * for the form and up to 0.3 for standing close to the question's terms. Otherwise the best sentence is narrowed to the
 * clause that has most of the question's terms, if one has nearly all that the sentence has.
 */
final class ExtractiveReader implements Reader {
    /** Words that ask. They say nothing about the subject, so they are not looked for in the passages. */
    private static final Set<String> ASKING = Set.copyOf(
            Terms.distinct("what which who whose whom when where why how many much long do does did is are was"
                    + " were can may must have has had i me my you your we us it its from there time get take go so"));

    private static final double TITLE = 0.4;
    private static final double CONTEXT = 0.15;
    private static final double PASSAGE = 0.3;
    private static final double FIRST = 0.05;
    private static final double FORM = 0.35;
    private static final double CLOSENESS = 0.3;
    /** Characters at which a question's term counts half for closeness: about two words. */
    private static final double HALF_WAY = 12;
    /** What a comma or "and" between a term and a candidate adds to their distance, in characters. */
    private static final int CLAUSE_GAP = 15;

    private final ToDoubleFunction<String> weight;

    /** @param weight how much a term tells, above 0: its inverse document frequency */
    ExtractiveReader(ToDoubleFunction<String> weight) {
        this.weight = weight;
    }

    @Override
    public String model() {
        return "extractive-reader";
    }

    @Override
    public String provider() {
        return "local";
    }

    @Override
    public Reading read(Prompt prompt) {
        Set<String> asked = new HashSet<>(Terms.distinct(prompt.question()));
        asked.removeAll(ASKING);
        AnswerType type = AnswerType.askedBy(prompt.question());
        var candidates = new ArrayList<Candidate>();
        for (ScoredPassage found : prompt.passages()) {
            double relative = found.score() / prompt.passages().get(0).score();
            candidates.addAll(candidates(found.passage(), relative, asked, type));
        }
        String text = candidates.stream()
                .max(Comparator.comparingDouble(Candidate::score))
                .map(Candidate::text)
                .orElse("");
        return new Reading(text, null);
    }

    private List<Candidate> candidates(Passage passage, double passageScore, Set<String> asked, AnswerType type) {
        Set<String> title = Terms.distinct(passage.title());
        Set<String> all = Terms.distinct(passage.text());
        var candidates = new ArrayList<Candidate>();
        double position = FIRST;
        for (String sentence : Sentences.of(passage.text())) {
            List<Term> terms = Terms.in(sentence);
            double score = PASSAGE * passageScore + position;
            for (String term : asked) {
                double share = weight.applyAsDouble(term) / total(asked);
                if (contains(terms, term)) {
                    score += share;
                } else if (title.contains(term)) {
                    score += TITLE * share;
                } else if (all.contains(term)) {
                    score += CONTEXT * share;
                }
            }
            candidates.add(new Candidate(narrow(sentence, asked), score));
            List<Span> spans = type.spansIn(sentence);
            Set<String> telling = telling(terms, spans, asked, title);
            for (Span span : spans) {
                String text = sentence.substring(span.start(), span.end());
                if (asked.containsAll(Terms.distinct(text))) {
                    continue; // it only repeats the question
                }
                double close = closeness(sentence, terms, span, telling);
                candidates.add(new Candidate(text.strip(), score + FORM + CLOSENESS * close));
            }
            position = 0;
        }
        return candidates;
    }

    /**
     * The question's terms that can tell one of several spans from another. Those of the title, and those before the
     * first span, belong to all of them: "a single to Hallan costs 4.20 crowns for an adult and 2.10 for a child".
     */
    private static Set<String> telling(List<Term> terms, List<Span> spans, Set<String> asked, Set<String> title) {
        var telling = new HashSet<String>();
        for (Term term : terms) {
            if (!asked.contains(term.text()) || title.contains(term.text())) {
                continue;
            }
            if (spans.size() < 2 || term.end() > spans.get(0).start()) {
                telling.add(term.text());
            }
        }
        return telling;
    }

    /** From 0 to 1: how near the question's terms that the sentence has stand to the span, by weight. */
    private double closeness(String sentence, List<Term> terms, Span span, Set<String> asked) {
        double near = 0;
        double present = 0;
        for (String term : asked) {
            int distance = distance(sentence, terms, span, term);
            if (distance < 0) {
                continue;
            }
            double value = weight.applyAsDouble(term);
            near += value / (1 + distance / HALF_WAY);
            present += value;
        }
        return present == 0 ? 0 : near / present;
    }

    /** Characters from the span to the nearest occurrence of the term, 0 inside it; -1 if there is none. */
    private static int distance(String sentence, List<Term> terms, Span span, String wanted) {
        int nearest = -1;
        for (Term term : terms) {
            if (!term.text().equals(wanted)) {
                continue;
            }
            boolean before = term.end() <= span.start();
            if (!before && term.start() < span.end()) {
                return 0;
            }
            String between = before
                    ? sentence.substring(term.end(), span.start())
                    : sentence.substring(span.end(), term.start());
            int distance = between.length() + CLAUSE_GAP * Sentences.breaksIn(between);
            if (nearest < 0 || distance < nearest) {
                nearest = distance;
            }
        }
        return nearest;
    }

    /** The clause that has nearly all that the sentence has of the question, or else the sentence. */
    private String narrow(String sentence, Set<String> asked) {
        double whole = overlap(sentence, asked);
        String best = sentence;
        double most = 0.8 * whole;
        for (String clause : Sentences.clauses(sentence)) {
            double share = overlap(clause, asked);
            if (share > most) {
                most = share;
                best = clause;
            }
        }
        return best.replaceFirst("[.!?]$", "");
    }

    private double overlap(String text, Set<String> asked) {
        return total(asked.stream().filter(Terms.distinct(text)::contains).toList());
    }

    private double total(Iterable<String> terms) {
        double sum = 0;
        for (String term : terms) {
            sum += weight.applyAsDouble(term);
        }
        return sum;
    }

    private static boolean contains(List<Term> terms, String text) {
        return terms.stream().anyMatch(term -> term.text().equals(text));
    }

    private record Candidate(String text, double score) {}
}
