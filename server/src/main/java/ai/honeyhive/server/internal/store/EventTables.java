// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventDigest;
import ai.honeyhive.server.internal.model.EventPatch;
import ai.honeyhive.server.internal.model.EventRow;
import ai.honeyhive.server.internal.model.SessionRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of merging need of a database. Used by one thread at a time, inside one transaction; reads see what
 * was written before in it.
 */
public interface EventTables {
    /** The event exactly as written. */
    @Nullable Event event(String eventId);

    /** Stores an event that is new; false, and nothing done, if there is one of its id. */
    boolean insert(EventRow row);

    void update(Event event);

    /** Enrichment that waits for its event. */
    @Nullable EventPatch pending(String eventId);

    void savePending(EventPatch patch);

    void removePending(String eventId);

    /** The id of the event whose children know it as {@code spanEventId}. */
    @Nullable String alias(String spanEventId);

    void saveAlias(String spanEventId, String eventId);

    /** Makes children of {@code spanEventId} children of {@code eventId}. */
    void reparent(String sessionId, String spanEventId, String eventId);

    /** The session that a trace belongs to, by the id of the one that is made up for it; null while nothing says so. */
    @Nullable String sessionOfTrace(String traceSessionId);

    void saveSessionOfTrace(String traceSessionId, String sessionId);

    /** Gives all events of a session to another, and removes the session itself. */
    void moveSession(String sessionId, String toSessionId);

    @Nullable SessionRow session(String sessionId);

    void saveSession(SessionRow row);

    /** The events of a session without itself, in any order. */
    List<EventDigest> digestsBelow(String sessionId);

    /** Notes that an event is new or has changed, if anybody wants to know. */
    void arrived(String eventId);
}
