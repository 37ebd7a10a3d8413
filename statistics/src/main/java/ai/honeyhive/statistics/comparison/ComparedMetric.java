// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics.comparison;

import ai.honeyhive.statistics.Interval;
import ai.honeyhive.statistics.PowerAnalysis;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One metric of two runs, over the datapoints that have it in both. Yes is 1 and no is 0; repeats of a datapoint count as
 * their mean. Differences are candidate less baseline. Immutable.
 */
public final class ComparedMetric {
    private final MetricPairs pairs;
    private final MetricTest test;
    private final double adjustedPValue;
    private final Correction correction;
    private final double alpha;
    private final boolean lowerIsBetter;

    ComparedMetric(
            MetricPairs pairs,
            MetricTest test,
            double adjustedPValue,
            Correction correction,
            double alpha,
            boolean lowerIsBetter) {
        this.pairs = pairs;
        this.test = test;
        this.adjustedPValue = adjustedPValue;
        this.correction = correction;
        this.alpha = alpha;
        this.lowerIsBetter = lowerIsBetter;
    }

    /** Returns the name of the metric. */
    public String metric() {
        return pairs.metric();
    }

    /** Returns how many datapoints are compared. */
    public int pairs() {
        return pairs.count();
    }

    /** Returns the baseline's value of each pair, in the order of {@link #candidateValues()}; a copy. */
    public double[] baselineValues() {
        return pairs.baseline().clone();
    }

    /** Returns the candidate's value of each pair, in the order of {@link #baselineValues()}; a copy. */
    public double[] candidateValues() {
        return pairs.candidate().clone();
    }

    /** Returns how many datapoints have the metric in the baseline only. */
    public int baselineOnly() {
        return pairs.baselineOnly();
    }

    /** Returns how many datapoints have the metric in the candidate only. */
    public int candidateOnly() {
        return pairs.candidateOnly();
    }

    /** Returns whether all values are passes and fails of datapoints that are not repeated. */
    public boolean passFail() {
        return pairs.passFail();
    }

    /** Returns whether less is better. */
    public boolean lowerIsBetter() {
        return lowerIsBetter;
    }

    /** Returns the mean of the baseline. */
    public double baselineMean() {
        return test.means().first().mean();
    }

    /** Returns the BCa interval of the baseline's mean; empty if there is only one pair. */
    public Optional<Interval> baselineInterval() {
        return test.means().first().interval();
    }

    /** Returns the mean of the candidate. */
    public double candidateMean() {
        return test.means().second().mean();
    }

    /** Returns the BCa interval of the candidate's mean; empty if there is only one pair. */
    public Optional<Interval> candidateInterval() {
        return test.means().second().interval();
    }

    /** Returns the mean difference. */
    public double difference() {
        return test.means().difference().mean();
    }

    /** Returns the BCa interval of the mean difference; empty if there is only one pair. */
    public Optional<Interval> differenceInterval() {
        return test.means().difference().interval();
    }

    /** Returns how many datapoints have a better value in the candidate. */
    public int improved() {
        return lowerIsBetter ? test.lower() : test.higher();
    }

    /** Returns how many datapoints have a worse value in the candidate. */
    public int degraded() {
        return lowerIsBetter ? test.higher() : test.lower();
    }

    /** Returns how many datapoints have the same value in both. */
    public int same() {
        return pairs.count() - test.higher() - test.lower();
    }

    /** Returns the test: {@code McNemar exact} of passes and fails, else {@code paired permutation}. */
    public String test() {
        return test.name();
    }

    /** Returns the exact two-sided p-value of that test. */
    public double pValue() {
        return test.pValue();
    }

    /** Returns the two-sided p-value of Wilcoxon's signed-rank test, beside the one that decides. */
    public double wilcoxonPValue() {
        return test.wilcoxonPValue();
    }

    /**
     * Returns the p-value that is corrected and decides: the mid-p value of the test, unless the comparer was told to take
     * the exact one. Of scores that are never equally far apart both are the same.
     */
    public double decidingPValue() {
        return test.decidingPValue();
    }

    /** Returns the deciding p-value corrected for all metrics of the comparison; the verdict goes by it. */
    public double adjustedPValue() {
        return adjustedPValue;
    }

    /** Returns how the p-value is corrected. */
    public Correction correction() {
        return correction;
    }

    /** Returns the standard deviation of the differences, for {@link PowerAnalysis}. */
    public double differenceDeviation() {
        return test.deviation();
    }

    /** Returns Cohen's d<sub>z</sub>: the mean difference in standard deviations of the differences; empty if infinite. */
    public OptionalDouble cohensDz() {
        return test.cohensDz();
    }

    /** Returns the matched-pairs rank-biserial correlation, from -1 to 1; empty if nothing changed. */
    public OptionalDouble rankBiserial() {
        return test.rankBiserial();
    }

    /** Returns Cliff's delta of candidate against baseline, from -1 to 1. */
    public double cliffsDelta() {
        return test.cliffsDelta();
    }

    /**
     * Returns the smallest difference that a comparison of so many pairs, that differ as much as these do, sees with
     * probability 0.8 at this alpha without correction; empty if it sees none, or nothing differs.
     */
    public OptionalDouble detectable() {
        PowerAnalysis plan = PowerAnalysis.standard().withAlpha(Math.min(alpha, 0.5));
        double changed = (double) (test.higher() + test.lower()) / pairs.count();
        if (pairs.passFail() && decidingPValue() == pValue()) {
            plan = plan.withExactTests();
        }
        if (changed == 0 || pairs.count() < 2) {
            return OptionalDouble.empty();
        }
        return pairs.passFail()
                ? plan.detectablePassRateDifference(pairs.count(), changed)
                : test.deviation() == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(plan.detectableDifference(pairs.count(), test.deviation()));
    }

    /** Returns what the evidence says. */
    public Verdict verdict() {
        if (adjustedPValue > alpha || difference() == 0) {
            return Verdict.NO_EVIDENCE;
        }
        return difference() > 0 != lowerIsBetter ? Verdict.BETTER : Verdict.WORSE;
    }

    /** Returns all of it as one sentence. */
    public String sentence() {
        String verdictWords =
                switch (verdict()) {
                    case BETTER -> "better";
                    case WORSE -> "worse";
                    case NO_EVIDENCE -> "no evidence of a difference";
                };
        StringBuilder sentence = new StringBuilder(metric() + ": " + verdictWords)
                .append(format(", %.4g -> %.4g (%+.4g", baselineMean(), candidateMean(), difference()));
        differenceInterval()
                .ifPresent(interval -> sentence.append(format(
                        ", %s %% interval %+.4g to %+.4g",
                        percent(interval.level()), interval.lower(), interval.upper())));
        sentence.append(format("), %d pairs, %s p = %.4g", pairs(), test(), pValue()));
        if (decidingPValue() != pValue()) {
            sentence.append(format(", mid-p %.4g", decidingPValue()));
        }
        if (correction != Correction.NONE) {
            sentence.append(format(", corrected %.4g", adjustedPValue));
        }
        cohensDz().ifPresent(dz -> sentence.append(format(", d_z = %.3g", dz)));
        if (verdict() == Verdict.NO_EVIDENCE) {
            detectable().ifPresent(least -> sentence.append(format("; could see %.3g", least)));
        }
        return sentence.toString();
    }

    static String percent(double share) {
        double percent = Math.rint(share * 100_000) / 1000;
        return percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    @Override
    public String toString() {
        return sentence();
    }
}
