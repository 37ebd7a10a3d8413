// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventDigest;
import ai.honeyhive.server.internal.model.OutlinedEvent;
import ai.honeyhive.server.internal.model.SessionRow;
import ai.honeyhive.server.internal.model.StoredEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
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

    /**
     * Some of the events of a session in the same order, but for ties, which go by id.
     *
     * @param after the place of the last event of the page before; null for the first page, which begins with the session
     */
    List<StoredEvent> ofSession(String sessionId, @Nullable TimeCursor after, int limit);

    /**
     * Some of the events of a session, without the session, by start and id.
     *
     * @param after the place of the last event before; {@link TimeCursor#START} for the first
     */
    List<OutlinedEvent> outline(String sessionId, TimeCursor after, int limit);

    /**
     * Shows a session's events as a tree, siblings by start, while they are read: never all are in memory.
     *
     * @return false if there is no such session
     */
    boolean tree(String sessionId, TreeVisitor visitor);

    EventPage search(EventQuery query);

    /** Shows the events that match to a visitor one by one, latest first, until it returns false. Takes no heed of pages. */
    void scan(EventQuery query, Predicate<Event> visitor);

    SessionPage sessions(SessionQuery query);

    /** The digests of a run's events, sessions included, in order of their start: those that name the run and those of the given sessions. */
    List<EventDigest> ofRun(String runId, Collection<String> sessionIds);

    /** The averages of the numeric and boolean metrics of each run's events, by run id. */
    Map<String, ObjectNode> metricAverages(Collection<String> runIds);

    /**
     * Shows all that is stored, as changes that store it again in an empty store. The visitor may take its time, but must
     * not call the store. What arrives meanwhile may be shown or not.
     */
    void changes(Consumer<Change> visitor);

    /** Removes a session with all its events; false if there was none. */
    boolean deleteSession(String sessionId);

    /**
     * Removes whole sessions, those that began first before others, in one transaction. Those of a run that exists stay:
     * a result needs them.
     *
     * @param endedBefore only sessions whose last event ended before this time, Unix milliseconds
     * @param limit at most so many
     */
    Removed removeSessions(double endedBefore, int limit);

    /** What was removed; events without the sessions. */
    record Removed(int sessions, long events) {
        public static final Removed NOTHING = new Removed(0, 0);

        public Removed plus(Removed more) {
            return new Removed(sessions + more.sessions, events + more.events);
        }
    }

    /** Removes one event that is not a session; false if there was none. */
    boolean deleteEvent(String eventId);

    /**
     * Part of the events that match.
     *
     * @param total how many match, on all pages; null if the page was asked for by a cursor
     * @param next where the following page begins; null if this is the last
     */
    record EventPage(
            List<Event> events,
            @Nullable Long total,
            @Nullable TimeCursor next) {

        /** Makes a page of events that were asked for with one more than {@code limit}. */
        public static EventPage of(List<Event> found, int limit, @Nullable Long total) {
            boolean more = found.size() > limit;
            List<Event> page = more ? found.subList(0, limit) : found;
            return new EventPage(List.copyOf(page), total, more ? TimeCursor.behind(page.get(limit - 1)) : null);
        }
    }

    /** Is shown the events of a tree from the top down. */
    interface TreeVisitor {
        void enter(StoredEvent event);

        /** All below the event entered last, and not left yet, has been shown. */
        void leave();
    }
}
