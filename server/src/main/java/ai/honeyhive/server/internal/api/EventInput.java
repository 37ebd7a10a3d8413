// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.Buckets;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventPatch;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.Usage;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON of clients to events, sessions and enrichment. */
final class EventInput {
    private static final String UNKNOWN = "unknown";
    /** No time in milliseconds is this large before the year 5138; a client sends microseconds. */
    private static final double MICROSECONDS = 1e14;

    private EventInput() {}

    /**
     * An event.
     *
     * @param sessionId session of events that name none; null to make up one for each
     * @param parentId parent of events that name none
     */
    static Event event(Fields fields, @Nullable String sessionId, @Nullable String parentId, double now) {
        String type = fields.text("event_type");
        if (type == null) {
            throw fields.fault("event_type", "is missing: one of session, model, tool, chain");
        }
        return event(
                fields,
                EventType.find(type)
                        .orElseThrow(() -> fields.fault(
                                "event_type", "must be one of session, model, tool, chain, not '" + type + "'")),
                sessionId,
                parentId,
                now);
    }

    static Event event(
            Fields fields, EventType type, @Nullable String sessionId, @Nullable String parentId, double now) {
        String id = textOr(fields, "event_id", UUID.randomUUID().toString());
        String session = first(fields.text("session_id"), sessionId);
        if (type == EventType.SESSION) {
            session = session == null ? id : session;
            id = session;
        }
        String parent = first(fields.text("parent_id"), parentId);
        String name = first(fields.text("event_name"), fields.text("session_name"));
        return times(
                fields,
                now,
                new Event(
                        id,
                        session == null ? UUID.randomUUID().toString() : session,
                        type == EventType.SESSION ? null : parent,
                        type,
                        name == null ? UNKNOWN : name,
                        textOr(fields, "source", UNKNOWN),
                        fields.text("project"),
                        now,
                        null,
                        null,
                        error(fields),
                        fields.texts("children_ids"),
                        type == EventType.SESSION ? buckets(fields) : withTotal(buckets(fields))));
    }

    /** The total of the tokens where only its parts were sent, as for spans; a session has those of its events. */
    private static Buckets withTotal(Buckets buckets) {
        ObjectNode metadata = buckets.get(Bucket.METADATA);
        Long total = Usage.of(metadata).totalTokens();
        if (total == null || metadata.hasNonNull("total_tokens")) {
            return buckets;
        }
        return buckets.with(Bucket.METADATA, metadata.deepCopy().put("total_tokens", total));
    }

    /** A session as {@code POST /session/start} has it; an id that is no UUID is replaced. */
    static Event session(Fields fields, double now) {
        String given = fields.text("session_id");
        String id = given != null && isUuid(given) ? given : UUID.randomUUID().toString();
        String name = first(fields.text("session_name"), fields.text("event_name"));
        JsonNode start = fields.value("start_time");
        if (start != null && !start.isNumber()) {
            // The service takes its own clock for a start that is no number.
            fields = new Fields(fields.path(), fields.json().deepCopy().without("start_time"));
        }
        return times(
                fields,
                now,
                new Event(
                        id,
                        id,
                        null,
                        EventType.SESSION,
                        name == null ? UNKNOWN : name,
                        textOr(fields, "source", UNKNOWN),
                        fields.text("project"),
                        now,
                        null,
                        null,
                        error(fields),
                        fields.texts("children_ids"),
                        buckets(fields)));
    }

    /**
     * An enrichment. Inputs and error are taken as well, which HoneyHive's service drops.
     *
     * @param eventId what to enrich
     */
    static EventPatch patch(Fields fields, String eventId) {
        var merged = new EnumMap<Bucket, ObjectNode>(Bucket.class);
        for (Bucket bucket : Bucket.values()) {
            if (bucket != Bucket.OUTPUTS) {
                merged.put(bucket, fields.object(bucket.wireName()));
            }
        }
        JsonNode outputs = fields.value("outputs");
        return new EventPatch(
                eventId,
                Buckets.of(merged),
                outputs == null ? null : outputs(outputs),
                error(fields),
                millis(fields.number("end_time")),
                fields.number("duration"),
                fields.texts("children_ids"));
    }

    private static Buckets buckets(Fields fields) {
        Map<Bucket, ObjectNode> contents = new EnumMap<>(Bucket.class);
        for (Bucket bucket : Bucket.values()) {
            JsonNode value = fields.value(bucket.wireName());
            if (bucket == Bucket.OUTPUTS && value != null) {
                contents.put(bucket, outputs(value));
            } else {
                contents.put(bucket, fields.object(bucket.wireName()));
            }
        }
        return Buckets.of(contents);
    }

    /** Outputs that are no map, under the key by which clients find them. */
    static ObjectNode outputs(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return object;
        }
        ObjectNode wrapped = Json.object();
        wrapped.set(value.isArray() ? "value" : "result", value);
        return wrapped;
    }

    private static @Nullable String error(Fields fields) {
        JsonNode error = fields.value("error");
        if (error == null) {
            return null;
        }
        String text = error.isContainer() ? error.toString() : error.asString();
        return text.isBlank() ? null : text;
    }

    private static Event times(Fields fields, double now, Event event) {
        Double start = millis(fields.number("start_time"));
        Double end = millis(fields.number("end_time"));
        Double duration = fields.number("duration");
        if (start == null) {
            start = end != null && duration != null ? Double.valueOf(end - duration) : now;
            start = end != null && start > end ? end : start;
        }
        if (end == null && duration != null) {
            end = start + duration;
        }
        if (duration == null && end != null) {
            duration = Math.max(0, end - start);
        }
        return event.withTimes(start, end, duration);
    }

    private static @Nullable Double millis(@Nullable Double time) {
        return time != null && time > MICROSECONDS ? Double.valueOf(time / 1000) : time;
    }

    private static boolean isUuid(String text) {
        try {
            return text.length() == 36 && UUID.fromString(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable String first(@Nullable String text, @Nullable String otherwise) {
        return text == null ? otherwise : text;
    }

    private static String textOr(Fields fields, String name, String otherwise) {
        String text = fields.text(name);
        return text == null ? otherwise : text;
    }
}
