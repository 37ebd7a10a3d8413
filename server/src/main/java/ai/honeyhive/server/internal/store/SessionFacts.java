// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.Buckets;
import ai.honeyhive.server.internal.model.Event;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What is said of a session by its announcement, its events and its enrichments, put together. */
final class SessionFacts {
    private static final Set<String> NO_NAMES = Set.of(ChangeApplier.UNNAMED, "unknown", "");
    private static final Set<String> NO_SOURCES = Set.of("otlp", "unknown", "");
    private static final Set<String> NO_PROJECTS = Set.of("");

    private SessionFacts() {}

    /** A session whose announcement came after its events: what had been merged into it by then stays on top. */
    static Event announced(Event announcement, Event known) {
        Buckets merged = announcement.buckets().overlaidBy(known.buckets());
        ObjectNode outputs = known.buckets().get(Bucket.OUTPUTS);
        boolean ended = known.endTime() != null;
        return new Event(
                announcement.eventId(),
                announcement.sessionId(),
                null,
                announcement.type(),
                announcement.name(),
                announcement.source(),
                announcement.project(),
                announcement.startTime(),
                ended ? known.endTime() : announcement.endTime(),
                ended ? known.duration() : announcement.duration(),
                known.error() != null ? known.error() : announcement.error(),
                known.childrenIds().isEmpty() ? announcement.childrenIds() : known.childrenIds(),
                outputs.isEmpty() ? merged : merged.with(Bucket.OUTPUTS, outputs));
    }

    /** What its events say of a session that nobody announced; the same whichever of them came first. */
    static Event describedBy(Event session, Event event, @Nullable String name) {
        String project = session.project() == null ? event.project() : session.project();
        return new Event(
                session.eventId(),
                session.sessionId(),
                null,
                session.type(),
                chosen(session.name(), name, NO_NAMES),
                chosen(session.source(), event.source(), NO_SOURCES),
                project == null ? null : chosen(project, event.project(), NO_PROJECTS),
                session.startTime(),
                session.endTime(),
                session.duration(),
                session.error(),
                session.childrenIds(),
                session.buckets());
    }

    /** Of two words the one that says something, and of two that do always the same one. */
    private static String chosen(String known, @Nullable String other, Set<String> nothing) {
        Comparator<String> order =
                Comparator.comparing((String word) -> nothing.contains(word)).thenComparing(Comparator.naturalOrder());
        return other == null || order.compare(known, other) <= 0 ? known : other;
    }
}
