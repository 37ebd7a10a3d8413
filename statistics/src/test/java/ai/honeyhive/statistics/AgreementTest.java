// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AgreementTest {
    /** The example of Wikipedia's article on Fleiss' kappa: 14 raters, 10 subjects, 0.210. */
    @Test
    void fleissKappa_knownExample() {
        int[][] counts = {
            {0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1},
            {7, 7, 0, 0, 0}, {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7}
        };

        assertThat(Agreement.fleissKappa(counts)).hasValueCloseTo(0.20993, within(1e-5));
    }

    @Test
    void fleissKappa_extremes() {
        assertThat(Agreement.fleissKappa(new int[][] {{3, 0}, {0, 3}})).hasValueCloseTo(1.0, within(1e-12));
        assertThat(Agreement.fleissKappa(new int[][] {{3, 0}, {3, 0}})).isEmpty();
        assertThat(Agreement.fleissKappa(new int[0][])).isEmpty();
        assertThatThrownBy(() -> Agreement.fleissKappa(new int[][] {{3, 0}, {1, 1}}))
                .hasMessageContaining("same number of raters");
    }

    /** Cohen 1960 as in Wikipedia's article: 20, 5, 10, 15 of 50 give 0.4. */
    @Test
    void cohensKappa_knownExample() {
        assertThat(Agreement.cohensKappa(new int[][] {{20, 5}, {10, 15}})).hasValueCloseTo(0.4, within(1e-12));
        assertThat(Agreement.cohensKappa(new int[][] {{4}})).isEmpty();
        assertThat(Agreement.cohensKappa(new int[0][])).isEmpty();
    }
}
