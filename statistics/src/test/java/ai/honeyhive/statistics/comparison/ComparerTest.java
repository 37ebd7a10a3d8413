// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.honeyhive.statistics.MeanEstimate;
import ai.honeyhive.statistics.Resampling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparerTest {
    private static List<ScoredRow> rows(int count, IntFunction<Map<String, Object>> scores) {
        return IntStream.range(0, count)
                .mapToObj(i -> ScoredRow.of("d" + i, scores.apply(i)))
                .toList();
    }

    @Test
    void passesAndFails_areComparedByMcNemar() {
        List<ScoredRow> baseline = rows(100, i -> Map.of("ok", i < 60));
        List<ScoredRow> candidate = rows(100, i -> Map.of("ok", i >= 2 && i < 70));

        ComparedMetric ok = Comparison.of(baseline, candidate).metric("ok").orElseThrow();

        assertThat(ok.pairs()).isEqualTo(100);
        assertThat(ok.test()).isEqualTo("McNemar exact");
        assertThat(ok.pValue()).isCloseTo(0.03857421875, within(1e-12));
        assertThat(ok.decidingPValue()).isCloseTo(0.0224609375, within(1e-12));
        assertThat(ok.adjustedPValue()).isEqualTo(ok.decidingPValue());
        assertThat(ok.baselineMean()).isEqualTo(0.6);
        assertThat(ok.candidateMean()).isEqualTo(0.68);
        assertThat(ok.difference()).isCloseTo(0.08, within(1e-12));
        assertThat(ok.improved()).isEqualTo(10);
        assertThat(ok.degraded()).isEqualTo(2);
        assertThat(ok.same()).isEqualTo(88);
        assertThat(ok.verdict()).isEqualTo(Verdict.BETTER);
        assertThat(ok.differenceInterval().orElseThrow().contains(0.08)).isTrue();
        assertThat(ok.sentence())
                .startsWith("ok: better, 0.6000 -> 0.6800 (+0.08000, 95 % interval ")
                .contains("100 pairs, McNemar exact p = 0.03857, mid-p 0.02246, corrected 0.02246, d_z = ");
    }

    @Test
    void exactTests_decideWhenAsked() {
        List<ScoredRow> baseline = rows(100, i -> Map.of("ok", i < 60));
        List<ScoredRow> candidate = rows(100, i -> Map.of("ok", i >= 3 && i < 70));

        ComparedMetric midP = Comparison.of(baseline, candidate).metrics().get(0);
        ComparedMetric exact = Comparer.standard()
                .exactTests()
                .compare(baseline, candidate)
                .metrics()
                .get(0);

        assertThat(exact.decidingPValue()).isEqualTo(exact.pValue()).isEqualTo(midP.pValue());
        assertThat(midP.decidingPValue()).isLessThan(midP.pValue());
    }

    @Test
    void scores_areComparedByPermutation_andLessCanBeBetter() {
        List<ScoredRow> baseline = rows(40, i -> Map.of("latency", 100 + i % 7));
        List<ScoredRow> candidate = rows(40, i -> Map.of("latency", 90 + i % 5));

        ComparedMetric more = Comparison.of(baseline, candidate).metrics().get(0);
        ComparedMetric less = Comparer.standard()
                .lowerIsBetter("latency")
                .compare(baseline, candidate)
                .metrics()
                .get(0);

        assertThat(more.test()).isEqualTo("paired permutation");
        assertThat(more.verdict()).isEqualTo(Verdict.WORSE);
        assertThat(more.degraded()).isEqualTo(40);
        assertThat(less.verdict()).isEqualTo(Verdict.BETTER);
        assertThat(less.improved()).isEqualTo(40);
        assertThat(less.rankBiserial()).hasValue(-1);
    }

    @Test
    void pairs_areFormedByDatapoint_whateverTheOrder() {
        List<ScoredRow> baseline = rows(30, i -> Map.of("f1", i / 30.0));
        List<ScoredRow> candidate = new ArrayList<>(rows(30, i -> Map.of("f1", i / 30.0 + 0.01)));
        Collections.shuffle(candidate, new Random(1));
        candidate.removeIf(row -> row.datapointId().equals("d3"));
        candidate.add(ScoredRow.of("new", Map.of("f1", 0.5)));

        Comparison comparison = Comparison.of(baseline, candidate);

        ComparedMetric f1 = comparison.metrics().get(0);
        assertThat(f1.pairs()).isEqualTo(29);
        assertThat(f1.baselineOnly()).isEqualTo(1);
        assertThat(f1.candidateOnly()).isEqualTo(1);
        assertThat(f1.difference()).isCloseTo(0.01, within(1e-12));
        assertThat(f1.verdict()).isEqualTo(Verdict.BETTER);
        assertThat(comparison.commonDatapoints()).isEqualTo(29);
        assertThat(comparison.baselineOnlyDatapoints()).isEqualTo(1);
        assertThat(comparison.candidateOnlyDatapoints()).isEqualTo(1);
    }

    @Test
    void sameRuns_showNothing() {
        List<ScoredRow> rows = rows(20, i -> Map.of("f1", i / 20.0, "ok", i % 2 == 0, "label", "x"));

        Comparison comparison = Comparison.of(rows, rows);

        assertThat(comparison.metrics()).extracting(ComparedMetric::metric).containsExactly("f1", "ok");
        assertThat(comparison.metrics()).allSatisfy(metric -> {
            assertThat(metric.pValue()).isEqualTo(1);
            assertThat(metric.verdict()).isEqualTo(Verdict.NO_EVIDENCE);
            assertThat(metric.detectable()).isEmpty();
        });
    }

    @Test
    void repeats_ofADatapoint_areOnePair() {
        List<ScoredRow> baseline = new ArrayList<>();
        List<ScoredRow> candidate = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            for (int repeat = 0; repeat < 50; repeat++) {
                baseline.add(ScoredRow.of("d" + i, Map.of("ok", repeat % 2 == 0)));
                candidate.add(ScoredRow.of("d" + i, Map.of("ok", i == 0 || repeat % 2 == 0)));
            }
        }

        ComparedMetric ok = Comparison.of(baseline, candidate).metrics().get(0);

        assertThat(ok.pairs()).isEqualTo(8);
        assertThat(ok.passFail()).isFalse();
        assertThat(ok.baselineMean()).isEqualTo(0.5);
        assertThat(ok.candidateMean()).isEqualTo(0.5625);
        assertThat(ok.verdict())
                .as("one question answered better is no evidence on others")
                .isEqualTo(Verdict.NO_EVIDENCE);
    }

    @Test
    void failedRows_areAMetricOfTheirOwn() {
        List<ScoredRow> baseline = rows(20, i -> Map.of("f1", 0.2));
        List<ScoredRow> candidate = IntStream.range(0, 20)
                .mapToObj(
                        i -> i < 10 ? new ScoredRow("d" + i, true, Map.of()) : ScoredRow.of("d" + i, Map.of("f1", 0.9)))
                .toList();

        Comparison comparison = Comparison.of(baseline, candidate);

        assertThat(comparison.worse()).extracting(ComparedMetric::metric).containsExactly(Comparison.TASK_SUCCESS);
        assertThat(comparison.better()).extracting(ComparedMetric::metric).containsExactly("f1");
        assertThat(comparison.metric("f1").orElseThrow().baselineOnly()).isEqualTo(10);
    }

    @Test
    void manyMetrics_areCorrected() {
        List<ScoredRow> baseline = rows(12, i -> scores(i, false));
        List<ScoredRow> candidate = rows(12, i -> scores(i, true));

        ComparedMetric holm = Comparison.of(baseline, candidate).metric("m00").orElseThrow();
        ComparedMetric hochberg = Comparer.standard()
                .correction(Correction.BENJAMINI_HOCHBERG)
                .compare(baseline, candidate)
                .metric("m00")
                .orElseThrow();
        ComparedMetric alone = Comparer.standard()
                .metrics("m00")
                .compare(baseline, candidate)
                .metric("m00")
                .orElseThrow();

        assertThat(holm.pValue()).isCloseTo(0.03125, within(1e-12)).isEqualTo(hochberg.pValue());
        assertThat(holm.adjustedPValue()).isCloseTo(0.15625, within(1e-12));
        assertThat(holm.verdict()).isEqualTo(Verdict.NO_EVIDENCE);
        assertThat(hochberg.adjustedPValue()).isCloseTo(0.15625, within(1e-12));
        assertThat(alone.verdict()).isEqualTo(Verdict.BETTER);
        assertThatThrownBy(() -> Comparer.standard().metrics("typo").compare(baseline, candidate))
                .hasMessage("no datapoint has the metric \"typo\" in both runs");
    }

    private static Map<String, Object> scores(int row, boolean candidate) {
        Map<String, Object> scores = new LinkedHashMap<>();
        for (int metric = 0; metric < 10; metric++) {
            scores.put("m0" + metric, metric == 0 && candidate && row < 6);
        }
        return scores;
    }

    @Test
    void numbers_areTheSameEachTime_andForAMetricAlone() {
        Random random = new Random(5);
        List<ScoredRow> baseline = rows(60, i -> Map.of("a", random.nextDouble(), "b", random.nextDouble()));
        List<ScoredRow> candidate = rows(60, i -> Map.of("a", random.nextDouble(), "b", random.nextDouble()));

        String both = Comparison.of(baseline, candidate).summary();
        ComparedMetric alone = Comparer.standard()
                .metrics("b")
                .compare(baseline, candidate)
                .metrics()
                .get(0);

        assertThat(Comparison.of(baseline, candidate).summary()).isEqualTo(both);
        assertThat(Comparison.of(baseline, candidate).metric("b").orElseThrow().differenceInterval())
                .isEqualTo(alone.differenceInterval());
    }

    @Test
    void numbers_areTheSame_whateverTheOrderOfRows() {
        Random random = new Random(7);
        List<ScoredRow> baseline = new ArrayList<>();
        List<ScoredRow> candidate = new ArrayList<>();
        for (int repeat = 0; repeat < 3; repeat++) {
            baseline.addAll(rows(40, i -> Map.of("f1", random.nextDouble(), "ok", random.nextBoolean())));
            candidate.addAll(rows(40, i -> Map.of("f1", random.nextDouble(), "ok", random.nextBoolean())));
        }
        List<ScoredRow> shuffledBaseline = new ArrayList<>(baseline);
        List<ScoredRow> shuffledCandidate = new ArrayList<>(candidate);
        Collections.shuffle(shuffledBaseline, random);
        Collections.shuffle(shuffledCandidate, random);

        Comparison inOrder = Comparison.of(baseline, candidate);
        Comparison shuffled = Comparison.of(shuffledBaseline, shuffledCandidate);

        for (ComparedMetric metric : inOrder.metrics()) {
            ComparedMetric other = shuffled.metric(metric.metric()).orElseThrow();
            assertThat(other.differenceInterval()).isPresent().isEqualTo(metric.differenceInterval());
            assertThat(other.pValue()).isEqualTo(metric.pValue());
            assertThat(other.sentence()).isEqualTo(metric.sentence());
        }
        assertThat(MetricEstimates.of(shuffledBaseline, Resampling.standard()))
                .hasToString(MetricEstimates.of(baseline, Resampling.standard()).toString());
    }

    @Test
    void rows_withValuesThatAreNoScores_areRefused() {
        assertThatThrownBy(() -> ScoredRow.of("d", Map.of("m", Double.NaN))).hasMessageContaining("the score \"m\" of");
        assertThatThrownBy(() -> ScoredRow.of("d", Map.of("m", List.of()))).hasMessageContaining("no boolean");
    }

    @Test
    void onePair_isComparedWithoutIntervals() {
        ComparedMetric f1 = Comparison.of(
                        List.of(ScoredRow.of("d", Map.of("f1", 0.2))), List.of(ScoredRow.of("d", Map.of("f1", 0.9))))
                .metrics()
                .get(0);

        assertThat(f1.verdict()).isEqualTo(Verdict.NO_EVIDENCE);
        assertThat(f1.differenceInterval()).isEmpty();
        assertThat(f1.cohensDz()).isEmpty();
        assertThat(f1.sentence()).startsWith("f1: no evidence of a difference, 0.2000 -> 0.9000 (+0.7000), 1 pairs");
    }

    @Test
    void emptyRuns_compareToNothing() {
        assertThat(Comparison.of(List.<ScoredRow>of(), List.of()).metrics()).isEmpty();
    }

    @Test
    void estimates_ofOneRun_haveIntervals_andDrawRepeatsTogether() {
        List<ScoredRow> rows = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            for (int repeat = 0; repeat < 5; repeat++) {
                rows.add(ScoredRow.of("d" + i, Map.of("ok", i % 2 == 0)));
            }
        }

        MeanEstimate ok = MetricEstimates.of(rows, Resampling.standard()).get("ok");

        assertThat(ok.mean()).isEqualTo(0.5);
        assertThat(ok.clusters()).isEqualTo(20);
        assertThat(ok.interval().orElseThrow().lower()).isBetween(0.25, 0.35);
    }
}
