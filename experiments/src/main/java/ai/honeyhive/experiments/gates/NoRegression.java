// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.gates;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.EvaluatedRows;
import ai.honeyhive.experiments.ExperimentException;
import ai.honeyhive.experiments.Gate;
import ai.honeyhive.experiments.GateResult;
import ai.honeyhive.experiments.budgets.Budgets;
import ai.honeyhive.statistics.comparison.ComparedMetric;
import ai.honeyhive.statistics.comparison.Comparer;
import ai.honeyhive.statistics.comparison.Comparison;
import ai.honeyhive.statistics.comparison.ScoredRow;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Demands that no metric got worse, by {@link Comparer#standard()}: paired by datapoint, corrected for the number of
 * metrics. Of what {@link Budgets} measure less is better, of others more is, unless said. If rows failed, that the task did not is a metric too. Immutable.
 *
 * <p>It passes if nothing is shown to be worse, which is not the same as being equal: the reason tells which change could
 * have been seen. {@link #tolerating} demands the opposite proof.
 */
public final class NoRegression implements Gate {
    private final Baseline baseline;
    private final Set<String> metrics;
    private final Set<String> lowerIsBetter;
    private final double alpha;
    private final double margin;

    private NoRegression(
            Baseline baseline, Set<String> metrics, Set<String> lowerIsBetter, double alpha, double margin) {
        this.baseline = baseline;
        this.metrics = metrics;
        this.lowerIsBetter = lowerIsBetter;
        this.alpha = alpha;
        this.margin = margin;
    }

    static NoRegression against(Baseline baseline) {
        return new NoRegression(requireNonNull(baseline, "baseline"), Set.of(), Budgets.measures(), 0.05, Double.NaN);
    }

    /**
     * Looks at these metrics only, which makes the correction milder. Decide before you look. Default: all of the baseline,
     * and the run may have no others.
     */
    public NoRegression metrics(String... names) {
        return new NoRegression(baseline, sorted(names), lowerIsBetter, alpha, margin);
    }

    /** Names further metrics of which less is better. */
    public NoRegression lowerIsBetter(String... names) {
        Set<String> all = sorted(names);
        all.addAll(lowerIsBetter);
        return new NoRegression(baseline, metrics, all, alpha, margin);
    }

    /**
     * Sets from which corrected p-value on a metric is worse. Default: 0.05.
     *
     * @param level between 0 and 1
     */
    public NoRegression alpha(double level) {
        Comparer.standard().alpha(level); // checks it
        return new NoRegression(baseline, metrics, lowerIsBetter, level, margin);
    }

    /**
     * Demands proof that no metric is worse by more than a margin (non-inferiority): the whole 95 % interval of each
     * difference has to be above it. Undecided where the interval holds the margin: too few datapoints.
     *
     * @param worseBy above 0, in units of the metrics
     */
    public NoRegression tolerating(double worseBy) {
        if (!(worseBy > 0 && Double.isFinite(worseBy))) {
            throw new IllegalArgumentException("a margin is above 0, but is " + worseBy);
        }
        return new NoRegression(baseline, metrics, lowerIsBetter, alpha, worseBy);
    }

    @Override
    public String name() {
        return "no regression"
                + (metrics.isEmpty() ? "" : " of " + String.join(", ", metrics))
                + (Double.isNaN(margin) ? "" : " by more than " + Figure.plain(margin))
                + " against " + baseline.runName();
    }

    @Override
    public void prepare(Dataset dataset) {
        try {
            baseline.requireDataset(dataset.id(), dataset.size());
        } catch (BaselineException e) {
            throw new ExperimentException("the run was not started: " + e.getMessage());
        }
    }

    @Override
    public GateResult check(EvaluatedRows run) {
        try {
            if (metrics.isEmpty()) {
                baseline.requireSameAs(run);
            } else {
                baseline.requireDataset(run.datasetId(), run.datasetSize());
            }
        } catch (BaselineException e) {
            return GateResult.undecided(this, String.valueOf(e.getMessage()));
        }
        Comparison comparison;
        try {
            comparison = comparer(run).compare(baseline, run);
        } catch (IllegalArgumentException e) {
            return GateResult.undecided(this, String.valueOf(e.getMessage()));
        }
        if (comparison.metrics().isEmpty()) {
            return GateResult.undecided(this, "no datapoint has a metric in both runs");
        }
        return Double.isNaN(margin) ? byVerdict(comparison) : byMargin(comparison);
    }

    private Comparer comparer(EvaluatedRows run) {
        Comparer comparer = Comparer.standard().alpha(alpha).lowerIsBetter(lowerIsBetter.toArray(String[]::new));
        if (metrics.isEmpty()) {
            return comparer;
        }
        Set<String> compared = new TreeSet<>(metrics);
        if (anyFailed(baseline.scoredRows()) || anyFailed(run.scoredRows())) {
            compared.add(Comparison.TASK_SUCCESS);
        }
        return comparer.metrics(compared.toArray(String[]::new));
    }

    private static boolean anyFailed(List<ScoredRow> rows) {
        return rows.stream().anyMatch(ScoredRow::failed);
    }

    private GateResult byVerdict(Comparison comparison) {
        List<ComparedMetric> worse = comparison.worse();
        if (!worse.isEmpty()) {
            return GateResult.failed(this, sentences(worse) + left(comparison));
        }
        int count = comparison.metrics().size();
        List<ComparedMetric> blind = comparison.metrics().stream()
                .filter(metric -> metric.degraded() > 0 && Math.scalb(1.0, -metric.pairs()) * count > alpha)
                .toList();
        if (!blind.isEmpty()) {
            return GateResult.undecided(this, "too few datapoints to show anything: " + sentences(blind));
        }
        return GateResult.passed(this, sentences(comparison.metrics()) + left(comparison));
    }

    private GateResult byMargin(Comparison comparison) {
        List<ComparedMetric> open = comparison.metrics().stream()
                .filter(metric -> metric.differenceInterval().isEmpty() || worst(metric) < -margin)
                .toList();
        List<ComparedMetric> worse = open.stream()
                .filter(metric -> metric.differenceInterval().isPresent() && best(metric) < -margin)
                .toList();
        if (!worse.isEmpty()) {
            return GateResult.failed(this, sentences(worse) + left(comparison));
        }
        return open.isEmpty()
                ? GateResult.passed(this, sentences(comparison.metrics()) + left(comparison))
                : GateResult.undecided(
                        this, "the margin is inside the interval: " + sentences(open) + left(comparison));
    }

    /** The end of the interval that is worst for the candidate; above 0 is better. */
    private static double worst(ComparedMetric metric) {
        return metric.differenceInterval()
                .map(interval -> metric.lowerIsBetter() ? -interval.upper() : interval.lower())
                .orElse(Double.NEGATIVE_INFINITY);
    }

    private static double best(ComparedMetric metric) {
        return metric.differenceInterval()
                .map(interval -> metric.lowerIsBetter() ? -interval.lower() : interval.upper())
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static String sentences(List<ComparedMetric> metrics) {
        return metrics.stream().map(ComparedMetric::sentence).collect(Collectors.joining("; "));
    }

    /** What was not compared, so that nobody thinks it was. */
    private static String left(Comparison comparison) {
        String left = comparison.metrics().stream()
                .filter(metric -> metric.baselineOnly() > 0)
                .map(metric -> metric.metric() + " on " + Figure.rows(metric.baselineOnly()))
                .collect(Collectors.joining(", "));
        return left.isEmpty() ? "" : "; only the baseline has " + left;
    }

    private static Set<String> sorted(String... names) {
        return new TreeSet<>(Arrays.asList(names));
    }
}
