// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

import org.jspecify.annotations.Nullable;

/** One thing to write. Changes of one list are committed together or not at all. */
public sealed interface Change {
    /**
     * Stores an event. One whose id is known already changes nothing.
     *
     * @param spanEventId the id that children derive for this event from their parent span's id, where it differs from
     *     the event's own; null where it does not
     * @param traceSessionId the session made up for the event's trace, which is the event's own session if it names none
     */
    record Put(
            EventRow row,
            @Nullable String spanEventId,
            @Nullable String sessionName,
            @Nullable String traceSessionId) implements Change {
        public Put(Event event) {
            this(event, null, null, null);
        }

        public Put(
                Event event,
                @Nullable String spanEventId,
                @Nullable String sessionName,
                @Nullable String traceSessionId) {
            this(EventRow.of(event), spanEventId, sessionName, traceSessionId);
        }

        public Event event() {
            return row.event();
        }

        /** This change with all done that the writing thread need not do. */
        public Put encoded() {
            return new Put(row.encoded(), spanEventId, sessionName, traceSessionId);
        }
    }

    /** Starts a session, or merges metadata and user properties into one that was started before. */
    record StartSession(Event session) implements Change {}

    /** Enriches an event or a session, now or as soon as it arrives. */
    record Enrich(EventPatch patch) implements Change {}

    /** What metrics say of an event. An event that is gone by then has none; one that was scored is not scored again for it. */
    record Score(EventScores scores) implements Change {}
}
