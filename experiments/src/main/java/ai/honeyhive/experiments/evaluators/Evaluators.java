// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.evaluators;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.Score;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Evaluators that need no model; import them statically. Those that compare with the ground truth take it whole if it is
 * a scalar, any element if it is a list, and if it is a map its only entry, or the one that
 * {@link AnswerEvaluator#groundTruth} names. Each comes in a form that takes the output's text ({@code toString} of an
 * output that is no text), and in one that is told how to get the answer out of the output.
 */
public final class Evaluators {
    private static final int MOST_DIGITS = 2_000;

    private Evaluators() {}

    /**
     * {@code exact_match}: whether the answer equals the ground truth as it stands, case and spaces included. Numbers are
     * equal if their values are: 1 and 1.0.
     */
    public static AnswerEvaluator<Object> exactMatch() {
        return exactMatch(output -> output);
    }

    /**
     * {@code exact_match} of an answer inside the output.
     *
     * @param answer gets the answer out of the output
     * @see #exactMatch()
     */
    public static <O> AnswerEvaluator<O> exactMatch(Function<? super O, ? extends @Nullable Object> answer) {
        return yesOrNo("exact_match", answer, Evaluators::equal);
    }

    /**
     * {@code normalized_match}: whether answer and ground truth are equal in lower case, without punctuation, articles
     * and superfluous spaces. This is "exact match" of SQuAD 1.1 (Rajpurkar et al. 2016, {@code evaluate-v1.1.py}).
     */
    public static AnswerEvaluator<Object> normalizedMatch() {
        return normalizedMatch(Object::toString);
    }

    /**
     * {@code normalized_match} of a text inside the output.
     *
     * @param text gets the text out of the output
     * @see #normalizedMatch()
     */
    public static <O> AnswerEvaluator<O> normalizedMatch(Function<? super O, ? extends @Nullable CharSequence> text) {
        return yesOrNo(
                "normalized_match",
                text,
                (answer, truth) ->
                        AnswerText.normalize(answer.toString()).equals(AnswerText.normalize(truth.toString())));
    }

    /**
     * {@code contains}: whether the ground truth stands in the text as whole words, both normalised as in
     * {@link #normalizedMatch()}. "party" does not contain "art". A ground truth without any word is contained in no text.
     */
    public static AnswerEvaluator<Object> contains() {
        return contains(Object::toString);
    }

    /**
     * {@code contains} on a text inside the output.
     *
     * @param text gets the text out of the output
     * @see #contains()
     */
    public static <O> AnswerEvaluator<O> contains(Function<? super O, ? extends @Nullable CharSequence> text) {
        return yesOrNo("contains", text, (answer, truth) -> {
            String words = AnswerText.normalize(truth.toString());
            return !words.isEmpty()
                    && (" " + AnswerText.normalize(answer.toString()) + " ").contains(" " + words + " ");
        });
    }

    /**
     * {@code token_f1}: the harmonic mean of precision p and recall r over bags of words, 2pr / (p + r), where p is the
     * share of the answer's words that are in the ground truth and r the share of the ground truth's words that are in
     * the answer; words normalised as in {@link #normalizedMatch()}. This is F1 of SQuAD 1.1 (Rajpurkar et al. 2016);
     * two texts without any word score 1, as in SQuAD 2.0. The explanation says p and r.
     */
    public static AnswerEvaluator<Object> tokenF1() {
        return tokenF1(Object::toString);
    }

    /**
     * {@code token_f1} of a text inside the output.
     *
     * @param text gets the text out of the output
     * @see #tokenF1()
     */
    public static <O> AnswerEvaluator<O> tokenF1(Function<? super O, ? extends @Nullable CharSequence> text) {
        return new AnswerEvaluator<>("token_f1", null, text, (answer, truths) -> {
            List<String> tokens = AnswerText.tokens(answer == null ? "" : answer.toString());
            TokenOverlap best = truths.stream()
                    .map(truth -> TokenOverlap.of(tokens, AnswerText.tokens(truth.toString())))
                    .max(Comparator.comparingDouble(TokenOverlap::f1))
                    .orElseThrow();
            return Score.of(best.f1())
                    .because(
                            String.format(Locale.ROOT, "precision %.3f, recall %.3f", best.precision(), best.recall()));
        });
    }

    /**
     * {@code numeric_tolerance}: whether the answer is a number x and |x - truth| &lt;= tolerance. A text counts as a
     * number if it is one as a whole, in English notation.
     *
     * @param tolerance absolute, at least 0
     */
    public static AnswerEvaluator<Object> numericTolerance(double tolerance) {
        return numericTolerance(output -> output, tolerance);
    }

    /**
     * {@code numeric_tolerance} of a number inside the output.
     *
     * @param number gets the number, or a text that is one, out of the output
     * @param tolerance absolute, at least 0
     * @see #numericTolerance(double)
     */
    public static <O> AnswerEvaluator<O> numericTolerance(
            Function<? super O, ? extends @Nullable Object> number, double tolerance) {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("the tolerance must be at least 0, but is " + tolerance);
        }
        BigDecimal limit = BigDecimal.valueOf(tolerance);
        return yesOrNo("numeric_tolerance", number, (answer, truth) -> {
            BigDecimal expected = number(truth);
            if (expected == null) {
                throw new IllegalArgumentException("the ground truth is no number: " + truth);
            }
            BigDecimal actual = number(answer);
            return actual != null && actual.subtract(expected).abs().compareTo(limit) <= 0;
        });
    }

    /**
     * {@code regex}: whether the pattern is found anywhere in the output's text. Needs no ground truth.
     *
     * @param pattern a regular expression of {@link Pattern}
     */
    public static Evaluator<Object> regex(String pattern) {
        return regex("regex", Object::toString, pattern);
    }

    /**
     * Whether the pattern is found anywhere in a text inside the output. Needs no ground truth.
     *
     * @param metric name of the metric
     * @param text gets the text out of the output
     * @param pattern a regular expression of {@link Pattern}
     */
    public static <O> Evaluator<O> regex(
            String metric, Function<? super O, ? extends @Nullable CharSequence> text, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return new Evaluator<>() {
            @Override
            public String name() {
                return metric;
            }

            @Override
            public Score score(@Nullable O output, Datapoint datapoint) {
                CharSequence found = output == null ? null : text.apply(output);
                return Score.of(found != null && compiled.matcher(found).find());
            }
        };
    }

    /**
     * {@code hit@k}: whether at least one of the relevant ids is among the first k retrieved (also called success@k;
     * Manning, Raghavan and Schütze 2008, chapter 8). The explanation names the rank of the first relevant id, from 1, if there is
     * one among all retrieved. The ground truth is an id or a list of ids; ids are compared as texts.
     *
     * @param k at least 1
     * @param ids gets the retrieved ids out of the output, best first
     */
    public static <O> AnswerEvaluator<O> hitAtK(int k, Function<? super O, ? extends @Nullable List<?>> ids) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, but is " + k);
        }
        return new AnswerEvaluator<>("hit@" + k, null, ids, (answer, truths) -> {
            Set<String> relevant = truths.stream().map(Object::toString).collect(Collectors.toCollection(HashSet::new));
            List<?> retrieved = answer instanceof List<?> list ? list : List.of();
            int rank = IntStream.range(0, retrieved.size())
                    .filter(i -> relevant.contains(String.valueOf(retrieved.get(i))))
                    .findFirst()
                    .orElse(-1);
            Score score = Score.of(rank >= 0 && rank < k);
            return score.because(rank < 0 ? "none of the right ones" : "the first right one is at rank " + (rank + 1));
        });
    }

    private static <O> AnswerEvaluator<O> yesOrNo(
            String name, Function<? super O, ? extends @Nullable Object> answer, BiPredicate<Object, Object> matches) {
        return new AnswerEvaluator<>(
                name,
                null,
                answer,
                (given, truths) ->
                        Score.of(given != null && truths.stream().anyMatch(truth -> matches.test(given, truth))));
    }

    private static boolean equal(Object answer, Object truth) {
        if (answer instanceof Number && truth instanceof Number) {
            BigDecimal left = number(answer);
            BigDecimal right = number(truth);
            return left != null && right != null && left.compareTo(right) == 0;
        }
        if (answer instanceof CharSequence || truth instanceof CharSequence) {
            return answer.toString().equals(truth.toString());
        }
        return answer.equals(truth);
    }

    private static @Nullable BigDecimal number(Object value) {
        try {
            BigDecimal number = new BigDecimal(value.toString().strip());
            return Math.abs((long) number.scale()) <= MOST_DIGITS ? number : null; // 1e999999999 would fill the memory
        } catch (NumberFormatException e) { // an answer in words; NaN and infinity are no numbers either
            return null;
        }
    }
}
