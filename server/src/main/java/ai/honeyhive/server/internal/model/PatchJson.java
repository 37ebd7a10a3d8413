// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The stored form of enrichment that waits. */
public final class PatchJson {
    private PatchJson() {}

    public static String write(EventPatch patch) {
        return Json.write(of(patch));
    }

    /** Everything of a patch but the id of its event. */
    public static ObjectNode of(EventPatch patch) {
        ObjectNode json = Json.object();
        json.set("merged", patch.merged().toJson());
        if (patch.outputs() != null) {
            json.set("outputs", patch.outputs());
        }
        if (patch.error() != null) {
            json.put("error", patch.error());
        }
        if (patch.endTime() != null) {
            json.put("end_time", patch.endTime());
        }
        if (patch.duration() != null) {
            json.put("duration", patch.duration());
        }
        ArrayNode children = json.putArray("children_ids");
        patch.childrenIds().forEach(children::add);
        ArrayNode logs = json.putArray("logs");
        patch.logs().forEach(line -> logs.add(line.toJson()));
        return json;
    }

    public static EventPatch read(String eventId, String text) {
        return read(eventId, Json.stored().readTree(text));
    }

    public static EventPatch read(String eventId, JsonNode json) {
        List<String> children = new ArrayList<>();
        json.path("children_ids").forEach(child -> children.add(child.asString()));
        List<LogLine> logs = new ArrayList<>();
        json.path("logs").forEach(line -> logs.add(LogLine.fromJson((ObjectNode) line)));
        JsonNode error = json.get("error");
        return new EventPatch(
                eventId,
                Buckets.fromJson(json.path("merged")),
                json.get("outputs") instanceof ObjectNode outputs ? outputs : null,
                error == null ? null : error.asString(),
                number(json.get("end_time")),
                number(json.get("duration")),
                children,
                logs);
    }

    private static @Nullable Double number(@Nullable JsonNode value) {
        return value == null ? null : value.asDouble();
    }
}
