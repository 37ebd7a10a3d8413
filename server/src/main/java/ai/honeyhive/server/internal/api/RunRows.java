// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventJson;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.SessionRow;
import ai.honeyhive.server.internal.store.SessionPage;
import ai.honeyhive.server.internal.store.SessionQuery;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.store.TimeCursor;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /v1/runs/{id}/rows}: one row a session of the run, in order of their start. */
final class RunRows {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private final Store store;
    private final LongSupplier clock;

    RunRows(Store store, LongSupplier clock) {
        this.store = store;
        this.clock = clock;
    }

    void list(Exchange exchange) {
        String id = exchange.path("id");
        if (store.runs().find(id).isEmpty()) {
            throw RunHandlers.unknown(id);
        }
        QueryParameters query = exchange.query();
        SessionPage page = store.events()
                .sessions(new SessionQuery(
                        query.integer("limit", DEFAULT_LIMIT, 1, MAX_LIMIT),
                        SessionHandlers.cursor(query.text("cursor")),
                        id,
                        SessionQuery.Order.OLDEST_FIRST));
        ObjectNode json = Json.object();
        ArrayNode rows = json.putArray("rows");
        page.sessions().forEach(session -> rows.add(row(session)));
        TimeCursor next = page.next();
        if (next != null) {
            json.put("next_cursor", next.encode());
        }
        exchange.answer(json);
    }

    /** One row with all that went in and came out. */
    ObjectNode row(SessionRow session) {
        List<Event> events = store.events().ofSession(session.sessionId());
        ObjectNode json = Json.object();
        json.put("session_id", session.sessionId());
        if (session.datapointId() != null) {
            json.put("datapoint_id", session.datapointId());
        }
        json.set("inputs", first(events, Bucket.INPUTS));
        json.set("outputs", first(roots(events, session.sessionId()), Bucket.OUTPUTS));
        JsonNode truth = groundTruth(events);
        if (truth != null) {
            json.set("ground_truth", truth);
        }
        if (session.error() != null) {
            json.put("error", session.error());
        }
        json.put("status", SummaryJson.status(session, clock.getAsLong()));
        json.put("start_time", EventJson.millis(session.startTime()));
        EventJson.putNumber(json, "duration", session.duration());
        session.usage().putInto(json);
        json.remove(List.of("prompt_tokens", "completion_tokens"));
        json.set("metrics", metrics(events));
        return json;
    }

    /** Of the first event that has any: the session comes first, then its root. */
    private static ObjectNode first(List<Event> events, Bucket bucket) {
        return events.stream()
                .map(event -> event.buckets().get(bucket))
                .filter(values -> !values.isEmpty())
                .findFirst()
                .orElseGet(Json::object);
    }

    /** The session and the chains right below it: what a step in between gave out is not the row's output. */
    private static List<Event> roots(List<Event> events, String sessionId) {
        return events.stream()
                .filter(event -> event.eventId().equals(sessionId)
                        || (event.type() == EventType.CHAIN && sessionId.equals(event.parentId())))
                .toList();
    }

    private static @Nullable JsonNode groundTruth(List<Event> events) {
        for (Event event : events) {
            JsonNode truth = event.buckets().get(Bucket.FEEDBACK).get("ground_truth");
            if (truth != null && !truth.isNull()) {
                return truth;
            }
        }
        return null;
    }

    /** Numbers, booleans and explanations of all events; of two with one name that of the later event. */
    private static ObjectNode metrics(List<Event> events) {
        ObjectNode result = Json.object();
        events.forEach(event -> result.setAll(event.buckets().get(Bucket.METRICS)));
        return result;
    }
}
