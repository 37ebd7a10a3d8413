// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.honeyhive.statistics.MeanEstimate;
import ai.honeyhive.statistics.PowerAnalysis;
import ai.honeyhive.statistics.Resampling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Decisions are right as often as they promise. Seeded, so the shares are the same each time; the number of trials is
 * multiplied by {@code -Dsimulation.scale}.
 */
class DecisionSimulationTest {
    private static final int SCALE = Integer.getInteger("simulation.scale", 1);
    private static final Comparer COMPARER = Comparer.standard().resampling(new Resampling(1000, 9, 0.95));
    private static final Comparer QUICK =
            COMPARER.resampling(new Resampling(100, 9, 0.95)); // for tests that draw nothing

    private interface Trial {
        boolean holds(SplittableRandom random);
    }

    private static double share(int trials, Trial trial) {
        int all = trials * SCALE;
        return (double) IntStream.range(0, all)
                        .parallel()
                        .filter(i -> trial.holds(new SplittableRandom(1_000_003L * i + 17)))
                        .count()
                / all;
    }

    private static boolean different(List<ScoredRow> baseline, List<ScoredRow> candidate) {
        return different(COMPARER, baseline, candidate);
    }

    private static boolean different(Comparer comparer, List<ScoredRow> baseline, List<ScoredRow> candidate) {
        return comparer.compare(baseline, candidate).metrics().get(0).verdict() != Verdict.NO_EVIDENCE;
    }

    /** Skewed scores between 0 and 1 that depend on how hard the datapoint is. */
    @Test
    void sameVersionTwice_scores_gateFiresFivePercent() {
        double fired = share(3000, random -> {
            List<ScoredRow> baseline = new ArrayList<>();
            List<ScoredRow> candidate = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                double hard = random.nextDouble();
                baseline.add(ScoredRow.of("d" + i, Map.of("score", Math.pow(random.nextDouble(), 3 * hard))));
                candidate.add(ScoredRow.of("d" + i, Map.of("score", Math.pow(random.nextDouble(), 3 * hard))));
            }
            return different(baseline, candidate);
        });

        assertThat(fired).isCloseTo(0.05, within(0.01));
    }

    @Test
    void sameVersionTwice_repeats_gateFiresFivePercent() {
        double fired = share(2000, random -> {
            List<ScoredRow> baseline = new ArrayList<>();
            List<ScoredRow> candidate = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                double easy = random.nextDouble();
                for (int repeat = 0; repeat < 5; repeat++) {
                    baseline.add(ScoredRow.of("d" + i, Map.of("ok", random.nextDouble() < easy)));
                    candidate.add(ScoredRow.of("d" + i, Map.of("ok", random.nextDouble() < easy)));
                }
            }
            return different(baseline, candidate);
        });

        assertThat(fired).isCloseTo(0.05, within(0.01));
    }

    @Test
    void sameVersionTwice_grades_gateFiresFivePercent() {
        double fired = share(3000, random -> {
            List<ScoredRow> baseline = new ArrayList<>();
            List<ScoredRow> candidate = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int hard = random.nextInt(3);
                baseline.add(ScoredRow.of("d" + i, Map.of("grade", 1 + hard + random.nextInt(3))));
                candidate.add(ScoredRow.of("d" + i, Map.of("grade", 1 + hard + random.nextInt(3))));
            }
            return different(baseline, candidate);
        });

        assertThat(fired).isCloseTo(0.05, within(0.01));
    }

    @Test
    void sameVersionTwice_passesAndFails_gateFiresFivePercent() {
        assertThat(share(5000, random -> passFail(random, QUICK, 60, 0.15, 0.15)))
                .isCloseTo(0.05, within(0.01));
        assertThat(share(5000, random -> passFail(random, QUICK, 300, 0.1, 0.1)))
                .isCloseTo(0.05, within(0.01));
    }

    @Test
    void sameVersionTwice_exactTests_gateFiresAtMostFivePercent() {
        double fired = share(5000, random -> passFail(random, QUICK.exactTests(), 60, 0.15, 0.15));

        assertThat(fired).isBetween(0.01, 0.04);
    }

    @Test
    void sameVersionTwice_twentyMetrics_anyFiresAtMostFivePercent() {
        double fired = share(400, random -> {
            List<ScoredRow> baseline = new ArrayList<>();
            List<ScoredRow> candidate = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                baseline.add(ScoredRow.of("d" + i, twenty(random)));
                candidate.add(ScoredRow.of("d" + i, twenty(random)));
            }
            Comparison comparison = COMPARER.compare(baseline, candidate);
            return !comparison.better().isEmpty() || !comparison.worse().isEmpty();
        });

        assertThat(fired).isBetween(0.01, 0.065);
    }

    private static Map<String, Object> twenty(SplittableRandom random) {
        Map<String, Object> scores = new HashMap<>();
        for (int metric = 0; metric < 20; metric++) {
            scores.put("m" + metric, random.nextDouble());
        }
        return scores;
    }

    private static boolean passFail(
            SplittableRandom random, Comparer comparer, int rows, double toFail, double toPass) {
        List<ScoredRow> baseline = new ArrayList<>();
        List<ScoredRow> candidate = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            double fate = random.nextDouble();
            boolean before = fate < toFail || fate > 0.5;
            boolean after = fate >= toFail && (fate < toFail + toPass || fate > 0.5);
            baseline.add(ScoredRow.of("d" + i, Map.of("ok", before)));
            candidate.add(ScoredRow.of("d" + i, Map.of("ok", after)));
        }
        return different(comparer, baseline, candidate);
    }

    @Test
    void detectableDifference_ofScores_isSeenAsOftenAsPlanned() {
        double least = PowerAnalysis.standard().detectableDifference(60, 0.2);

        double seen = share(3000, random -> {
            List<ScoredRow> baseline = new ArrayList<>();
            List<ScoredRow> candidate = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                double value = random.nextDouble();
                baseline.add(ScoredRow.of("d" + i, Map.of("score", value)));
                candidate.add(ScoredRow.of("d" + i, Map.of("score", value + least + 0.2 * random.nextGaussian())));
            }
            return different(baseline, candidate);
        });

        assertThat(seen).isCloseTo(0.8, within(0.02));
    }

    @Test
    void detectableDifference_ofPassRates_isSeenAsOftenAsPlanned() {
        double least =
                PowerAnalysis.standard().detectablePassRateDifference(150, 0.25).orElseThrow();

        double seen = share(3000, random -> passFail(random, QUICK, 150, (0.25 - least) / 2, (0.25 + least) / 2));

        assertThat(seen).isCloseTo(0.8, within(0.02));
    }

    @Test
    void interval_ofScores_holdsTheMeanAsOftenAsItSays() {
        double held = share(4000, random -> {
            double[] values = random.doubles(60).map(value -> value * value).toArray();
            return MeanEstimate.of(values, new Resampling(1000, random.nextLong(), 0.95))
                    .interval()
                    .orElseThrow()
                    .contains(1 / 3.0);
        });

        assertThat(held).isCloseTo(0.95, within(0.012));
    }

    @Test
    void interval_ofRepeats_holdsTheMeanAsOftenAsItSays() {
        double held = share(3000, random -> {
            List<double[]> clusters = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                double easy = random.nextDouble();
                clusters.add(
                        random.doubles(4).map(value -> value < easy ? 1 : 0).toArray());
            }
            return MeanEstimate.ofClusters(clusters, new Resampling(1000, random.nextLong(), 0.95))
                    .interval()
                    .orElseThrow()
                    .contains(0.5);
        });

        assertThat(held).isCloseTo(0.95, within(0.012));
    }
}
