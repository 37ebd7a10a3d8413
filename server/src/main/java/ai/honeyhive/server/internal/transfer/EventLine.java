// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.transfer;

import ai.honeyhive.server.internal.model.Buckets;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.model.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An event with all that is stored of it; unlike the API's form it has nothing that is derived, and no time is rounded. */
final class EventLine {
    private EventLine() {}

    static ObjectNode write(String type, Event event) {
        ObjectNode json = Json.object();
        json.put("type", type);
        json.put("event_id", event.eventId());
        json.put("session_id", event.sessionId());
        json.put("parent_id", event.parentId());
        json.put("event_type", event.type().wireName());
        json.put("event_name", event.name());
        json.put("source", event.source());
        json.put("project", event.project());
        json.put("start_time", event.startTime());
        json.put("end_time", event.endTime());
        json.put("duration", event.duration());
        json.put("error", event.error());
        ArrayNode children = json.putArray("children_ids");
        event.childrenIds().forEach(children::add);
        json.setAll(event.buckets().toJson());
        return json;
    }

    static Event read(Line line) {
        String wireName = line.text("event_type");
        EventType type = EventType.find(wireName)
                .orElseThrow(
                        () -> new LineFault("event_type '" + wireName + "' is none of model, tool, chain, session"));
        List<String> children = new ArrayList<>();
        line.json().path("children_ids").forEach(child -> children.add(child.asString("")));
        return new Event(
                line.text("event_id"),
                line.text("session_id"),
                line.textOrNull("parent_id"),
                type,
                line.anyText("event_name"),
                line.anyText("source"),
                line.textOrNull("project"),
                line.number("start_time"),
                line.numberOrNull("end_time"),
                line.numberOrNull("duration"),
                line.textOrNull("error"),
                children,
                Buckets.fromJson(line.json()));
    }
}
