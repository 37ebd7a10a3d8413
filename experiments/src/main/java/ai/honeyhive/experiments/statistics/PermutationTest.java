// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The paired permutation test (Fisher 1935; Good 2005, chapter 3): if two runs do not differ, each difference could as well
 * have the other sign. The two-sided p-value is the share of sign changes whose mean is at least as far from 0. Up to 16
 * differences that are not 0 all sign changes are counted; beyond that random ones, and the sample itself counts as one of
 * them, so that the test keeps its level: p = (1 + as far or farther) / (1 + resamples) (Phipson and Smyth 2010).
 */
public final class PermutationTest {
    private static final int ALL_UP_TO = 16;
    private static final int BLOCK = 4;
    private static final int SIGNS = 1 << BLOCK;
    private static final double ROUNDING = 1e-12;

    private PermutationTest() {}

    /**
     * Returns the two-sided p-value.
     *
     * @param differences finite; in any order
     */
    public static double pValue(double[] differences, Resampling resampling) {
        double[] moving = Arrays.stream(differences).filter(value -> value != 0).toArray();
        double sum = Arrays.stream(moving).sum();
        double scale = Arrays.stream(moving).map(Math::abs).sum();
        if (!Double.isFinite(scale)) {
            throw new IllegalArgumentException("a difference is not finite");
        }
        // Sums that are equal but for rounding count as equal.
        double limit = Math.abs(sum) - ROUNDING * scale;
        double[] sums = blockSums(moving);
        return moving.length <= ALL_UP_TO
                ? ofAll(sums, moving.length, limit)
                : ofRandom(sums, limit, resampling.resamples(), new SplittableRandom(resampling.seed()));
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

    private static double ofAll(double[] sums, int length, double limit) {
        long all = 1L << length;
        long asFar = 0;
        for (long signs = 0; signs < all; signs++) {
            double sum = 0;
            long rest = signs;
            for (int block = 0; block < sums.length; block += SIGNS) {
                sum += sums[block + (int) (rest & (SIGNS - 1))];
                rest >>>= BLOCK;
            }
            if (Math.abs(sum) >= limit) {
                asFar++;
            }
        }
        return (double) asFar / all;
    }

    private static double ofRandom(double[] sums, double limit, int resamples, SplittableRandom random) {
        long asFar = 0;
        for (int sample = 0; sample < resamples; sample++) {
            if (Math.abs(randomSum(sums, random)) >= limit) {
                asFar++;
            }
        }
        return (1.0 + asFar) / (1.0 + resamples);
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
