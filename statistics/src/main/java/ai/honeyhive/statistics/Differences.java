// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics;

/** Second minus first. */
final class Differences {
    private Differences() {}

    static double[] of(double[] first, double[] second) {
        double[] differences = new double[first.length];
        for (int i = 0; i < first.length; i++) {
            differences[i] = second[i] - first[i];
        }
        return differences;
    }

    static int requirePairs(double[] first, double[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    "these are no pairs: " + first.length + " first and " + second.length + " second values");
        }
        return first.length;
    }
}
