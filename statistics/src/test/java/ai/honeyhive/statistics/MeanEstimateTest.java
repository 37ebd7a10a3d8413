// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MeanEstimateTest {
    private static final double[] SCORES = {
        0.71, 0.82, 0.35, 0.99, 0.64, 0.58, 0.93, 0.12, 0.77, 0.81, 0.40, 0.66, 0.95, 0.88, 0.73, 0.29, 0.69, 0.91,
        0.50, 0.85
    };
    private static final Resampling MANY = new Resampling(100_000, 1, 0.95);

    /** R 4.2.2, package boot 1.3: boot.ci(boot(z, mean, R = 200000), type = "bca") gives 0.562 to 0.7695. */
    @Test
    void interval_isThatOfR() {
        MeanEstimate estimate = MeanEstimate.of(SCORES, MANY);

        assertThat(estimate.mean()).isCloseTo(0.679, within(1e-12));
        Interval interval = estimate.interval().orElseThrow();
        assertThat(interval.lower()).isCloseTo(0.562, within(0.0015));
        assertThat(interval.upper()).isCloseTo(0.7695, within(0.0015));
        assertThat(interval.level()).isEqualTo(0.95);
    }

    @Test
    void interval_sameSeed_isTheSame_anotherSeed_isNot() {
        assertThat(MeanEstimate.of(SCORES, MANY).interval())
                .isEqualTo(MeanEstimate.of(SCORES, MANY).interval())
                .isNotEqualTo(MeanEstimate.of(SCORES, MANY.withSeed(2)).interval());
    }

    @Test
    void interval_higherLevel_isWider() {
        Interval narrow = MeanEstimate.of(SCORES, new Resampling(10_000, 1, 0.8))
                .interval()
                .orElseThrow();
        Interval wide = MeanEstimate.of(SCORES, new Resampling(10_000, 1, 0.99))
                .interval()
                .orElseThrow();

        assertThat(wide.lower()).isLessThan(narrow.lower());
        assertThat(wide.upper()).isGreaterThan(narrow.upper());
    }

    @Test
    void singleValue_hasNoInterval() {
        MeanEstimate estimate = MeanEstimate.of(new double[] {0.4}, MANY);

        assertThat(estimate.mean()).isEqualTo(0.4);
        assertThat(estimate.interval()).isEmpty();
    }

    /** Wilson 1927: z^2 / (n + z^2) for 10 of 10, z = 1.959964. */
    @Test
    void allPasses_areNotCertain() {
        double[] passes = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

        Interval interval = MeanEstimate.of(passes, MANY).interval().orElseThrow();

        assertThat(interval.lower()).isCloseTo(0.722467, within(1e-5));
        assertThat(interval.upper()).isEqualTo(1);
    }

    @Test
    void allTheSameScore_isOneValue() {
        Interval interval =
                MeanEstimate.of(new double[] {0.3, 0.3, 0.3}, MANY).interval().orElseThrow();

        assertThat(interval).isEqualTo(new Interval(0.3, 0.3, 0.95));
    }

    @Test
    void clusters_repeatsOfTheSameAnswer_doNotNarrowTheInterval() {
        List<double[]> repeated = new ArrayList<>();
        for (double score : SCORES) {
            repeated.add(new double[] {score, score, score, score, score});
        }

        MeanEstimate clustered = MeanEstimate.ofClusters(repeated, MANY);
        MeanEstimate naive = MeanEstimate.of(
                repeated.stream().flatMapToDouble(Arrays::stream).toArray(), MANY);

        assertThat(clustered.count()).isEqualTo(100);
        assertThat(clustered.clusters()).isEqualTo(20);
        assertThat(width(clustered)).isCloseTo(width(MeanEstimate.of(SCORES, MANY)), within(0.005));
        assertThat(width(naive)).isLessThan(width(clustered) / 2);
    }

    @Test
    void clusters_ofDifferentSizes_countEachValueOnce() {
        MeanEstimate estimate =
                MeanEstimate.ofClusters(List.of(new double[] {1, 1, 1}, new double[] {0}), Resampling.standard());

        assertThat(estimate.mean()).isEqualTo(0.75);
        assertThat(estimate.interval().orElseThrow().contains(0.75)).isTrue();
    }

    @Test
    void interval_holdsTheMean_ofAnySample() {
        SplittableRandom random = new SplittableRandom(11);
        for (int n = 2; n < 60; n++) {
            double[] values =
                    random.doubles(n).map(value -> Math.rint(value * 4) / 4).toArray();

            MeanEstimate estimate = MeanEstimate.of(values, new Resampling(500, n, 0.95));

            Interval interval = estimate.interval().orElseThrow();
            assertThat(interval.contains(estimate.mean())).as("%s", estimate).isTrue();
            assertThat(interval.lower()).isGreaterThanOrEqualTo(0);
            assertThat(interval.upper()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void values_noneOrNotFinite_areRefused() {
        assertThatThrownBy(() -> MeanEstimate.of(new double[0], MANY)).hasMessage("there is no mean of no values");
        assertThatThrownBy(() -> MeanEstimate.of(new double[] {1, Double.NaN}, MANY))
                .hasMessage("a value is not finite: NaN");
        assertThatThrownBy(() -> new Resampling(99, 1, 0.95)).hasMessageContaining("at least 100");
        assertThatThrownBy(() -> new Resampling(100, 1, 1)).hasMessageContaining("between 0 and 1");
    }

    private static double width(MeanEstimate estimate) {
        Interval interval = estimate.interval().orElseThrow();
        return interval.upper() - interval.lower();
    }
}
