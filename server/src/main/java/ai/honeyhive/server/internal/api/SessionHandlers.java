// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.api.SessionSearch.Patience;
import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventJson;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.StoredEvent;
import ai.honeyhive.server.internal.store.EventStore;
import ai.honeyhive.server.internal.store.SessionPage;
import ai.honeyhive.server.internal.store.SessionQuery;
import ai.honeyhive.server.internal.store.TimeCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sessions: start, read, list, delete, and events posted below one. */
final class SessionHandlers {
    /** Tells clients of what HoneyHive's API does not have. */
    private static final String ACCEPTS = "HoneyHive-Accepts";

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 1_000;
    private static final int DEFAULT_EVENTS = 200;
    private static final int MAX_EVENTS = 1_000;

    /** How long a filtered list is searched before what was found is answered. */
    private static final long PATIENCE_MILLIS = 1_500;

    private final EventStore events;
    private final LongSupplier clock;
    private final SessionSearch search;

    SessionHandlers(EventStore events, LongSupplier clock) {
        this.events = events;
        this.clock = clock;
        this.search = new SessionSearch(events);
    }

    /** The session's fields under {@code session} or bare, as an object or as JSON text. */
    void start(Exchange exchange) {
        ObjectNode body = exchange.json();
        Fields fields = body.has("session") ? Fields.wrapped(body, "session") : new Fields("", body);
        Event session = EventInput.session(fields, now());
        events.write(List.of(new Change.StartSession(session)));
        exchange.ingested("session", 1);
        exchange.context().header(ACCEPTS, "sessions-batch");
        exchange.answer(EventJson.of(session(session.sessionId())));
    }

    /**
     * Starts and updates of many sessions in one commit: for a client with many short ones, which would wait for one each.
     * All or none: one that cannot be read refuses the batch.
     */
    void batch(Exchange exchange) {
        var body = new Fields("", exchange.json());
        if (!body.has("starts") && !body.has("updates")) {
            throw ApiException.badRequest("starts or updates must be given: arrays of sessions and of updates of them");
        }
        List<Change> changes = new ArrayList<>();
        for (Fields fields : body.objects("starts")) {
            changes.add(new Change.StartSession(EventInput.session(fields, now())));
        }
        int starts = changes.size();
        for (Fields fields : body.objects("updates")) {
            String id = fields.text("event_id");
            if (id == null) {
                throw fields.fault("event_id", "is missing");
            }
            changes.add(new Change.Enrich(EventInput.patch(fields, id)));
        }
        events.write(changes);
        exchange.ingested("session", starts);
        exchange.answer(Json.object().put("success", true));
    }

    void flat(Exchange exchange) {
        exchange.answer(EventJson.of(session(exchange.path("id"))));
    }

    void tree(Exchange exchange) {
        String id = exchange.path("id");
        if (!SessionTree.answer(exchange, events, id, null)) {
            throw unknown(id);
        }
    }

    /** The session and its events by start, some at a time. */
    void events(Exchange exchange) {
        String id = exchange.path("id");
        QueryParameters query = exchange.query();
        int limit = query.integer("limit", DEFAULT_EVENTS, 1, MAX_EVENTS);
        TimeCursor after = cursor(query.text("cursor"));
        if (after == null) {
            session(id); // or it is not known
        }
        List<StoredEvent> found = events.ofSession(id, after, limit + 1);
        List<StoredEvent> page = found.size() > limit ? found.subList(0, limit) : found;
        exchange.write(json -> {
            json.writeArrayPropertyStart("events");
            for (StoredEvent event : page) {
                json.writeStartObject();
                EventJson.writeFields(event, json);
                json.writeEndObject();
            }
            json.writeEndArray();
            if (found.size() > limit) {
                Event last = page.get(limit - 1).event();
                TimeCursor next = last.isSession() ? TimeCursor.START : TimeCursor.behind(last);
                json.writeStringProperty("next_cursor", next.encode());
            }
        });
    }

    /** The session, and of each of its events what a tree shows. */
    void outline(Exchange exchange) {
        Event session = session(exchange.path("id"));
        exchange.write(json -> new SessionOutlineAnswer(events).write(session, json));
    }

    void delete(Exchange exchange) {
        String id = exchange.path("id");
        if (!events.deleteSession(id)) {
            throw unknown(id);
        }
        exchange.answer(Json.object().put("success", true).put("deleted", id));
    }

    /** Events below a session, nested by {@code children} or not: {@code logs} or {@code events}. */
    void addEvents(Exchange exchange) {
        String sessionId = exchange.path("id");
        var body = new Fields("", exchange.json());
        if (body.has("logs") == body.has("events")) {
            throw ApiException.badRequest("exactly one of logs and events must be given");
        }
        List<Change> changes = new ArrayList<>();
        for (Fields fields : body.objects(body.has("logs") ? "logs" : "events")) {
            collect(fields, sessionId, null, changes);
        }
        events.write(changes);
        exchange.ingested("event", changes.size());
        exchange.answer(Json.object().put("success", true));
    }

    /** Part of the list. A page of a filtered one may be short, and the next one go on. */
    void list(Exchange exchange) {
        QueryParameters query = exchange.query();
        int limit = query.integer("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
        TimeCursor after = cursor(query.text("cursor"));
        SessionCriteria criteria = SessionCriteria.of(query);
        long now = clock.getAsLong();
        ObjectNode json = Json.object();
        ArrayNode sessions = json.putArray("sessions");
        TimeCursor next;
        if (criteria.isEverything()) {
            SessionPage page =
                    events.sessions(new SessionQuery(limit, after, criteria.runId(), SessionQuery.Order.NEWEST_FIRST));
            page.sessions().forEach(row -> sessions.add(SummaryJson.of(row, now)));
            next = page.next();
        } else {
            next = search.walk(criteria, after, now, Patience.ofMillis(PATIENCE_MILLIS), (row, line) -> {
                sessions.add(line);
                return sessions.size() < limit;
            });
        }
        if (next != null) {
            json.put("next_cursor", next.encode());
        }
        exchange.answer(json);
    }

    /** What the sessions that match have in common. */
    void overview(Exchange exchange) {
        var overview = new SessionOverview();
        TimeCursor next = search.walk(
                SessionCriteria.of(exchange.query()),
                null,
                clock.getAsLong(),
                Patience.ofMillis(PATIENCE_MILLIS),
                overview::add);
        exchange.answer(overview.json(next == null));
    }

    static @Nullable TimeCursor cursor(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return TimeCursor.decode(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("cursor is not one that this server gave out");
        }
    }

    private void collect(Fields fields, String sessionId, @Nullable String parentId, List<Change> changes) {
        Event event = EventInput.event(fields, sessionId, parentId, now());
        changes.add(new Change.Put(event));
        for (Fields child : fields.objects("children")) {
            collect(child, sessionId, event.isSession() ? null : event.eventId(), changes);
        }
    }

    private Event session(String id) {
        return events.find(id).filter(Event::isSession).orElseThrow(() -> unknown(id));
    }

    private static ApiException unknown(String id) {
        return ApiException.notFound("there is no session " + id);
    }

    private double now() {
        return (double) clock.getAsLong();
    }
}
