// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictSentenceTest {
    private static Comparison compare(double better, double worse, double same) {
        List<ScoredRow> baseline = new ArrayList<>();
        List<ScoredRow> candidate = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            double noise = (i % 5) / 100.0;
            baseline.add(ScoredRow.of("d" + i, Map.of("up", 0.5, "down", 0.5, "flat", 0.5)));
            candidate.add(ScoredRow.of(
                    "d" + i,
                    Map.of(
                            "up",
                            0.5 + better + noise * better,
                            "down",
                            0.5 - worse - noise * worse,
                            "flat",
                            0.5 + same)));
        }
        return Comparison.of(baseline, candidate);
    }

    @Test
    void betterAndWorse_areNamedWithDifferenceAndInterval_andTheOthersCounted() {
        VerdictSentence sentence = VerdictSentence.of(compare(0.1, 0.2, 0).metrics());

        assertThat(sentence.toString())
                .startsWith("The candidate is better in up (+0.102, 95 % interval +0.10")
                .contains("), but worse in down (-0.204, 95 % interval -0.20")
                .endsWith("). For the other metric the data show no clear difference.");
        assertThat(sentence.parts())
                .filteredOn(part -> part.metric().isPresent())
                .extracting(part -> part.metric().orElseThrow().verdict())
                .containsExactly(Verdict.BETTER, Verdict.WORSE);
    }

    @Test
    void nothingSeen_isSaidSo() {
        assertThat(VerdictSentence.of(compare(0, 0, 0).metrics()))
                .hasToString("The data show no clear difference in any of the three metrics.");
        assertThat(VerdictSentence.of(List.of()))
                .hasToString("The runs have no metric and no datapoint in common, so" + " nothing can be said.");
    }

    @Test
    void differences_areFormattedAsAsked() {
        VerdictSentence sentence = VerdictSentence.of(
                compare(0.1, 0, 0).metrics(), (metric, difference) -> Math.round(difference * 1000) + " ms");

        assertThat(sentence.toString()).contains("up (102 ms, 95 % interval 10");
    }

    @Test
    void values_ofPairs_areInOneOrder() {
        ComparedMetric up = compare(0.1, 0, 0).metric("up").orElseThrow();

        assertThat(up.baselineValues()).hasSize(40).containsOnly(0.5);
        assertThat(up.candidateValues()[1] - up.baselineValues()[1]).isGreaterThan(0.1);
    }
}
