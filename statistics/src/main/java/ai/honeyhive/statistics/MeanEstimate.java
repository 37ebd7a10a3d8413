// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A mean, and how far it can be trusted: its bias-corrected and accelerated bootstrap interval (BCa; Efron 1987). Where
 * values come in clusters, such as the repeats of a datapoint, whole clusters are drawn, since values of one cluster
 * resemble each other (Davison and Hinkley 1997, chapter 3.8). Values that are all the same leave the bootstrap nothing to
 * draw from: for passes and fails the interval is then Wilson's (1927), for other scores it is the one value. Immutable.
 */
public final class MeanEstimate {
    private final int count;
    private final int clusters;
    private final double mean;
    private final Optional<Interval> interval;

    private MeanEstimate(int count, int clusters, double mean, Optional<Interval> interval) {
        this.count = count;
        this.clusters = clusters;
        this.mean = mean;
        this.interval = interval;
    }

    /**
     * Estimates the mean of independent values.
     *
     * @param values finite, at least one
     */
    public static MeanEstimate of(double[] values, Resampling resampling) {
        double mean = mean(values);
        if (values.length < 2) {
            return new MeanEstimate(values.length, values.length, mean, Optional.empty());
        }
        if (allEqual(values)) {
            return new MeanEstimate(
                    values.length, values.length, mean, Optional.of(constant(values[0], values.length, resampling)));
        }
        double[] replicates = new double[resampling.resamples()];
        Draws.means(values, new SplittableRandom(resampling.seed()), replicates);
        Interval interval = Bca.interval(replicates, mean, leaveOneOut(values, mean), resampling.level());
        return new MeanEstimate(values.length, values.length, mean, Optional.of(interval));
    }

    /**
     * Estimates the mean of all values of clusters.
     *
     * @param clusters each with at least one finite value; at least one cluster
     */
    public static MeanEstimate ofClusters(List<double[]> clusters, Resampling resampling) {
        if (clusters.stream().allMatch(cluster -> cluster.length == 1)) {
            return of(clusters.stream().mapToDouble(cluster -> cluster[0]).toArray(), resampling);
        }
        double[] sums = clusters.stream()
                .mapToDouble(cluster -> Arrays.stream(cluster).sum())
                .toArray();
        double[] sizes =
                clusters.stream().mapToDouble(cluster -> cluster.length).toArray();
        double[] all = clusters.stream().flatMapToDouble(Arrays::stream).toArray();
        double mean = mean(all);
        if (clusters.size() < 2) {
            return new MeanEstimate(all.length, 1, mean, Optional.empty());
        }
        if (allEqual(all)) {
            return new MeanEstimate(
                    all.length, clusters.size(), mean, Optional.of(constant(all[0], clusters.size(), resampling)));
        }
        double[] replicates = new double[resampling.resamples()];
        Draws.clusterMeans(sums, sizes, new SplittableRandom(resampling.seed()), replicates);
        double sum = Arrays.stream(sums).sum();
        double[] leaveOneOut = new double[sums.length];
        for (int i = 0; i < sums.length; i++) {
            leaveOneOut[i] = (sum - sums[i]) / (all.length - sizes[i]);
        }
        Interval interval = Bca.interval(replicates, mean, leaveOneOut, resampling.level());
        return new MeanEstimate(all.length, clusters.size(), mean, Optional.of(interval));
    }

    /** Returns how many values there are. */
    public int count() {
        return count;
    }

    /** Returns how many clusters the values come in; as many as values if they are independent. */
    public int clusters() {
        return clusters;
    }

    /** Returns the arithmetic mean of the values. */
    public double mean() {
        return mean;
    }

    /** Returns the interval; empty for a single value or cluster, of which nothing can be said. */
    public Optional<Interval> interval() {
        return interval;
    }

    static double[] leaveOneOut(double[] values, double mean) {
        double sum = mean * values.length;
        double[] estimates = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            estimates[i] = (sum - values[i]) / (values.length - 1);
        }
        return estimates;
    }

    static double mean(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("there is no mean of no values");
        }
        double sum = 0;
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a value is not finite: " + value);
            }
            sum += value;
        }
        return sum / values.length;
    }

    static boolean allEqual(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }

    /** The interval of n values that are all the same. */
    static Interval constant(double value, int n, Resampling resampling) {
        if (value != 0 && value != 1) {
            return new Interval(value, value, resampling.level());
        }
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - resampling.level()) / 2);
        double width = z * z / (n + z * z);
        return value == 0 ? new Interval(0, width, resampling.level()) : new Interval(1 - width, 1, resampling.level());
    }

    @Override
    public String toString() {
        return "MeanEstimate[" + mean + ", " + interval + ", n=" + count + "]";
    }
}
