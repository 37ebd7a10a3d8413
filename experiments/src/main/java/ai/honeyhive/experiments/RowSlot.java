// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.util.ArrayList;
import java.util.List;

/**
 * The place of one row in a run: a datapoint, and which of its repeats.
 *
 * @param index place in the results
 * @param repeat from 0
 */
record RowSlot(int index, Datapoint datapoint, int repeat) {
    /** What a row is known by across processes. */
    record Key(String datapointId, int repeat) {}

    /** Returns all places of a run: the dataset's order, the repeats of a datapoint next to each other. */
    static List<RowSlot> of(Dataset dataset, int repeats) {
        List<RowSlot> slots = new ArrayList<>(dataset.size() * repeats);
        for (Datapoint datapoint : dataset) {
            for (int repeat = 0; repeat < repeats; repeat++) {
                slots.add(new RowSlot(slots.size(), datapoint, repeat));
            }
        }
        return slots;
    }

    Key key() {
        return new Key(datapoint.id(), repeat);
    }
}
