// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of an event that both of HoneyHive's clients read: every map present, times in whole milliseconds. */
public final class EventJson {
    /** Organisation, workspace and tenant of everything in a local server; clients need them to be there. */
    public static final String LOCAL = "local";

    private EventJson() {}

    public static ObjectNode of(Event event) {
        ObjectNode json = Json.object();
        json.put("event_id", event.eventId());
        json.put("session_id", event.sessionId());
        String parent = event.isSession() ? null : parentOf(event);
        json.put("parent_id", parent);
        json.put("event_type", event.type().wireName());
        json.put("event_name", event.name());
        if (event.isSession()) {
            json.put("session_name", event.name());
        }
        json.put("source", event.source());
        if (event.project() != null) {
            json.put("project", event.project());
        }
        json.put("project_id", event.project() == null ? LOCAL : event.project());
        json.put("org_id", LOCAL);
        json.put("workspace_id", LOCAL);
        json.put("tenant", LOCAL);
        json.put("start_time", millis(event.startTime()));
        if (event.endTime() != null) {
            json.put("end_time", millis(event.endTime()));
        }
        if (event.duration() != null) {
            putNumber(json, "duration", event.duration());
        }
        json.put("error", event.error());
        ArrayNode children = json.putArray("children_ids");
        event.childrenIds().forEach(children::add);
        for (Bucket bucket : Bucket.values()) {
            json.set(bucket.wireName(), event.buckets().get(bucket));
        }
        return json;
    }

    /** Writes the fields of {@link #of}, in the same order, into an object that is open. */
    public static void writeFields(StoredEvent stored, JsonGenerator json) {
        String body = stored.body();
        ObjectNode all = of(stored.event());
        if (body == null) {
            all.forEachEntry((name, value) -> {
                json.writeName(name);
                json.writeTree(value);
            });
            return;
        }
        Map<String, int[]> places = new HashMap<>();
        new JsonParts(body).forEach((name, start, end) -> places.put(name, new int[] {start, end}));
        all.forEachEntry((name, value) -> {
            json.writeName(name);
            int[] place = places.get(name);
            if (place == null) {
                json.writeTree(value);
            } else {
                json.writeRawValue(body, place[0], place[1] - place[0]);
            }
        });
    }

    /** Whole numbers without a fraction, and fractions to a thousandth: finer is noise of the floating point. */
    public static void putNumber(ObjectNode json, String name, double value) {
        double rounded = Math.rint(value * 1000) / 1000;
        if (rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15) {
            json.put(name, (long) rounded);
        } else {
            json.put(name, rounded);
        }
    }

    public static long millis(double time) {
        return (long) Math.floor(time);
    }

    private static @Nullable String parentOf(Event event) {
        return event.parentId() == null ? event.sessionId() : event.parentId();
    }
}
