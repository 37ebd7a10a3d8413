// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tracer has delivered and lost since it was built. Immutable.
 *
 * @param spansDelivered spans that the server accepted
 * @param spansWaiting ended spans that were neither accepted nor lost so far: in memory, under way or on disk
 * @param sessionCallsDelivered session starts and enrichments that the server accepted
 * @param sessionCallsWaiting session starts and enrichments that were neither accepted nor lost so far
 * @param dropped spans and session calls that were given up, by cause, such as {@code queue_full}; causes that never
 *     occurred are absent
 * @param spooledBytes what waits on disk
 * @param lastFailure what came back last where requests are not accepted at present, such as {@code POST
 *     /opentelemetry/v1/traces: 503 busy}; null when all is well. This is why {@link HoneyHiveTracer#flush} is false
 */
public record TracerHealth(
        long spansDelivered,
        long spansWaiting,
        long sessionCallsDelivered,
        long sessionCallsWaiting,
        Map<String, Long> dropped,
        long spooledBytes,
        @Nullable String lastFailure) {
    static final TracerHealth NOTHING = new TracerHealth(0, 0, 0, 0, Map.of(), 0, null);

    /** Copies the map. */
    public TracerHealth {
        dropped = Map.copyOf(dropped);
    }

    /** Returns how much was given up for any cause. */
    public long droppedInAll() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }
}
