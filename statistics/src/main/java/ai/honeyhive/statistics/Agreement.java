// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;

/** How far raters agree beyond chance. */
public final class Agreement {
    private Agreement() {}

    /**
     * Returns Fleiss' kappa (1971): (P - P<sub>e</sub>) / (1 - P<sub>e</sub>), where P is the mean over subjects of the
     * share of agreeing pairs of raters, and P<sub>e</sub> the sum of the squared shares of the categories. 1 is full
     * agreement, 0 what chance gives. Empty if all ratings are of one category, where nothing can be told from chance.
     *
     * @param counts for each subject, how many raters chose each category; as many raters for each subject, at least 2
     */
    public static OptionalDouble fleissKappa(int[][] counts) {
        if (counts.length == 0) {
            return OptionalDouble.empty();
        }
        int raters = Arrays.stream(counts[0]).sum();
        double[] categories = new double[counts[0].length];
        double agreement = 0;
        for (int[] subject : counts) {
            if (Arrays.stream(subject).sum() != raters || raters < 2 || subject.length != categories.length) {
                throw new IllegalArgumentException("each subject needs the same number of raters, at least 2, and the"
                        + " same categories: " + Arrays.deepToString(counts));
            }
            long pairs = 0;
            for (int category = 0; category < subject.length; category++) {
                pairs += (long) subject[category] * (subject[category] - 1);
                categories[category] += subject[category];
            }
            agreement += (double) pairs / ((long) raters * (raters - 1));
        }
        double observed = agreement / counts.length;
        double ratings = (double) counts.length * raters;
        double expected = Arrays.stream(categories)
                .map(count -> count / ratings * (count / ratings))
                .sum();
        return kappa(observed, expected);
    }

    /**
     * Returns Cohen's kappa (1960) of two raters: (p<sub>o</sub> - p<sub>e</sub>) / (1 - p<sub>e</sub>), where
     * p<sub>o</sub> is the share on which they agree, and p<sub>e</sub> what their own frequencies would give by chance.
     * Empty if both use the same single category only.
     *
     * @param confusion a square: how often the first chose the row's and the second the column's category
     */
    public static OptionalDouble cohensKappa(int[][] confusion) {
        int size = confusion.length;
        double[] rows = new double[size];
        double[] columns = new double[size];
        double total = 0;
        double agreed = 0;
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                rows[row] += confusion[row][column];
                columns[column] += confusion[row][column];
                total += confusion[row][column];
            }
            agreed += confusion[row][row];
        }
        if (total == 0) {
            return OptionalDouble.empty();
        }
        double expected = 0;
        for (int i = 0; i < size; i++) {
            expected += rows[i] / total * (columns[i] / total);
        }
        return kappa(agreed / total, expected);
    }

    private static OptionalDouble kappa(double observed, double expected) {
        return expected >= 1 ? OptionalDouble.empty() : OptionalDouble.of((observed - expected) / (1 - expected));
    }
}
