// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventDigest;
import ai.honeyhive.server.internal.model.SessionRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events and sessions. Writing is idempotent by event id and indifferent to order: children may come before their
 * parents, enrichment before what it enriches, events before their session. Session events are returned with their
 * roll-ups, and a parent that is not stored in the event's session is returned as the session.
 */
public interface EventStore {
    /**
     * Commits all changes or none. When this returns they survive the process.
     *
     * @throws StoreBusyException if too much is waiting to be written; nothing was stored, try again later
     * @throws StoreException if the database failed
     */
    void write(List<Change> changes);

    Optional<Event> find(String eventId);

    Optional<SessionRow> findSession(String sessionId);

    /** All events of a session, itself first, the others by start. */
    List<Event> ofSession(String sessionId);

    EventPage search(EventQuery query);

    /** Shows the events that match to a visitor one by one, latest first, until it returns false. Takes no heed of pages. */
    void scan(EventQuery query, Predicate<Event> visitor);

    SessionPage sessions(SessionQuery query);

    /** The digests of a run's events, sessions included, in order of their start: those that name the run and those of the given sessions. */
    List<EventDigest> ofRun(String runId, Collection<String> sessionIds);

    /** The averages of the numeric and boolean metrics of each run's events, by run id. */
    Map<String, ObjectNode> metricAverages(Collection<String> runIds);

    /** Removes a session with all its events; false if there was none. */
    boolean deleteSession(String sessionId);

    /** Removes one event that is not a session; false if there was none. */
    boolean deleteEvent(String eventId);

    /**
     * Part of the events that match.
     *
     * @param total how many match, on all pages
     */
    record EventPage(List<Event> events, long total) {}
}
