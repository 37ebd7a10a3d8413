// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The paired permutation test (Fisher 1935; Good 2005, chapter 3): if two runs do not differ, each difference could as well
 * have the other sign. The two-sided p-value is the share of sign changes whose mean is at least as far from 0. Up to 16
 * differences that are not 0 all sign changes are counted; beyond that random ones, and the sample itself counts as one of
 * them, so that the test keeps its level: p = (1 + as far or farther) / (1 + resamples) (Phipson and Smyth 2010). Where many
 * sign changes are exactly as far, as with grades or means of few repeats, it is conservative; the mid-p value (Lancaster
 * 1961) counts those by half.
 *
 * @param pValue exact but for chance, two-sided; 1 if nothing differs
 * @param midPValue two-sided; 1 if nothing differs
 */
public record PermutationTest(double pValue, double midPValue) {
    private static final int ALL_UP_TO = 16;
    private static final int BLOCK = 4;
    private static final int SIGNS = 1 << BLOCK;
    private static final double ROUNDING = 1e-12;

    /**
     * Tests differences.
     *
     * @param differences finite; in any order
     */
    public static PermutationTest of(double[] differences, Resampling resampling) {
        double[] moving = Arrays.stream(differences).filter(value -> value != 0).toArray();
        double sum = Math.abs(Arrays.stream(moving).sum());
        double scale = Arrays.stream(moving).map(Math::abs).sum();
        if (!Double.isFinite(scale)) {
            throw new IllegalArgumentException("a difference is not finite");
        }
        if (moving.length == 0) {
            return new PermutationTest(1, 1);
        }
        Count count = new Count(sum - ROUNDING * scale, sum + ROUNDING * scale);
        double[] sums = blockSums(moving);
        if (moving.length <= ALL_UP_TO) {
            long all = 1L << moving.length;
            countAll(sums, all, count);
            return new PermutationTest(
                    (double) (count.farther + count.asFar) / all, (count.farther + count.asFar / 2.0) / all);
        }
        SplittableRandom random = new SplittableRandom(resampling.seed());
        for (int sample = 0; sample < resampling.resamples(); sample++) {
            count.add(randomSum(sums, random));
        }
        double all = 1.0 + resampling.resamples();
        return new PermutationTest(
                (1 + count.farther + count.asFar) / all, (1 + count.farther + count.asFar / 2.0) / all);
    }

    /** Sums that are equal but for rounding count as equal. */
    private static final class Count {
        private final double from;
        private final double to;
        private long farther;
        private long asFar;

        Count(double from, double to) {
            this.from = from;
            this.to = to;
        }

        void add(double sum) {
            double distance = Math.abs(sum);
            if (distance > to) {
                farther++;
            } else if (distance >= from) {
                asFar++;
            }
        }
    }

    /** For each block of four differences, its sums under all sixteen sign changes: four steps become one. */
    private static double[] blockSums(double[] differences) {
        int blocks = (differences.length + BLOCK - 1) / BLOCK;
        double[] sums = new double[blocks * SIGNS];
        for (int i = 0; i < differences.length; i++) {
            int first = i / BLOCK * SIGNS;
            for (int signs = 0; signs < SIGNS; signs++) {
                boolean minus = (signs >> (i % BLOCK) & 1) == 1;
                sums[first + signs] += minus ? -differences[i] : differences[i];
            }
        }
        return sums;
    }

    private static void countAll(double[] sums, long all, Count count) {
        for (long signs = 0; signs < all; signs++) {
            double sum = 0;
            long rest = signs;
            for (int block = 0; block < sums.length; block += SIGNS) {
                sum += sums[block + (int) (rest & (SIGNS - 1))];
                rest >>>= BLOCK;
            }
            count.add(sum);
        }
    }

    private static double randomSum(double[] sums, SplittableRandom random) {
        int whole = sums.length / (SIGNS * SIGNS) * (SIGNS * SIGNS); // 16 blocks use up 64 bits
        double even = 0;
        double odd = 0;
        int block = 0;
        while (block < whole) {
            long bits = random.nextLong();
            for (int i = 0; i < SIGNS / 2; i++) {
                even += sums[block + (int) (bits & 15)];
                odd += sums[block + SIGNS + (int) (bits >>> 4 & 15)];
                bits >>>= 8;
                block += 2 * SIGNS;
            }
        }
        long bits = random.nextLong();
        for (; block < sums.length; block += SIGNS) {
            even += sums[block + (int) (bits & 15)];
            bits >>>= 4;
        }
        return even + odd;
    }
}
