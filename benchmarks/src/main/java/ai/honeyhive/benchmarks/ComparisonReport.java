// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks;

import ai.honeyhive.statistics.Resampling;
import ai.honeyhive.statistics.comparison.Comparer;
import ai.honeyhive.statistics.comparison.Comparison;
import ai.honeyhive.statistics.comparison.ScoredRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Prints how long it takes to compare two runs of 10,000 rows and 20 metrics with 10,000 resamples. */
public final class ComparisonReport {
    private static final int ROWS = 10_000;
    private static final int METRICS = 20;
    private static final int ROUNDS = 5;

    private ComparisonReport() {}

    /**
     * Measures.
     *
     * @param args none
     */
    public static void main(String[] args) {
        List<ScoredRow> baseline = rows(1, 0);
        List<ScoredRow> candidate = rows(2, 0.01);
        Comparer comparer = Comparer.standard().resampling(new Resampling(10_000, 42, 0.95));
        for (int round = 1; round <= ROUNDS; round++) {
            long start = System.nanoTime();
            Comparison comparison = comparer.compare(baseline, candidate);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%s%d rows x %d metrics, 10000 resamples, %d processors: %.2f s (%d better, %d worse)%n",
                    round == 1 ? "cold: " : "warm: ",
                    ROWS,
                    comparison.metrics().size(),
                    Runtime.getRuntime().availableProcessors(),
                    seconds,
                    comparison.better().size(),
                    comparison.worse().size());
        }
    }

    /** A quarter passes and fails, the rest scores. */
    private static List<ScoredRow> rows(long seed, double shift) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ScoredRow> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            Map<String, Object> scores = new LinkedHashMap<>();
            for (int metric = 0; metric < METRICS; metric++) {
                double value = Math.min(1, random.nextDouble() + shift);
                if (metric % 4 == 0) {
                    scores.put("metric" + metric, value > 0.3);
                } else {
                    scores.put("metric" + metric, value);
                }
            }
            rows.add(ScoredRow.of("datapoint-" + row, scores));
        }
        return rows;
    }
}
