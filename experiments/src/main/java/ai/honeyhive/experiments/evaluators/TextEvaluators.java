// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.evaluators;

import ai.honeyhive.experiments.Score;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Evaluators that measure how close a text is to the ground truth, from 0 to 1; import them statically. Of several good
 * answers (a list) the closest counts, but BLEU takes all of them as references at once, as it is defined. Characters are
 * Unicode code points, and letters of all scripts are letters. Two empty texts are equal (1); an empty text and another
 * have nothing in common (0). A datapoint without a ground truth gets no score.
 *
 * <p>Each comes in a form that takes the output's text ({@code toString}), and in one that is told how to get the text
 * out of the output.
 */
public final class TextEvaluators {
    private TextEvaluators() {}

    /**
     * {@code levenshtein}: 1 - d / max(length), where d is the fewest insertions, deletions and substitutions of single
     * characters that make one text of the other (Levenshtein 1966). Case and spaces count. Time grows with the product of
     * the lengths. Symmetric.
     */
    public static AnswerEvaluator<Object> levenshtein() {
        return levenshtein(Object::toString);
    }

    /**
     * {@code levenshtein} of a text inside the output.
     *
     * @param text gets the text out of the output
     * @see #levenshtein()
     */
    public static <O> AnswerEvaluator<O> levenshtein(Function<? super O, ? extends @Nullable CharSequence> text) {
        return closest("levenshtein", text, EditSimilarity::levenshtein);
    }

    /**
     * {@code jaro_winkler}: Jaro's similarity j = (m/|a| + m/|b| + (m - t)/m) / 3, with m characters that match within
     * max(|a|, |b|) / 2 - 1 places and t half the number of those out of order; from 0.7 on raised by 0.1 (1 - j) for each
     * of up to four first characters that are the same (Winkler 1990). Made for names and other short texts. Symmetric.
     */
    public static AnswerEvaluator<Object> jaroWinkler() {
        return jaroWinkler(Object::toString);
    }

    /**
     * {@code jaro_winkler} of a text inside the output.
     *
     * @param text gets the text out of the output
     * @see #jaroWinkler()
     */
    public static <O> AnswerEvaluator<O> jaroWinkler(Function<? super O, ? extends @Nullable CharSequence> text) {
        return closest("jaro_winkler", text, EditSimilarity::jaroWinkler);
    }

    /**
     * {@code bleu}: sentence BLEU (Papineni et al. 2002), min(1, e^(1 - r/c)) times the geometric mean of the clipped
     * precisions of 1- to 4-grams, as sacreBLEU 2 computes it by default and divided by 100: tokens of mteval-v13a, case
     * kept, no 1- to 4-gram longer than the text, zero counts smoothed by 1/2, 1/4, ... of one n-gram (NIST). Use
     * {@link Bleu#corpus} for a whole run: the mean of sentence scores is another number.
     */
    public static AnswerEvaluator<Object> bleu() {
        return bleu(Object::toString);
    }

    /**
     * {@code bleu} of a text inside the output.
     *
     * @param text gets the text out of the output
     * @see #bleu()
     */
    public static <O> AnswerEvaluator<O> bleu(Function<? super O, ? extends @Nullable CharSequence> text) {
        return new AnswerEvaluator<>("bleu", null, text, (answer, truths) -> {
            List<String> references = truths.stream().map(Object::toString).toList();
            return Score.of(Bleu.sentence(answer == null ? "" : answer.toString(), references));
        });
    }

    /**
     * {@code chrf}: chrF2 (Popović 2015, 2016), the F-score with recall twice as important as precision, over the means of
     * precision and recall of character 1- to 6-grams without white space; orders longer than one of the texts are left
     * out. As sacreBLEU 2 computes it by default, divided by 100. Works for all languages without tokens.
     */
    public static AnswerEvaluator<Object> chrf() {
        return chrf(Object::toString);
    }

    /**
     * {@code chrf} of a text inside the output.
     *
     * @param text gets the text out of the output
     * @see #chrf()
     */
    public static <O> AnswerEvaluator<O> chrf(Function<? super O, ? extends @Nullable CharSequence> text) {
        return closest("chrf", text, ChrF.CHRF::score);
    }

    /** {@code chrf++}: {@link #chrf()} with 1- and 2-grams of words beside the characters (Popović 2017). */
    public static AnswerEvaluator<Object> chrfPlusPlus() {
        return chrfPlusPlus(Object::toString);
    }

    /**
     * {@code chrf++} of a text inside the output.
     *
     * @param text gets the text out of the output
     * @see #chrfPlusPlus()
     */
    public static <O> AnswerEvaluator<O> chrfPlusPlus(Function<? super O, ? extends @Nullable CharSequence> text) {
        return closest("chrf++", text, ChrF.PLUS_PLUS::score);
    }

    /**
     * {@code rouge1}: F1 of single words (ROUGE-N of Lin 2004), as the Python package rouge-score computes it without
     * stemming: lower case, words are runs of letters and digits. Beyond ASCII, where that package drops every letter, they
     * are kept, and a Chinese character is a word. The explanation says precision and recall.
     */
    public static AnswerEvaluator<Object> rouge1() {
        return rouge1(Object::toString);
    }

    /**
     * {@code rouge1} of a text inside the output.
     *
     * @param text gets the text out of the output
     * @see #rouge1()
     */
    public static <O> AnswerEvaluator<O> rouge1(Function<? super O, ? extends @Nullable CharSequence> text) {
        return rouge("rouge1", text, (answer, truth) -> Rouge.ofNGrams(1, answer, truth));
    }

    /** {@code rouge2}: as {@link #rouge1()}, of two words in a row; texts of a single word have none and score 0. */
    public static AnswerEvaluator<Object> rouge2() {
        return rouge2(Object::toString);
    }

    /**
     * {@code rouge2} of a text inside the output.
     *
     * @param text gets the text out of the output
     * @see #rouge2()
     */
    public static <O> AnswerEvaluator<O> rouge2(Function<? super O, ? extends @Nullable CharSequence> text) {
        return rouge("rouge2", text, (answer, truth) -> Rouge.ofNGrams(2, answer, truth));
    }

    /** {@code rougeL}: as {@link #rouge1()}, of the longest common subsequence of words, over the text as one sentence. */
    public static AnswerEvaluator<Object> rougeL() {
        return rougeL(Object::toString);
    }

    /**
     * {@code rougeL} of a text inside the output.
     *
     * @param text gets the text out of the output
     * @see #rougeL()
     */
    public static <O> AnswerEvaluator<O> rougeL(Function<? super O, ? extends @Nullable CharSequence> text) {
        return rouge("rougeL", text, Rouge::ofSubsequence);
    }

    private static <O> AnswerEvaluator<O> closest(
            String name,
            Function<? super O, ? extends @Nullable CharSequence> text,
            ToDoubleBiFunction<String, String> similarity) {
        return new AnswerEvaluator<>(name, null, text, (answer, truths) -> {
            String given = answer == null ? "" : answer.toString();
            return Score.of(truths.stream()
                    .mapToDouble(truth -> similarity.applyAsDouble(given, truth.toString()))
                    .max()
                    .orElseThrow());
        });
    }

    private static <O> AnswerEvaluator<O> rouge(
            String name, Function<? super O, ? extends @Nullable CharSequence> text, RougeKind kind) {
        return new AnswerEvaluator<>(name, null, text, (answer, truths) -> {
            String given = answer == null ? "" : answer.toString();
            return truths.stream()
                    .map(truth -> kind.score(given, truth.toString()))
                    .max((one, other) -> Double.compare(one.f1(), other.f1()))
                    .orElseThrow()
                    .toScore();
        });
    }

    private interface RougeKind {
        Rouge score(String answer, String truth);
    }
}
