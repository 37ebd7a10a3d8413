// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventJson;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.EventFilter;
import ai.honeyhive.server.internal.store.EventStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Datapoints made of events that a client names, ticks, or describes by filters. */
final class EventDatapoints {
    private static final List<Bucket> BARE_KEYS_IN =
            List.of(Bucket.INPUTS, Bucket.OUTPUTS, Bucket.FEEDBACK, Bucket.METADATA);

    /** All are held in memory until they are written together. */
    private static final int MAX_SELECTED = 10_000;

    private final EventStore events;

    EventDatapoints(EventStore events) {
        this.events = events;
    }

    /** The fields of one datapoint for each event. */
    List<ObjectNode> chosen(Fields request) {
        ColumnMapping mapping = request.has("mapping") ? ColumnMapping.of(request, "mapping") : null;
        List<ObjectNode> datapoints = new ArrayList<>();
        ObjectNode ticks = request.object("checkState");
        List<String> named = request.texts("events");
        if (request.flag("selectAll")) {
            events.scan(EventQueries.unbounded(request), event -> {
                if (ticks.path(event.eventId()).asBoolean(true)) {
                    datapoints.add(datapoint(event, mapping));
                }
                return datapoints.size() <= MAX_SELECTED;
            });
            if (datapoints.size() > MAX_SELECTED) {
                throw request.fault("selectAll", "selects more than " + MAX_SELECTED + " events: narrow the filters");
            }
            return datapoints;
        }
        Set<String> ids = new LinkedHashSet<>(named);
        ticks.forEachEntry((id, ticked) -> {
            if (ticked.asBoolean(false)) {
                ids.add(id);
            }
        });
        if (ids.isEmpty()) {
            throw request.fault("events", "is missing: name events, tick them in checkState, or set selectAll");
        }
        for (String id : ids) {
            Event event = events.find(id).orElseThrow(() -> ApiException.badRequest("events: there is no event " + id));
            datapoints.add(datapoint(event, mapping));
        }
        return datapoints;
    }

    private static ObjectNode datapoint(Event event, @Nullable ColumnMapping mapping) {
        ObjectNode datapoint = mapping == null ? asItIs(event) : mapped(event, mapping);
        return datapoint.put("linked_event", event.eventId());
    }

    /** What went in, the messages before, and of what came out the corrected version if somebody gave one. */
    private static ObjectNode asItIs(Event event) {
        ObjectNode inputs = event.buckets().get(Bucket.INPUTS);
        ObjectNode datapoint = Json.object();
        datapoint.set("inputs", inputs);
        datapoint.set("history", ColumnMapping.messages(inputs.path("chat_history")));
        JsonNode truth = event.buckets().get(Bucket.FEEDBACK).get("ground_truth");
        datapoint.set(
                "ground_truth",
                truth instanceof ObjectNode ? truth : event.buckets().get(Bucket.OUTPUTS));
        return datapoint.set("metadata", event.buckets().get(Bucket.METADATA));
    }

    private static ObjectNode mapped(Event event, ColumnMapping mapping) {
        ObjectNode json = EventJson.of(event);
        ObjectNode datapoint = Json.object();
        datapoint.set("inputs", picked(json, mapping.inputs()));
        ArrayNode history = datapoint.putArray("history");
        picked(json, mapping.history()).forEach(value -> history.addAll(ColumnMapping.messages(value)));
        datapoint.set("ground_truth", picked(json, mapping.groundTruth()));
        return datapoint.set("metadata", event.buckets().get(Bucket.METADATA));
    }

    /** Values by the last part of their paths; a path is dotted from the event's root, or a key of one of its maps. */
    private static ObjectNode picked(ObjectNode event, List<String> paths) {
        ObjectNode picked = Json.object();
        for (String path : paths) {
            JsonNode value = EventFilter.find(event, path);
            for (Bucket bucket : BARE_KEYS_IN) {
                value = value == null ? EventFilter.find(event, bucket.wireName() + "." + path) : value;
            }
            if (value != null) {
                picked.set(path.substring(path.lastIndexOf('.') + 1), value);
            }
        }
        return picked;
    }
}
