// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PowerAnalysisTest {
    private final PowerAnalysis plan = PowerAnalysis.standard();

    /** R 4.2.2: power.t.test(..., type = "paired", strict = TRUE). */
    @Test
    void scorePower_isThatOfR() {
        assertThat(plan.scorePower(0.5, 20, 0.8)).isCloseTo(0.7554196936, within(1e-6));
        assertThat(plan.scorePower(1, 5, 0.8)).isCloseTo(0.5621718247, within(1e-5));
        assertThat(plan.scorePower(-0.02, 500, 0.2)).isCloseTo(0.6071255423, within(1e-6));
        assertThat(plan.scorePower(0, 50, 1)).isCloseTo(0.05, within(1e-9));
    }

    @Test
    void detectableDifference_isThatOfR() {
        assertThat(plan.detectableDifference(50, 0.3)).isCloseTo(0.121254900641, within(1e-8));
        assertThat(plan.pairsForDifference(0.1, 0.3)).hasValue(73); // 72.58
        assertThat(plan.detectableDifference(50, 0)).isZero();
    }

    /** Summed up over all tables in Python with scipy 1.10.1. */
    @Test
    void passRatePower_isExact() {
        PowerAnalysis exact = plan.withExactTests();
        assertThat(exact.passRatePower(0.15, 80, 0.3)).isCloseTo(0.6341794507054745, within(1e-9));
        assertThat(exact.passRatePower(-0.1, 200, 0.2)).isCloseTo(0.8753004831125937, within(1e-9));
        assertThat(exact.passRatePower(0.3, 40, 0.5)).isCloseTo(0.7423304452388048, within(1e-9));
        assertThat(plan.passRatePower(0.15, 80, 0.3)).isCloseTo(0.6977848597156054, within(1e-9));
        assertThat(plan.passRatePower(-0.1, 200, 0.2)).isCloseTo(0.9026861667083179, within(1e-9));
        assertThat(plan.passRatePower(0.3, 40, 0.5)).isCloseTo(0.7998208887121252, within(1e-9));
        assertThat(plan.passRatePower(0, 200, 0.2)).isCloseTo(0.0483, within(5e-5));
    }

    @Test
    void detectablePassRateDifference_hasThePlansPower() {
        double least = plan.detectablePassRateDifference(200, 0.2).orElseThrow();

        assertThat(plan.passRatePower(least, 200, 0.2)).isCloseTo(0.8, within(1e-6));
        assertThat(plan.detectablePassRateDifference(10, 0.1)).isEmpty();
    }

    @Test
    void pairsNeeded_areTheFewest() {
        int pairs = plan.withPower(0.9).pairsForPassRateDifference(0.1, 0.2).orElseThrow();

        assertThat(plan.passRatePower(0.1, pairs, 0.2)).isGreaterThanOrEqualTo(0.9);
        assertThat(plan.passRatePower(0.1, pairs / 2, 0.2)).isLessThan(0.9);
        assertThat(plan.pairsForDifference(1e-9, 1)).isEmpty();
    }

    @Test
    void stricterPlans_seeLess() {
        assertThat(plan.withAlpha(0.05 / 20).detectableDifference(100, 1))
                .isGreaterThan(plan.detectableDifference(100, 1));
        assertThat(plan.withPower(0.95).detectableDifference(100, 1)).isGreaterThan(plan.detectableDifference(100, 1));
    }

    @Test
    void largeRuns_areComputedTooWithoutTrouble() {
        assertThat(plan.detectablePassRateDifference(100_000, 0.1).orElseThrow())
                .isBetween(0.002, 0.004);
        assertThat(plan.detectableDifference(1_000_000, 1)).isCloseTo(0.0028, within(0.0001));
    }

    @Test
    void impossiblePlans_areRefused() {
        assertThatThrownBy(() -> plan.withAlpha(0)).hasMessageContaining("0 < alpha < power < 1");
        assertThatThrownBy(() -> plan.passRatePower(0.3, 10, 0.2)).hasMessageContaining("cannot differ by 0.3");
        assertThatThrownBy(() -> plan.scorePower(1, 1, 1)).hasMessageContaining("at least 2 pairs");
        assertThatThrownBy(() -> plan.detectableDifference(10, -1)).hasMessageContaining("at least 0");
    }
}
