// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics;

import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The means of two samples that are paired, and of their differences, each with its BCa interval; pairs are drawn as a
 * whole. Intervals are empty if there is only one pair.
 *
 * @param pairs how many pairs there are
 * @param first mean of the first values
 * @param second mean of the second values
 * @param difference mean of second minus first
 */
public record PairedMeans(int pairs, MeanWithInterval first, MeanWithInterval second, MeanWithInterval difference) {
    /**
     * A mean and its interval.
     *
     * @param mean arithmetic mean
     * @param interval empty if nothing can be said
     */
    public record MeanWithInterval(double mean, Optional<Interval> interval) {}

    /**
     * Estimates.
     *
     * @param first finite, at least one
     * @param second as many, in the same order
     */
    public static PairedMeans of(double[] first, double[] second, Resampling resampling) {
        int n = Differences.requirePairs(first, second);
        double[] differences = Differences.of(first, second);
        if (n < 2) {
            return new PairedMeans(n, alone(first), alone(second), alone(differences));
        }
        double[] pairs = new double[2 * n];
        for (int i = 0; i < n; i++) {
            pairs[2 * i] = first[i];
            pairs[2 * i + 1] = second[i];
        }
        double[] firstMeans = new double[resampling.resamples()];
        double[] secondMeans = new double[resampling.resamples()];
        Draws.pairMeans(pairs, new SplittableRandom(resampling.seed()), firstMeans, secondMeans);
        double[] differenceMeans = Differences.of(firstMeans, secondMeans);
        return new PairedMeans(
                n,
                with(first, firstMeans, resampling, false),
                with(second, secondMeans, resampling, false),
                with(differences, differenceMeans, resampling, true));
    }

    private static MeanWithInterval alone(double[] values) {
        return new MeanWithInterval(MeanEstimate.mean(values), Optional.empty());
    }

    private static MeanWithInterval with(
            double[] values, double[] replicates, Resampling resampling, boolean ofDifferences) {
        double mean = MeanEstimate.mean(values);
        if (MeanEstimate.allEqual(values)) {
            Interval constant = ofDifferences
                    ? new Interval(mean, mean, resampling.level())
                    : MeanEstimate.constant(values[0], values.length, resampling);
            return new MeanWithInterval(mean, Optional.of(constant));
        }
        Interval interval = Bca.interval(replicates, mean, MeanEstimate.leaveOneOut(values, mean), resampling.level());
        return new MeanWithInterval(mean, Optional.of(interval));
    }
}
