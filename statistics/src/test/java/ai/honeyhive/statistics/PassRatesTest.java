// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PassRatesTest {
    /** All ways to choose k of n attempts, counted one by one. */
    private static double[] counted(int attempts, int passes, int k) {
        int ways = 0;
        int any = 0;
        int all = 0;
        for (int chosen = 0; chosen < 1 << attempts; chosen++) {
            if (Integer.bitCount(chosen) == k) {
                int passing = Integer.bitCount(chosen & ((1 << passes) - 1));
                ways++;
                any += passing > 0 ? 1 : 0;
                all += passing == k ? 1 : 0;
            }
        }
        return new double[] {any / (double) ways, all / (double) ways};
    }

    @Test
    void rates_areTheSharesOfAllChoices() {
        for (int attempts = 1; attempts <= 9; attempts++) {
            for (int passes = 0; passes <= attempts; passes++) {
                for (int k = 1; k <= attempts; k++) {
                    double[] counted = counted(attempts, passes, k);
                    assertThat(PassRates.passAt(attempts, passes, k)).isCloseTo(counted[0], within(1e-12));
                    assertThat(PassRates.passAll(attempts, passes, k)).isCloseTo(counted[1], within(1e-12));
                }
            }
        }
    }

    @Test
    void rates_ofWhatCannotBe_areRefused() {
        assertThatThrownBy(() -> PassRates.passAt(3, 4, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PassRates.passAll(3, 1, 4)).isInstanceOf(IllegalArgumentException.class);
    }
}
