// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.statistics.comparison;

import java.util.Arrays;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The values that each datapoint has of one metric: datapoints by their id, the repeats of one by their value. Resampling
 * draws by position, and sums round by order, so the order in which rows came must not be left in them.
 */
final class DatapointValues {
    private DatapointValues() {}

    /** @param value of a row; NaN if it has none */
    static SortedMap<String, double[]> of(Collection<ScoredRow> rows, ToDoubleFunction<ScoredRow> value) {
        SortedMap<String, double[]> values = new TreeMap<>();
        for (ScoredRow row : rows) {
            double number = value.applyAsDouble(row);
            if (!Double.isNaN(number)) {
                values.merge(row.datapointId(), new double[] {number}, DatapointValues::joined);
            }
        }
        values.values().forEach(Arrays::sort);
        return values;
    }

    private static double[] joined(double[] first, double[] second) {
        double[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
