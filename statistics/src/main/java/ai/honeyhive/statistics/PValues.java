// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Corrects p-values for there being several: who looks at twenty metrics finds one below 0.05 by chance. */
public final class PValues {
    private PValues() {}

    /**
     * Returns Holm's adjusted values (1979): calling those up to 0.05 different, at least one of them falsely so, happens
     * in at most 5 % of all families. The i-th smallest p of m becomes the largest (m - j + 1) p<sub>j</sub> over j up to
     * i, at most 1.
     *
     * @param pValues between 0 and 1
     * @return in the same order
     */
    public static double[] holm(double[] pValues) {
        int[] order = order(pValues);
        double[] adjusted = new double[pValues.length];
        double largest = 0;
        for (int i = 0; i < order.length; i++) {
            largest = Math.max(largest, Math.min(1, (order.length - i) * pValues[order[i]]));
            adjusted[order[i]] = largest;
        }
        return adjusted;
    }

    /**
     * Returns Benjamini and Hochberg's adjusted values (1995): of those called different at 0.05, at most 5 % are falsely
     * so on average, if they are independent or positively dependent. The i-th smallest p of m becomes the smallest
     * m p<sub>j</sub> / j over j from i on, at most 1.
     *
     * @param pValues between 0 and 1
     * @return in the same order
     */
    public static double[] benjaminiHochberg(double[] pValues) {
        int[] order = order(pValues);
        double[] adjusted = new double[pValues.length];
        double smallest = 1;
        for (int i = order.length - 1; i >= 0; i--) {
            smallest = Math.min(smallest, order.length * pValues[order[i]] / (i + 1));
            adjusted[order[i]] = smallest;
        }
        return adjusted;
    }

    private static int[] order(double[] pValues) {
        if (!Arrays.stream(pValues).allMatch(p -> p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("p-values are between 0 and 1: " + Arrays.toString(pValues));
        }
        return IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(i -> i)
                .toArray();
    }
}
