// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.Buckets;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventPatch;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.model.Json;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Events for tests. */
public final class Events {
    private Events() {}

    /** An event of ten milliseconds; {@code buckets} is a JSON object of buckets. */
    public static Event event(String id, String session, String parent, EventType type, double start, String buckets) {
        return new Event(
                id,
                session,
                parent,
                type,
                "name of " + id,
                "test",
                "project",
                start,
                start + 10,
                10.0,
                null,
                List.of(),
                Buckets.fromJson(Json.read(buckets)));
    }

    public static Event failed(Event event, String error) {
        return event.patchedBy(new EventPatch(event.eventId(), Buckets.EMPTY, null, error, null, null, List.of()));
    }

    public static Event session(String id, String name, double start, String buckets) {
        return new Event(
                id,
                id,
                null,
                EventType.SESSION,
                name,
                "test",
                "project",
                start,
                null,
                null,
                null,
                List.of(),
                Buckets.fromJson(Json.read(buckets)));
    }

    /** An enrichment; {@code buckets} is a JSON object of buckets, of which outputs replace and the others merge. */
    public static EventPatch patch(String id, String buckets) {
        Buckets all = Buckets.fromJson(Json.read(buckets));
        Map<Bucket, ObjectNode> merged = new EnumMap<>(Bucket.class);
        for (Bucket bucket : Bucket.values()) {
            if (bucket != Bucket.OUTPUTS) {
                merged.put(bucket, all.get(bucket));
            }
        }
        ObjectNode outputs = all.get(Bucket.OUTPUTS);
        return new EventPatch(id, Buckets.of(merged), outputs.isEmpty() ? null : outputs, null, null, null, List.of());
    }
}
