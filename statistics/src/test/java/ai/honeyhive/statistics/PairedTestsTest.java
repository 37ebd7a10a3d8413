// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference values: scipy 1.10.1 and R 4.2.2, unless a publication is named. */
class PairedTestsTest {
    /** Darwin's maize (1876), crossed less self-fertilised in eighths of an inch; Fisher 1935, section 21. */
    private static final double[] MAIZE = {49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48};

    /** Depression before and after a tranquilliser; Hollander and Wolfe 1973, example 3.1. */
    private static final double[] DEPRESSION = {0.952, -0.147, 1.022, 0.43, 0.62, 0.59, 0.49, -0.08, 0.01};

    @ParameterizedTest
    @CsvSource({
        "10, 2, 0.03857421875, 0.0224609375",
        "2, 10, 0.03857421875, 0.0224609375",
        "0, 6, 0.03125, 0.015625",
        "5, 5, 1, 0.876953125",
        "1, 0, 1, 0.5",
        "0, 0, 1, 1",
        "33, 18, 0.04887389231827033, 0.0364834000083598",
        "121, 59, 4.4344492637551645e-06, 3.2666467957745733e-06"
    })
    void mcNemar_countsOfChanges_haveTheirExactValues(int toFail, int toPass, double exact, double midP) {
        McNemarTest test = new McNemarTest(toFail, toPass);

        assertThat(test.pValue()).isCloseTo(exact, within(1e-12));
        assertThat(test.midPValue()).isCloseTo(midP, within(1e-12));
    }

    @Test
    void mcNemar_pairs_areCountedByDirection() {
        McNemarTest test = McNemarTest.of(new double[] {1, 1, 0, 0, 1}, new double[] {1, 0, 1, 0, 0});

        assertThat(test).isEqualTo(new McNemarTest(2, 1));
        assertThatThrownBy(() -> McNemarTest.of(new double[1], new double[2])).hasMessageContaining("no pairs");
    }

    /** Fisher counted by hand 863 sums as far in each direction: 1726 / 32768. */
    @Test
    void permutation_allSignChanges_isFishersValue() {
        assertThat(PermutationTest.of(MAIZE, Resampling.standard()).pValue()).isEqualTo(1726 / 32768.0);
    }

    @Test
    void permutation_randomSignChanges_comeCloseToAll() {
        double[] longer = Arrays.copyOf(MAIZE, 17); // two differences of a hundredth change next to nothing
        longer[15] = 0.01;
        longer[16] = -0.01;

        double p = PermutationTest.of(longer, new Resampling(200_000, 3, 0.95)).pValue();

        assertThat(p).isCloseTo(1726 / 32768.0, within(0.002));
    }

    @Test
    void permutation_oddLengths_useEveryDifference() {
        for (int length = 1; length <= 140; length++) {
            double[] allUp =
                    IntStream.range(0, length).mapToDouble(i -> 1 + i % 3).toArray();
            double p = PermutationTest.of(allUp, new Resampling(1000, length, 0.95))
                    .pValue();

            // Only the sample itself and its mirror image are as far.
            assertThat(p).isCloseTo(length <= 16 ? Math.pow(2, 1 - length) : 1 / 1001.0, within(1e-3));
        }
    }

    @Test
    void permutation_sumsThatAreEqualButForRounding_areEqual() {
        double[] tenths = {0.1, 0.2, 0.3, -0.6, 0.1, 0.2, 0.3};

        // Of 128 sign changes, those whose sum is at least 0.6 from 0, counted in whole numbers of tenths.
        int[] whole = {1, 2, 3, -6, 1, 2, 3};
        long far = IntStream.range(0, 128)
                .filter(signs -> Math.abs(IntStream.range(0, 7)
                                .map(i -> (signs >> i & 1) == 1 ? -whole[i] : whole[i])
                                .sum())
                        >= 6)
                .count();
        assertThat(PermutationTest.of(tenths, Resampling.standard()).pValue()).isEqualTo(far / 128.0);
    }

    /** Of passes and fails the permutation test is McNemar's. */
    @Test
    void permutation_ofPassesAndFails_isMcNemars() {
        double[] changes = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1};

        PermutationTest test = PermutationTest.of(changes, Resampling.standard());

        assertThat(test.pValue()).isCloseTo(new McNemarTest(2, 10).pValue(), within(1e-12));
        assertThat(test.midPValue()).isCloseTo(new McNemarTest(2, 10).midPValue(), within(1e-12));
        double[] more = Arrays.copyOf(changes, 51);
        Arrays.fill(more, 12, 35, 1);
        Arrays.fill(more, 35, 51, -1);
        PermutationTest random = PermutationTest.of(more, new Resampling(200_000, 5, 0.95));
        assertThat(random.pValue()).isCloseTo(new McNemarTest(18, 33).pValue(), within(0.002));
        assertThat(random.midPValue()).isCloseTo(new McNemarTest(18, 33).midPValue(), within(0.002));
    }

    @Test
    void permutation_noDifferences_showNothing() {
        assertThat(PermutationTest.of(new double[] {0, 0, 0}, Resampling.standard())
                        .pValue())
                .isEqualTo(1);
        assertThat(PermutationTest.of(new double[0], Resampling.standard()).pValue())
                .isEqualTo(1);
    }

    @Test
    void wilcoxon_withoutTies_isExact() {
        SignedRanks ranks = SignedRanks.of(DEPRESSION);

        assertThat(ranks.positive()).isEqualTo(40);
        assertThat(ranks.negative()).isEqualTo(5);
        assertThat(ranks.pValue()).isCloseTo(0.0390625, within(1e-9));
    }

    @Test
    void wilcoxon_tiesAndZeros_areApproximatedWithCorrections() {
        double[] ties =
                IntStream.range(0, 60).mapToDouble(i -> (i * 37 % 11 - 4) / 2.0).toArray();

        SignedRanks ranks = SignedRanks.of(ties);

        assertThat(Math.min(ranks.positive(), ranks.negative())).isEqualTo(505.5);
        assertThat(ranks.pValue()).isCloseTo(0.04083928078608674, within(1e-9));
        assertThat(SignedRanks.of(new double[] {0, 0}).pValue()).isEqualTo(1);
    }

    @Test
    void effectSizes_ofMaize() {
        assertThat(EffectSizes.cohensDz(MAIZE)).hasValueCloseTo(0.5546079777065185, within(1e-12));
        assertThat(SignedRanks.of(MAIZE).rankBiserial()).hasValueCloseTo(0.6, within(1e-12));
        assertThat(SignedRanks.of(MAIZE).pValue()).isCloseTo(0.041259765625, within(1e-9));
    }

    @Test
    void effectSizes_withoutSpread_areEmptyOrZero() {
        assertThat(EffectSizes.cohensDz(new double[] {1, 1})).isEmpty();
        assertThat(EffectSizes.cohensDz(new double[] {0, 0})).hasValue(0);
        assertThat(EffectSizes.cohensDz(new double[] {1})).isEmpty();
        assertThat(SignedRanks.of(new double[] {0}).rankBiserial()).isEmpty();
    }

    @Test
    void cliffsDelta_withTies_isCountedOverAllCombinations() {
        double[] first = {1, 2, 3, 4, 5, 5, 6};
        double[] second = {3, 4, 5, 6, 7, 5, 8, 9};

        assertThat(EffectSizes.cliffsDelta(first, second)).isCloseTo(0.5535714285714286, within(1e-12));
        assertThat(EffectSizes.cliffsDelta(second, first)).isCloseTo(-0.5535714285714286, within(1e-12));
        assertThat(EffectSizes.cliffsDelta(first, first)).isZero();
    }

    /** R: p.adjust(p, "holm") and p.adjust(p, "BH"). */
    @Test
    void corrections_areThoseOfR() {
        double[] p = {0.01, 0.04, 0.03, 0.005, 0.2, 0.9, 0.05};

        assertThat(PValues.holm(p))
                .containsExactly(new double[] {0.06, 0.16, 0.15, 0.035, 0.4, 0.9, 0.16}, within(1e-12));
        assertThat(PValues.benjaminiHochberg(p))
                .containsExactly(new double[] {0.035, 0.07, 0.07, 0.035, 0.7 / 3, 0.9, 0.07}, within(1e-12));
        assertThat(PValues.holm(new double[0])).isEmpty();
        assertThatThrownBy(() -> PValues.holm(new double[] {1.2})).hasMessageContaining("between 0 and 1");
    }

    @Test
    void pairedMeans_ofTheSameSamples_moveTogether() {
        double[] first = IntStream.range(0, 200).mapToDouble(i -> i / 200.0).toArray();
        double[] second = Arrays.stream(first)
                .map(value -> value + 0.1 + 0.001 * Math.sin(value * 50))
                .toArray();

        PairedMeans means = PairedMeans.of(first, second, Resampling.standard());

        assertThat(means.difference().mean()).isCloseTo(0.1, within(0.001));
        Interval difference = means.difference().interval().orElseThrow();
        Interval ofFirst = means.first().interval().orElseThrow();
        assertThat(difference.upper() - difference.lower()).isLessThan(0.001);
        assertThat(ofFirst.upper() - ofFirst.lower()).isGreaterThan(0.05);
        assertThat(PairedMeans.of(new double[] {1}, new double[] {0}, Resampling.standard())
                        .difference()
                        .interval())
                .isEmpty();
    }
}
