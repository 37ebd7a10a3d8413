// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import java.util.Map;

/**
 * What a tracer has delivered and lost since it was built. Immutable.
 *
 * @param spansDelivered spans that the server accepted
 * @param spansWaiting spans that wait in memory
 * @param sessionCallsDelivered session starts and enrichments that the server accepted
 * @param dropped spans and session calls that were given up, by cause, such as {@code queue_full}; causes that never
 *     occurred are absent
 * @param spooledBytes what waits on disk
 */
public record TracerHealth(
        long spansDelivered,
        long spansWaiting,
        long sessionCallsDelivered,
        Map<String, Long> dropped,
        long spooledBytes) {
    static final TracerHealth NOTHING = new TracerHealth(0, 0, 0, Map.of(), 0);

    /** Copies the map. */
    public TracerHealth {
        dropped = Map.copyOf(dropped);
    }

    /** Returns how much was given up for any cause. */
    public long droppedInAll() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }
}
