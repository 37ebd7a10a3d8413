// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one {@code PUT /events} changes, or what log records add.
 *
 * @param merged buckets that are merged key by key
 * @param outputs replaces the outputs as a whole; null leaves them
 * @param childrenIds replaces the child ids unless empty
 * @param logs log records of the event, added to those that it has
 */
public record EventPatch(
        String eventId,
        Buckets merged,
        @Nullable ObjectNode outputs,
        @Nullable String error,
        @Nullable Double endTime,
        @Nullable Double duration,
        List<String> childrenIds,
        List<LogLine> logs) {
    public EventPatch {
        childrenIds = List.copyOf(childrenIds);
        logs = List.copyOf(logs);
    }

    public EventPatch(
            String eventId,
            Buckets merged,
            @Nullable ObjectNode outputs,
            @Nullable String error,
            @Nullable Double endTime,
            @Nullable Double duration,
            List<String> childrenIds) {
        this(eventId, merged, outputs, error, endTime, duration, childrenIds, List.of());
    }

    public static EventPatch ofLogs(String eventId, List<LogLine> logs) {
        return new EventPatch(eventId, Buckets.EMPTY, null, null, null, null, List.of(), logs);
    }

    /** The error of an event that had this one and these buckets. */
    @Nullable String applyTo(@Nullable String known, Buckets buckets) {
        if (error != null) {
            return error;
        }
        return logs.isEmpty() ? known : EventLogs.errorAfter(known, buckets, logs);
    }

    Buckets applyTo(Buckets buckets) {
        Buckets logged = logs.isEmpty() ? buckets : EventLogs.addTo(buckets, logs);
        Buckets result = logged.overlaidBy(merged);
        return outputs == null ? result : result.with(Bucket.OUTPUTS, outputs);
    }

    /** One patch that does what this one and then {@code later} would do. */
    public EventPatch then(EventPatch later) {
        return new EventPatch(
                eventId,
                merged.overlaidBy(later.merged),
                later.outputs != null ? later.outputs : outputs,
                later.error != null ? later.error : error,
                later.endTime != null ? later.endTime : endTime,
                later.duration != null ? later.duration : duration,
                later.childrenIds.isEmpty() ? childrenIds : later.childrenIds,
                EventLogs.union(logs, later.logs));
    }
}
