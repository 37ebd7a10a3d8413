// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import ai.honeyhive.cli.demo.AnswerType.Span;
import ai.honeyhive.cli.demo.Terms.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
 * for the form and up to 0.3 for its {@link Closeness} to the question's terms. A sentence as a whole is a candidate
 * too, narrowed to the clause that has more than four fifths of what the sentence has of the question, if one has. The
 * best candidate is the answer.
 */
final class ExtractiveReader implements Reader {
    private static final double TITLE = 0.4;
    private static final double CONTEXT = 0.15;
    private static final double PASSAGE = 0.3;
    private static final double FIRST = 0.05;
    private static final double FORM = 0.35;
    private static final double CLOSENESS = 0.3;
    private static final double CLAUSE = 0.8;

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
        QuestionTerms asked = QuestionTerms.of(prompt.question(), weight);
        AnswerType type = AnswerType.askedBy(prompt.question());
        var candidates = new ArrayList<Candidate>();
        for (ScoredPassage found : prompt.passages()) {
            double relative = found.score() / prompt.passages().get(0).score();
            Surroundings passage = Surroundings.of(found.passage(), PASSAGE * relative);
            double first = FIRST;
            for (String sentence : Sentences.of(found.passage().text())) {
                addCandidates(candidates, sentence, passage, first, asked, type);
                first = 0;
            }
        }
        String text = candidates.stream()
                .max(Comparator.comparingDouble(Candidate::score))
                .map(Candidate::text)
                .orElse("");
        return new Reading(text, null);
    }

    private static void addCandidates(
            List<Candidate> candidates,
            String sentence,
            Surroundings passage,
            double first,
            QuestionTerms asked,
            AnswerType type) {
        List<Term> terms = Terms.in(sentence);
        double score = first + passage.score() + relevance(Terms.distinct(sentence), passage, asked);
        candidates.add(new Candidate(narrow(sentence, asked), score));
        List<Span> spans = type.spansIn(sentence);
        var closeness = new Closeness(sentence, terms, spans, asked, passage.title());
        for (Span span : spans) {
            String text = sentence.substring(span.start(), span.end());
            boolean repeatsTheQuestion = Terms.distinct(text).stream().allMatch(asked::contains);
            if (!repeatsTheQuestion) {
                candidates.add(new Candidate(text, score + FORM + CLOSENESS * closeness.of(span)));
            }
        }
    }

    private static double relevance(Set<String> sentence, Surroundings passage, QuestionTerms asked) {
        double relevance = 0;
        for (Map.Entry<String, Double> term : asked.shares().entrySet()) {
            if (sentence.contains(term.getKey())) {
                relevance += term.getValue();
            } else if (passage.title().contains(term.getKey())) {
                relevance += TITLE * term.getValue();
            } else if (passage.text().contains(term.getKey())) {
                relevance += CONTEXT * term.getValue();
            }
        }
        return relevance;
    }

    private static String narrow(String sentence, QuestionTerms asked) {
        String best = sentence;
        double most = CLAUSE * asked.overlap(Terms.distinct(sentence));
        for (String clause : Sentences.clauses(sentence)) {
            double overlap = asked.overlap(Terms.distinct(clause));
            if (overlap > most) {
                most = overlap;
                best = clause;
            }
        }
        return best.replaceFirst("[.!?]$", "");
    }

    private record Candidate(String text, double score) {}

    /** The passage around a sentence: its terms, and what it adds to the score of each of its sentences. */
    private record Surroundings(Set<String> title, Set<String> text, double score) {
        static Surroundings of(Passage passage, double score) {
            return new Surroundings(Terms.distinct(passage.title()), Terms.distinct(passage.text()), score);
        }
    }
}
