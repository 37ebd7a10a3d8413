// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.Buckets;
import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventPatch;
import ai.honeyhive.server.internal.model.SessionRow;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The changes that make what a store holds. */
public final class StoredChanges {
    private StoredChanges() {}

    /**
     * What makes an event; nothing for a session that is known from its events alone.
     *
     * @param event as stored
     * @param session of the event; null if its row is missing
     * @param spanEventId see {@link Change.Put}
     */
    public static Optional<Change> of(Event event, @Nullable SessionRow session, @Nullable String spanEventId) {
        boolean announced = session == null || session.started();
        if (!event.isSession()) {
            String name = session == null || announced ? null : session.name();
            return Optional.of(new Change.Put(event, spanEventId, name, null));
        }
        if (announced) {
            return Optional.of(new Change.StartSession(event));
        }
        EventPatch own = own(event);
        return own.equals(nothing(event.eventId())) ? Optional.empty() : Optional.of(new Change.Enrich(own));
    }

    private static EventPatch nothing(String eventId) {
        return new EventPatch(eventId, Buckets.EMPTY, null, null, null, null, List.of());
    }

    /** What a session that nobody announced has of its own; all else it has of its events. */
    private static EventPatch own(Event session) {
        ObjectNode outputs = session.buckets().get(Bucket.OUTPUTS);
        return new EventPatch(
                session.eventId(),
                session.buckets(),
                outputs.isEmpty() ? null : outputs,
                session.error(),
                session.endTime(),
                session.duration(),
                session.childrenIds());
    }
}
