// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls around events. Thread-safe. Every call throws a {@link HoneyHiveException} if the server refuses or is away. */
public final class EventsApi {
    static final int EXPORT_LIMIT = 7_500;
    static final int SEARCH_LIMIT = 1_000;

    private static final String BATCH = "/v1/events/batch";

    private final ApiCalls calls;

    EventsApi(ApiCalls calls) {
        this.calls = calls;
    }

    /** Creates an event and returns its id. */
    public String create(EventFields event) {
        Answer answer = calls.post("/v1/events", event);
        Object known = event.get("event_id");
        return known == null ? answer.id(answer.object(), "event_id") : known.toString();
    }

    /**
     * Creates events with one request, each in the session that it names.
     *
     * @throws HoneyHiveBatchException if the server took only some of them
     */
    public CreatedEvents create(List<EventFields> events) {
        return batch(Map.of("events", events));
    }

    /**
     * Creates events with one request, all in one new session.
     *
     * @throws HoneyHiveBatchException if the server took only some of them
     */
    public CreatedEvents create(List<EventFields> events, SessionFields session) {
        return batch(Map.of("events", events, "single_session", true, "session_properties", session));
    }

    /** Changes an event or, by the session's id, a session. */
    public void update(String eventId, EventUpdate update) {
        calls.put(path(eventId), update);
    }

    /** Returns an event; empty if there is none of this id. */
    public Optional<Event> find(String eventId) {
        return calls.find(path(eventId)).map(answer -> new Event(answer.object("event")));
    }

    /** Deletes an event; returns false if there was none of this id. */
    public boolean delete(String eventId) {
        return calls.delete(path(eventId));
    }

    /** Returns one page, of up to 7,500 events, of those that match; latest first. */
    public EventPage export(EventQuery query) {
        return export(query.toExport());
    }

    /**
     * Returns one page of the events that match.
     *
     * @param query by wire names: {@code filters}, {@code dateRange}, {@code limit} (at most 7,500), {@code page}, ...
     */
    public EventPage export(Map<String, ?> query) {
        return new EventPage(calls.repeatablePost("/v1/events/export", query).object());
    }

    /**
     * Returns one page, of up to 1,000 events, of those that match; latest first.
     *
     * @throws IllegalArgumentException if the query has projections or a higher limit, which only exports know
     */
    public EventPage search(EventQuery query) {
        return new EventPage(
                calls.repeatablePost("/v1/events/search", query.toSearch()).object());
    }

    private CreatedEvents batch(Map<String, Object> body) {
        Answer answer = calls.postUnchecked(BATCH, body);
        if (answer.status() == 500 && answer.text().contains("event_ids")) { // how the API says "only some"
            throw partial(answer, new CreatedEvents(answer.object()));
        }
        CreatedEvents created = new CreatedEvents(answer.accepted().object());
        if (Boolean.FALSE.equals(created.get("success")) || !created.errors().isEmpty()) {
            throw partial(answer, created);
        }
        return created;
    }

    private static HoneyHiveBatchException partial(Answer answer, CreatedEvents created) {
        return new HoneyHiveBatchException(answer.method(), answer.path(), answer.status(), answer.text(), created);
    }

    private static String path(String eventId) {
        return "/v1/events/" + Paths.segment(eventId);
    }
}
