// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The log records of an event, kept as {@code metadata.logs}, and what they say of it. The same records give the same
 * event in whatever order and however often they come, before or after their span or an enrichment:
 *
 * <ul>
 *   <li>they are a set, ordered by time, of which a beginning is kept;
 *   <li>they fill what nobody else has said: what the span says and what an enrichment says wins over them.
 * </ul>
 */
public final class EventLogs {
    static final String KEY = "logs";
    static final String TRUNCATED = "logs_truncated";
    private static final String HISTORY = "chat_history";

    static final int MAX_LINES = 1_000;
    /** Characters of JSON of all ordinary lines. */
    static final int MAX_ORDINARY = 256 * 1024;
    /** Characters of JSON of all records that carry content; the first is kept whatever its size. */
    static final int MAX_TELLING = 8 * 1024 * 1024;

    private final List<LogLine> lines;
    private final boolean truncated;

    private EventLogs(List<LogLine> lines, boolean truncated) {
        this.lines = lines;
        this.truncated = truncated;
    }

    /** The union of records that wait for their event: what will be kept, and enough to tell that there was more. */
    static List<LogLine> union(Collection<LogLine> some, Collection<LogLine> others) {
        return of(some, others, 1).lines;
    }

    /**
     * An event's error after the arrival of log records: the first exception among them, unless somebody else has said
     * more than that something failed.
     */
    static @Nullable String errorAfter(@Nullable String error, Buckets buckets, Collection<LogLine> arrived) {
        List<LogLine> known = known(buckets.get(Bucket.METADATA));
        String told = of(known, arrived, 0).error();
        boolean free = error == null
                || error.equals(Event.UNEXPLAINED_ERROR)
                || error.equals(buckets.get(Bucket.METADATA).path("error.type").asString(""))
                || error.equals(new EventLogs(known, false).error());
        return told != null && free ? told : error;
    }

    /** An event's buckets after the arrival of log records. */
    static Buckets addTo(Buckets buckets, Collection<LogLine> arrived) {
        ObjectNode metadata = buckets.get(Bucket.METADATA);
        List<LogLine> known = known(metadata);
        EventLogs before = new EventLogs(known, false);
        EventLogs after = of(known, arrived, 0);
        Buckets filled = refilled(buckets, before.tells(), after.tells());
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.setAll(filled.get(Bucket.METADATA));
        ArrayNode logs = result.putArray(KEY);
        after.lines.forEach(line -> logs.add(line.toJson()));
        if (after.truncated) {
            result.put(TRUNCATED, true);
        }
        return filled.with(Bucket.METADATA, result);
    }

    private static List<LogLine> known(ObjectNode metadata) {
        List<LogLine> known = new ArrayList<>();
        if (metadata.get(KEY) instanceof ArrayNode stored) {
            for (JsonNode line : stored) {
                if (line instanceof ObjectNode json) {
                    known.add(LogLine.fromJson(json));
                }
            }
        }
        return known;
    }

    private static EventLogs of(Collection<LogLine> some, Collection<LogLine> others, int spare) {
        Map<String, LogLine> byIdentity = new LinkedHashMap<>();
        some.forEach(line -> byIdentity.merge(line.identity(), line, LogLine::earlier));
        others.forEach(line -> byIdentity.merge(line.identity(), line, LogLine::earlier));
        List<LogLine> sorted =
                byIdentity.values().stream().sorted(LogLine.IN_ORDER).toList();
        List<LogLine> kept = new ArrayList<>();
        var ordinary = new Room(MAX_ORDINARY, spare);
        var telling = new Room(MAX_TELLING, spare);
        for (LogLine line : sorted) {
            Room room = line.tells() ? telling : ordinary;
            if (room.take(line.identity().length())) {
                kept.add(line);
            }
        }
        return new EventLogs(kept, kept.size() < sorted.size());
    }

    /** Once something had no room, nothing later has: what is kept is always a beginning, whatever came first. */
    private static final class Room {
        private final int characters;
        private int spare;
        private long taken;
        private int lines;
        private boolean full;

        private Room(int characters, int spare) {
            this.characters = characters;
            this.spare = spare;
        }

        private boolean take(int length) {
            full |= lines >= MAX_LINES || (lines > 0 && taken + length > characters);
            if (full) {
                return spare-- > 0;
            }
            lines++;
            taken += length;
            return true;
        }
    }

    /** The first exception. */
    private @Nullable String error() {
        return lines.stream()
                .map(LogLine::error)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** What the records say together, by bucket. */
    private Map<Bucket, ObjectNode> tells() {
        Map<Bucket, ObjectNode> told = new LinkedHashMap<>();
        ArrayNode inputs = JsonNodeFactory.instance.arrayNode();
        ArrayNode outputs = JsonNodeFactory.instance.arrayNode();
        for (LogLine line : lines) {
            Buckets.fromJson(line.json().path(LogLine.TELLS)).forEach((bucket, values) -> {
                ObjectNode merged = told.computeIfAbsent(bucket, key -> JsonNodeFactory.instance.objectNode());
                values.forEachEntry((key, value) -> putIfAbsent(merged, key, value));
            });
            add(inputs, line.message(LogLine.INPUT));
            add(outputs, line.message(LogLine.OUTPUT));
        }
        if (!inputs.isEmpty()) {
            putIfAbsent(
                    told.computeIfAbsent(Bucket.INPUTS, key -> JsonNodeFactory.instance.objectNode()), HISTORY, inputs);
        }
        if (!outputs.isEmpty() && !told.containsKey(Bucket.OUTPUTS)) {
            ObjectNode answer = (ObjectNode) outputs.get(0).deepCopy();
            if (outputs.size() > 1) {
                answer.set(HISTORY, outputs);
            }
            told.put(Bucket.OUTPUTS, answer);
        }
        return told;
    }

    /** Replaces what the records said by what they say, where nobody else has said anything. */
    private static Buckets refilled(Buckets buckets, Map<Bucket, ObjectNode> before, Map<Bucket, ObjectNode> after) {
        Buckets result = buckets;
        for (Map.Entry<Bucket, ObjectNode> told : after.entrySet()) {
            Bucket bucket = told.getKey();
            ObjectNode past = before.getOrDefault(bucket, JsonNodeFactory.instance.objectNode());
            ObjectNode present = result.get(bucket);
            if (bucket == Bucket.OUTPUTS) { // one answer, which is never mixed of two
                result = present.isEmpty() || present.equals(past) ? result.with(bucket, told.getValue()) : result;
                continue;
            }
            ObjectNode merged = JsonNodeFactory.instance.objectNode();
            merged.setAll(present);
            told.getValue().forEachEntry((key, value) -> {
                JsonNode known = present.get(key);
                if (known == null || known.equals(past.get(key))) {
                    merged.set(key, value);
                }
            });
            result = result.with(bucket, merged);
        }
        return result;
    }

    private static void add(ArrayNode messages, @Nullable ObjectNode message) {
        if (message != null) {
            messages.add(message);
        }
    }

    private static void putIfAbsent(ObjectNode object, String key, JsonNode value) {
        if (!object.has(key)) {
            object.set(key, value);
        }
    }
}
