// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.List;
import java.util.Map;

/**
 * Which columns of rows become inputs, expected answer and history of datapoints; the others become metadata. Immutable.
 *
 * @param inputs columns that go in
 * @param expected columns of the good answer, {@code ground_truth} on the wire
 * @param history columns that hold the messages before
 */
public record ColumnMapping(List<String> inputs, List<String> expected, List<String> history) {
    /** Copies the lists. */
    public ColumnMapping {
        inputs = List.copyOf(inputs);
        expected = List.copyOf(expected);
        history = List.copyOf(history);
    }

    /** Returns a mapping without history. */
    public static ColumnMapping of(List<String> inputs, List<String> expected) {
        return new ColumnMapping(inputs, expected, List.of());
    }

    Map<String, Object> toWire() {
        return Map.of("inputs", inputs, "ground_truth", expected, "history", history);
    }
}
