// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a run: those that a checkpoint has already, and those that are still to run. */
final class RunRows {
    private final List<RowSlot> slots;
    private final Map<RowSlot.Key, Row> restored;

    private RunRows(List<RowSlot> slots, Map<RowSlot.Key, Row> restored) {
        this.slots = slots;
        this.restored = restored;
    }

    static RunRows of(RunPlan<?> plan, @Nullable Checkpoint checkpoint) {
        List<RowSlot> slots = RowSlot.of(plan.dataset(), plan.options().repeats());
        Map<RowSlot.Key, Row> restored = new HashMap<>();
        if (checkpoint != null) {
            slots.forEach(slot -> checkpoint.restored(slot).ifPresent(row -> restored.put(slot.key(), row)));
        }
        return new RunRows(slots, restored);
    }

    int size() {
        return slots.size();
    }

    List<RowSlot> missing() {
        return slots.stream().filter(slot -> !restored.containsKey(slot.key())).toList();
    }

    Set<String> restoredSessions() {
        Set<String> sessions = new HashSet<>();
        restored.values().forEach(row -> sessions.add(row.sessionId()));
        return sessions;
    }

    /** Returns all rows that ended, in order. */
    List<Row> with(List<Row> ran) {
        if (restored.isEmpty()) {
            return ran;
        }
        Map<RowSlot.Key, Row> all = new HashMap<>(restored);
        ran.forEach(row -> all.put(new RowSlot.Key(row.datapoint().id(), row.repeat()), row));
        List<Row> inOrder = new ArrayList<>();
        for (RowSlot slot : slots) {
            Row row = all.get(slot.key());
            if (row != null) {
                inOrder.add(row);
            }
        }
        return inOrder;
    }
}
