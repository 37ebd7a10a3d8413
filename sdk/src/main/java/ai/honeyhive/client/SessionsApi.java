// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls around sessions. Thread-safe. Every call throws a {@link HoneyHiveException} if the server refuses or is away. */
public final class SessionsApi {
    private final ApiCalls calls;

    SessionsApi(ApiCalls calls) {
        this.calls = calls;
    }

    /** Starts a session and returns it; a session that exists under the same id is returned with both merged. */
    public Event start(SessionFields session) {
        boolean named = session.containsKey("session_id");
        Answer answer = named ? calls.repeatablePost("/v1/sessions", session) : calls.post("/v1/sessions", session);
        Map<String, Object> started = answer.object();
        if (started.isEmpty() && named) {
            return new Event(session);
        }
        answer.id(started, "session_id", "event_id");
        return new Event(started);
    }

    /** Returns a session with all its events as a tree; empty if there is none of this id. */
    public Optional<Event> find(String sessionId) {
        return calls.find(path(sessionId)).map(answer -> new Event(answer.object()));
    }

    /**
     * Returns a session with all its events as a tree, each with its {@code children}.
     *
     * @throws HoneyHiveHttpException also if there is none of this id
     */
    public Event tree(String sessionId) {
        return new Event(calls.get(path(sessionId)).object());
    }

    /** Adds events to a session with one request. */
    public void addEvents(String sessionId, List<EventFields> events) {
        calls.post(path(sessionId) + "/events/batch", Map.of("events", events));
    }

    /** Changes a session. */
    public void update(String sessionId, EventUpdate update) {
        calls.put("/v1/events/" + Paths.segment(sessionId), update);
    }

    /** Deletes a session with all its events; returns false if there was none of this id. */
    public boolean delete(String sessionId) {
        return calls.delete(path(sessionId));
    }

    private static String path(String sessionId) {
        return "/v1/sessions/" + Paths.segment(sessionId);
    }
}
