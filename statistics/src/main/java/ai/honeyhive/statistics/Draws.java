// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics;

import java.util.SplittableRandom;

/**
 * Draws samples with replacement. The inner loops are plain, so that the compiler can keep them in registers; one random
 * number of 64 bits gives two places, by multiplying instead of dividing (Lemire 2019). The bias of that is below
 * n / 2<sup>32</sup>, which is far below what the number of resamples resolves.
 */
final class Draws {
    private static final long LOW = 0xffff_ffffL;

    private Draws() {}

    /** Fills in the means of as many samples as there is room for. */
    static void means(double[] values, SplittableRandom random, double[] means) {
        for (int sample = 0; sample < means.length; sample++) {
            means[sample] = mean(values, random);
        }
    }

    // A method of its own, called often: it is compiled after a few samples instead of in the middle of them.
    private static double mean(double[] values, SplittableRandom random) {
        int n = values.length;
        double even = 0;
        double odd = 0;
        for (int i = 1; i < n; i += 2) {
            long bits = random.nextLong();
            even += values[(int) (((bits & LOW) * n) >>> 32)];
            odd += values[(int) (((bits >>> 32) * n) >>> 32)];
        }
        if ((n & 1) == 1) {
            even += values[(int) (((random.nextLong() & LOW) * n) >>> 32)];
        }
        return (even + odd) / n;
    }

    /**
     * Draws pairs, so that both means are of the same sample.
     *
     * @param pairs first and second value of each pair in turn
     */
    static void pairMeans(double[] pairs, SplittableRandom random, double[] firstMeans, double[] secondMeans) {
        for (int sample = 0; sample < firstMeans.length; sample++) {
            pairMean(pairs, random, firstMeans, secondMeans, sample);
        }
    }

    private static void pairMean(
            double[] pairs, SplittableRandom random, double[] firstMeans, double[] secondMeans, int sample) {
        int n = pairs.length / 2;
        double first = 0;
        double second = 0;
        for (int i = 1; i < n; i += 2) {
            long bits = random.nextLong();
            int one = 2 * (int) (((bits & LOW) * n) >>> 32);
            int other = 2 * (int) (((bits >>> 32) * n) >>> 32);
            first += pairs[one] + pairs[other];
            second += pairs[one + 1] + pairs[other + 1];
        }
        if ((n & 1) == 1) {
            int one = 2 * (int) (((random.nextLong() & LOW) * n) >>> 32);
            first += pairs[one];
            second += pairs[one + 1];
        }
        firstMeans[sample] = first / n;
        secondMeans[sample] = second / n;
    }

    /** Draws whole clusters; the mean of a sample is over all its values. */
    static void clusterMeans(double[] sums, double[] sizes, SplittableRandom random, double[] means) {
        for (int sample = 0; sample < means.length; sample++) {
            means[sample] = clusterMean(sums, sizes, random);
        }
    }

    private static double clusterMean(double[] sums, double[] sizes, SplittableRandom random) {
        int n = sums.length;
        double sum = 0;
        double size = 0;
        for (int i = 0; i < n; i++) {
            int one = (int) (((random.nextLong() & LOW) * n) >>> 32);
            sum += sums[one];
            size += sizes[one];
        }
        return sum / size;
    }
}
