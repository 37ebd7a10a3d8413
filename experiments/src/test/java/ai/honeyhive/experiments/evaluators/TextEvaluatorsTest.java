// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.evaluators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Evaluator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextEvaluatorsTest {
    private static double score(Evaluator<Object> evaluator, Object output, Object truth) throws Exception {
        return ((Number) evaluator.score(output, Datapoint.of(Map.of(), truth)).value()).doubleValue();
    }

    static List<Evaluator<Object>> all() {
        return List.of(
                TextEvaluators.levenshtein(),
                TextEvaluators.jaroWinkler(),
                TextEvaluators.bleu(),
                TextEvaluators.chrf(),
                TextEvaluators.chrfPlusPlus(),
                TextEvaluators.rouge1(),
                TextEvaluators.rouge2(),
                TextEvaluators.rougeL());
    }

    static List<Evaluator<Object>> symmetric() {
        return List.of(
                TextEvaluators.levenshtein(),
                TextEvaluators.jaroWinkler(),
                TextEvaluators.rouge1(),
                TextEvaluators.rouge2(),
                TextEvaluators.rougeL());
    }

    /**
     * Computed by a separate program in Python that gives, on the cases of their own tests, the values of sacreBLEU 2.4 and
     * rouge-score 0.1.2. ROUGE of the German line counts whole words, see {@link TextEvaluators#rouge1()}.
     */
    @ParameterizedTest(name = "\"{0}\" against \"{1}\"")
    @CsvFileSource(
            resources = "similarity.tsv",
            delimiter = '\t',
            quoteCharacter = '\0',
            useHeadersInDisplayName = true,
            numLinesToSkip = 1)
    void similarity_isThatOfPublishedTools(
            String answer,
            String truth,
            double bleu,
            double chrf,
            double chrfPlusPlus,
            double rouge1,
            double rouge2,
            double rougeL)
            throws Exception {
        assertThat(score(TextEvaluators.bleu(), answer, truth)).isCloseTo(bleu, within(1e-9));
        assertThat(score(TextEvaluators.chrf(), answer, truth)).isCloseTo(chrf, within(1e-9));
        assertThat(score(TextEvaluators.chrfPlusPlus(), answer, truth)).isCloseTo(chrfPlusPlus, within(1e-9));
        assertThat(score(TextEvaluators.rouge1(), answer, truth)).isCloseTo(rouge1, within(1e-9));
        assertThat(score(TextEvaluators.rouge2(), answer, truth)).isCloseTo(rouge2, within(1e-9));
        assertThat(score(TextEvaluators.rougeL(), answer, truth)).isCloseTo(rougeL, within(1e-9));
    }

    /** The case of sacreBLEU's own test of sentence BLEU: 8.493. */
    @Test
    void bleu_smoothed_isThatOfSacreBleu() throws Exception {
        String answer = "Producția de zahăr primă va fi exprimată în ceea ce privește zahărul alb;";

        assertThat(score(TextEvaluators.bleu(), answer, "producţia de zahăr brut se exprimă în zahăr alb;"))
                .isCloseTo(0.08493, within(1e-5));
        assertThat(score(TextEvaluators.bleu(), "this is a cat", "okay thanks")).isZero();
    }

    @Test
    void bleu_severalReferences_areTakenTogether() throws Exception {
        List<String> references = List.of("the cat is on the mat", "a cat sat on a mat today");

        assertThat(score(TextEvaluators.bleu(), "the cat sat on a mat", references))
                .isCloseTo(0.8408964152537145, within(1e-12));
    }

    @Test
    void bleu_ofACorpus_isCountedBeforeItIsDivided() {
        double bleu = Bleu.corpus(
                List.of("the cat sat on the mat", "hello world again my friend"),
                List.of(List.of("the cat is on the mat"), List.of("hello world again dear friend")));

        assertThat(bleu).isCloseTo(0.3375804740496427, within(1e-12));
        assertThat(Bleu.corpus(List.of("a b"), List.of(List.of("a b"))))
                .as("without 3- and 4-grams")
                .isZero();
        assertThatThrownBy(() -> Bleu.corpus(List.of("a"), List.of())).hasMessageContaining("1 texts");
    }

    /** Of sacreBLEU's tests with effective order, where precision and recall are the same so that beta does not matter. */
    @ParameterizedTest
    @CsvSource({"a, a, 1", "'a b c', abc, 1", "aa, ab, 0.25", "abcdefg, hijklmnop, 0", "'', reference, 0"})
    void chrf_shortTexts(String answer, String truth, double expected) throws Exception {
        assertThat(score(TextEvaluators.chrf(), answer, truth)).isCloseTo(expected, within(1e-9));
    }

    /** Published by Winkler (1990) and computed with jellyfish; 0.9 for the prefix of a long text is not Commons Text's. */
    @ParameterizedTest
    @CsvSource({
        "MARTHA, MARHTA, 0.9611111111111111",
        "DIXON, DICKSONX, 0.8133333333333332",
        "DWAYNE, DUANE, 0.84",
        "JELLYFISH, SMELLYFISH, 0.8962962962962964",
        "the quick brown fox jumps, the quick brown fox leaps, 0.952",
        "abc, xyz, 0",
        "ab, ba, 0",
        "Zürich, Zurich, 0.9"
    })
    void jaroWinkler_knownPairs(String answer, String truth, double expected) throws Exception {
        assertThat(score(TextEvaluators.jaroWinkler(), answer, truth)).isCloseTo(expected, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "kitten, sitting, 0.5714285714285714",
        "flaw, lawn, 0.5",
        "Zürich, Zurich, 0.8333333333333334",
        "👍🏽 ok, 👎🏽 ok, 0.8",
        "'', abc, 0"
    })
    void levenshtein_knownPairs(String answer, String truth, double expected) throws Exception {
        assertThat(score(TextEvaluators.levenshtein(), answer, truth)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void rouge_otherScripts_areWords() throws Exception {
        assertThat(score(TextEvaluators.rouge1(), "Лима — столица Перу", "столица Перу: Лима"))
                .isEqualTo(1);
        assertThat(score(TextEvaluators.rougeL(), "秘鲁的首都是利马", "利马")).isCloseTo(0.4, within(1e-12));
        assertThat(score(TextEvaluators.rouge1(), "हिन्दी", "हिन्दी")).isEqualTo(1);
    }

    @Test
    void rouge_explanation_saysPrecisionAndRecall() throws Exception {
        assertThat(TextEvaluators.rouge1()
                        .score("testing", Datapoint.of(Map.of(), "testing one two"))
                        .explanation())
                .contains("precision 1.000, recall 0.333");
    }

    @ParameterizedTest
    @MethodSource("all")
    void emptyTexts_areEqualToEachOtherAndToNothingElse(Evaluator<Object> evaluator) throws Exception {
        assertThat(score(evaluator, "", "")).isEqualTo(1);
        assertThat(score(evaluator, "", "some words of text")).isZero();
        assertThat(score(evaluator, "some words of text", "")).isZero();
        assertThat(evaluator
                        .score(null, Datapoint.of(Map.of(), "some words of text"))
                        .value())
                .isEqualTo(0.0);
    }

    @ParameterizedTest
    @MethodSource("all")
    void noGroundTruth_givesNoScore(Evaluator<Object> evaluator) throws Exception {
        assertThat(evaluator.score("text", Datapoint.of(Map.of()))).isNull();
        assertThat(evaluator.score("text", Datapoint.of(Map.of(), List.of()))).isNull();
    }

    @ParameterizedTest
    @MethodSource("all")
    void severalGoodAnswers_theClosestCounts(Evaluator<Object> evaluator) throws Exception {
        List<String> truths = List.of("nothing of the kind at all", "the very same five words here");

        assertThat(score(evaluator, "the very same five words here", truths)).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("all")
    void anyTexts_scoreBetween0And1_andTheSameTextScores1(Evaluator<Object> evaluator) throws Exception {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            String one = text(random);
            String other = text(random);

            assertThat(score(evaluator, one, other)).as("%s / %s", one, other).isBetween(0.0, 1.0);
            assertThat(score(evaluator, one, one)).as(one).isCloseTo(1, within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("symmetric")
    void anyTexts_areAsCloseOneWayAsTheOther(Evaluator<Object> evaluator) throws Exception {
        Random random = new Random(4);
        for (int i = 0; i < 200; i++) {
            String one = text(random);
            String other = text(random);

            assertThat(score(evaluator, one, other)).isCloseTo(score(evaluator, other, one), within(1e-12));
        }
    }

    @Test
    void output_ofAnotherType_isReadByItsText_orByAFunction() throws Exception {
        record Answer(String text) {}

        assertThat(score(TextEvaluators.levenshtein(), 1234, "1234")).isEqualTo(1);
        assertThat(TextEvaluators.levenshtein(Answer::text)
                        .named("close")
                        .groundTruth("text")
                        .score(new Answer("abc"), Datapoint.of(Map.of(), Map.of("text", "abd", "id", 3)))
                        .value())
                .isEqualTo(1 - 1 / 3.0);
    }

    private static String text(Random random) {
        String[] words = {"der", "Fuß", "日本", "🚀", "a", "naïve", "x1", "один", "the", "end"};
        return IntStream.range(0, 1 + random.nextInt(8))
                .mapToObj(i -> words[random.nextInt(words.length)])
                .filter(word -> !word.equals("🚀") || random.nextBoolean())
                .collect(Collectors.joining(" ", "w v ", ""));
    }
}
