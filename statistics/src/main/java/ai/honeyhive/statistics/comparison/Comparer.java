// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics.comparison;

import ai.honeyhive.statistics.Resampling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares runs. Immutable; each step returns a comparer that differs in one thing. The same rows and settings give the same
 * numbers on every machine, in whatever order the rows come and the metrics are worked on, which happens on all processors.
 */
public final class Comparer {
    private static final Comparer STANDARD =
            new Comparer(0.05, Resampling.standard(), Correction.HOLM, Set.of(), null, false);

    private final double alpha;
    private final Resampling resampling;
    private final Correction correction;
    private final Set<String> lowerIsBetter;
    private final @Nullable Set<String> metrics;
    private final boolean exactTests;

    private Comparer(
            double alpha,
            Resampling resampling,
            Correction correction,
            Set<String> lowerIsBetter,
            @Nullable Set<String> metrics,
            boolean exactTests) {
        this.alpha = alpha;
        this.resampling = resampling;
        this.correction = correction;
        this.lowerIsBetter = lowerIsBetter;
        this.metrics = metrics;
        this.exactTests = exactTests;
    }

    /**
     * Returns the usual one: different at 0.05 after Holm's correction over all metrics, 95 % intervals, 10,000 resamples, a
     * fixed seed, higher is better.
     */
    public static Comparer standard() {
        return STANDARD;
    }

    /**
     * Sets from which adjusted p-value on a difference is taken for one.
     *
     * @param level between 0 and 1
     */
    public Comparer alpha(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("alpha must be between 0 and 1, but is " + level);
        }
        return new Comparer(level, resampling, correction, lowerIsBetter, metrics, exactTests);
    }

    /** Sets number of resamples, seed and level of intervals. */
    public Comparer resampling(Resampling settings) {
        return new Comparer(alpha, settings, correction, lowerIsBetter, metrics, exactTests);
    }

    /** Sets how p-values are corrected for there being several metrics. */
    public Comparer correction(Correction method) {
        return new Comparer(alpha, resampling, method, lowerIsBetter, metrics, exactTests);
    }

    /** Names metrics of which less is better, such as latency and cost. */
    public Comparer lowerIsBetter(String... names) {
        return new Comparer(alpha, resampling, correction, Set.of(names), metrics, exactTests);
    }

    /**
     * Compares these metrics only, which makes the correction milder. Decide before you look. Default: every number and
     * boolean that both runs have, and {@link Comparison#TASK_SUCCESS} if a row failed.
     */
    public Comparer metrics(String... names) {
        return new Comparer(alpha, resampling, correction, lowerIsBetter, new TreeSet<>(List.of(names)), exactTests);
    }

    /**
     * Decides by exact p-values. Default: by mid-p values, which on runs that do not differ are below alpha about as often as
     * alpha says. Exact ones are so at most that often: guaranteed, but for passes, fails, grades and few repeats only in 2
     * to 4 of 100 cases instead of 5.
     */
    public Comparer exactTests() {
        return new Comparer(alpha, resampling, correction, lowerIsBetter, metrics, true);
    }

    /** Compares two runs. */
    public Comparison compare(ScoredRun baseline, ScoredRun candidate) {
        return compare(baseline.scoredRows(), candidate.scoredRows());
    }

    /**
     * Compares rows.
     *
     * @throws IllegalArgumentException if a metric was named that no datapoint has in both
     */
    public Comparison compare(Collection<ScoredRow> baseline, Collection<ScoredRow> candidate) {
        List<MetricPairs> pairs = pairs(baseline, candidate);
        MetricTest[] tests = new MetricTest[pairs.size()];
        IntStream.range(0, tests.length)
                .parallel()
                .forEach(i -> tests[i] =
                        MetricTest.of(pairs.get(i), seeded(pairs.get(i).metric()), exactTests));
        double[] pValues = new double[tests.length];
        for (int i = 0; i < tests.length; i++) {
            pValues[i] = tests[i].decidingPValue();
        }
        double[] adjusted = correction.adjust(pValues);
        List<ComparedMetric> compared = new ArrayList<>();
        for (int i = 0; i < tests.length; i++) {
            boolean lower = lowerIsBetter.contains(pairs.get(i).metric());
            compared.add(new ComparedMetric(pairs.get(i), tests[i], adjusted[i], correction, alpha, lower));
        }
        return new Comparison(compared, ids(baseline), ids(candidate), alpha);
    }

    /** The order of metrics must not change the numbers. */
    private Resampling seeded(String metric) {
        return resampling.withSeed(resampling.seed() * 31 + metric.hashCode());
    }

    private List<MetricPairs> pairs(Collection<ScoredRow> baseline, Collection<ScoredRow> candidate) {
        Set<String> names = new TreeSet<>();
        if (metrics != null) {
            names.addAll(metrics);
        } else {
            baseline.forEach(row -> names.addAll(row.scores().keySet()));
            candidate.forEach(row -> names.addAll(row.scores().keySet()));
            if (baseline.stream().anyMatch(ScoredRow::failed)
                    || candidate.stream().anyMatch(ScoredRow::failed)) {
                names.add(Comparison.TASK_SUCCESS);
            }
        }
        List<MetricPairs> pairs = new ArrayList<>();
        for (String name : names) {
            MetricPairs of = MetricPairs.of(name, baseline, candidate);
            if (of.count() > 0) {
                pairs.add(of);
            } else if (metrics != null) {
                throw new IllegalArgumentException("no datapoint has the metric \"" + name + "\" in both runs");
            }
        }
        return pairs;
    }

    private static Set<String> ids(Collection<ScoredRow> rows) {
        Set<String> ids = new TreeSet<>();
        rows.forEach(row -> ids.add(row.datapointId()));
        return ids;
    }
}
