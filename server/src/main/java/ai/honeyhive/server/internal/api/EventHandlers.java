// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventJson;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.EventQuery;
import ai.honeyhive.server.internal.store.EventStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Events: create one or many, enrich, read, query. */
final class EventHandlers {
    private static final int DEFAULT_LIMIT = 1_000;
    private static final int MAX_EXPORT = 7_500;
    private static final int MAX_SEARCH = 1_000;

    private final EventStore events;
    private final LongSupplier clock;

    EventHandlers(EventStore events, LongSupplier clock) {
        this.events = events;
        this.clock = clock;
    }

    void create(Exchange exchange) {
        ObjectNode body = exchange.json();
        Fields fields = body.has("event") ? Fields.wrapped(body, "event") : new Fields("", body);
        created(exchange, EventInput.event(fields, null, null, now()));
    }

    void createModel(Exchange exchange) {
        ObjectNode body = exchange.json();
        Fields fields = body.has("model_event") ? Fields.wrapped(body, "model_event") : new Fields("", body);
        created(exchange, EventInput.event(ModelEventInput.asEvent(fields), EventType.MODEL, null, null, now()));
    }

    private void created(Exchange exchange, Event event) {
        events.write(List.of(change(event)));
        exchange.ingested("event", 1);
        exchange.answer(Json.object().put("event_id", event.eventId()).put("success", true));
    }

    void createBatch(Exchange exchange) {
        batch(exchange, new Fields("", exchange.json()), "events");
    }

    void createModelBatch(Exchange exchange) {
        batch(exchange, new Fields("", exchange.json()), "model_events");
    }

    /** All or none: one event that cannot be read refuses the batch. */
    private void batch(Exchange exchange, Fields body, String name) {
        if (!body.has(name)) {
            throw ApiException.badRequest(name + " is missing: an array of events");
        }
        double now = now();
        boolean older = body.flag("single_session"); // both are looked at
        boolean single = body.flag("is_single_session") || older;
        Event session = null;
        for (String properties : List.of("session", "session_properties")) { // the second is meant where both are
            if (body.has(properties)) {
                Event described = EventInput.session(new Fields(properties, body.object(properties)), now);
                session = single ? described : null;
            }
        }
        if (single && session == null) {
            session = EventInput.session(new Fields("session_properties", Json.object()), now);
        }
        List<Change> changes = new ArrayList<>();
        if (session != null) {
            changes.add(new Change.StartSession(session));
        }
        ObjectNode answer = Json.object();
        ArrayNode ids = answer.putArray("event_ids");
        for (Fields fields : body.objects(name)) {
            Event event = inBatch(fields, name.equals("model_events"), session, now);
            changes.add(change(event));
            ids.add(event.eventId());
        }
        events.write(changes);
        exchange.ingested("event", changes.size());
        if (session != null) {
            answer.put("session_id", session.sessionId());
        }
        exchange.answer(answer.put("success", true));
    }

    private static Event inBatch(Fields fields, boolean model, @Nullable Event session, double now) {
        fields.text("session_id"); // looked at even where it does not count
        Fields own = session == null
                ? fields
                : new Fields(fields.path(), fields.json().deepCopy().put("session_id", session.sessionId()));
        String sessionId = session == null ? null : session.sessionId();
        return model
                ? EventInput.event(ModelEventInput.asEvent(own), EventType.MODEL, sessionId, null, now)
                : EventInput.event(own, sessionId, null, now);
    }

    /** {@code PUT /events} has the id in the body, {@code PUT /v1/events/{id}} in the path. */
    void update(Exchange exchange, @Nullable String pathId) {
        var fields = new Fields("", exchange.json());
        String given = fields.text("event_id");
        String id = pathId != null ? pathId : given;
        if (id == null) {
            throw ApiException.badRequest("event_id is missing");
        }
        events.write(List.of(new Change.Enrich(EventInput.patch(fields, id))));
        exchange.answer(Json.object().put("event_id", id).put("success", true));
    }

    /** An event; for the id of a session its tree, which older clients expect here. */
    void get(Exchange exchange) {
        String id = exchange.path("id");
        Event event = events.find(id).orElseThrow(() -> unknown(id));
        if (!event.isSession()) {
            exchange.answer(Json.object().set("event", EventJson.of(event)));
        } else if (!SessionTree.answer(exchange, events, id, EventJson.of(event))) {
            throw unknown(id);
        }
    }

    void delete(Exchange exchange) {
        String id = exchange.path("id");
        if (!events.deleteEvent(id) && !events.deleteSession(id)) {
            throw unknown(id);
        }
        exchange.answer(Json.object().put("success", true).put("deleted", id));
    }

    void export(Exchange exchange) {
        var body = new Fields("", exchange.json());
        answer(exchange, body, EventQueries.of(body, DEFAULT_LIMIT, MAX_EXPORT));
    }

    void search(Exchange exchange) {
        var body = new Fields("", exchange.json());
        answer(exchange, body, EventQueries.of(body, DEFAULT_LIMIT, MAX_SEARCH));
    }

    /** {@code GET /events}: the same query in the address. */
    void query(Exchange exchange) {
        Fields body = EventQueries.fields(exchange.query());
        answer(exchange, body, EventQueries.of(body, DEFAULT_LIMIT, MAX_EXPORT));
    }

    private void answer(Exchange exchange, Fields body, EventQuery query) {
        List<String> projections = body.texts("projections");
        EventStore.EventPage page = events.search(query);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("events");
        page.events().forEach(event -> list.add(projected(EventJson.of(event), projections)));
        if (page.total() != null) {
            answer.put("totalEvents", page.total()).put("count", page.total());
        }
        if (page.next() != null) {
            answer.put("next_cursor", page.next().encode());
        }
        exchange.answer(answer);
    }

    /** The root fields asked for, and the id; everything if nothing is asked for. */
    private static ObjectNode projected(ObjectNode event, List<String> projections) {
        if (projections.isEmpty()) {
            return event;
        }
        ObjectNode result = Json.object();
        result.set("event_id", event.get("event_id"));
        for (String projection : projections) {
            String field = projection.split("\\.", 2)[0];
            if (event.has(field)) {
                result.set(field, event.get(field));
            }
        }
        return result;
    }

    private static Change change(Event event) {
        return event.isSession() ? new Change.StartSession(event) : new Change.Put(event);
    }

    private static ApiException unknown(String id) {
        return ApiException.notFound("there is no event " + id);
    }

    private double now() {
        return (double) clock.getAsLong();
    }
}
