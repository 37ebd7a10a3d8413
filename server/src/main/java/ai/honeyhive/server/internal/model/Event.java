// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event as stored. A session is the event whose type is {@link EventType#SESSION} and whose id is the session id.
 *
 * @param eventId unique; what makes ingestion idempotent
 * @param parentId event id of the parent, which may not have arrived; null on sessions and on events directly below one
 * @param startTime Unix milliseconds, fractions kept
 * @param endTime Unix milliseconds; null while nothing says when it ended
 * @param duration milliseconds; null as long as {@code endTime} is
 */
public record Event(
        String eventId,
        String sessionId,
        @Nullable String parentId,
        EventType type,
        String name,
        String source,
        @Nullable String project,
        double startTime,
        @Nullable Double endTime,
        @Nullable Double duration,
        @Nullable String error,
        List<String> childrenIds,
        Buckets buckets) {
    /** The error of an event of which is known that it failed and nothing else. */
    public static final String UNEXPLAINED_ERROR = "span ended with status ERROR and no message";

    public Event {
        requireNonNull(eventId, "eventId");
        requireNonNull(sessionId, "sessionId");
        requireNonNull(type, "type");
        requireNonNull(name, "name");
        requireNonNull(source, "source");
        requireNonNull(buckets, "buckets");
        childrenIds = List.copyOf(childrenIds);
    }

    public boolean isSession() {
        return type == EventType.SESSION;
    }

    public Event withParent(@Nullable String parent) {
        return new Event(
                eventId,
                sessionId,
                parent,
                type,
                name,
                source,
                project,
                startTime,
                endTime,
                duration,
                error,
                childrenIds,
                buckets);
    }

    public Event withSession(String session) {
        return new Event(
                eventId,
                session,
                parentId,
                type,
                name,
                source,
                project,
                startTime,
                endTime,
                duration,
                error,
                childrenIds,
                buckets);
    }

    public Event withBuckets(Buckets replaced) {
        return new Event(
                eventId,
                sessionId,
                parentId,
                type,
                name,
                source,
                project,
                startTime,
                endTime,
                duration,
                error,
                childrenIds,
                replaced);
    }

    public Event withTimes(double start, @Nullable Double end, @Nullable Double length) {
        return new Event(
                eventId,
                sessionId,
                parentId,
                type,
                name,
                source,
                project,
                start,
                end,
                length,
                error,
                childrenIds,
                buckets);
    }

    /** This event after an enrichment: times and child ids set where given, buckets as {@link EventPatch} says. */
    public Event patchedBy(EventPatch patch) {
        Double length = patch.duration() != null ? patch.duration() : duration;
        Double end = patch.endTime() != null ? patch.endTime() : endTime;
        if (patch.endTime() != null && patch.duration() == null) {
            length = Math.max(0, patch.endTime() - startTime);
        } else if (patch.duration() != null && patch.endTime() == null) {
            end = startTime + patch.duration();
        }
        return new Event(
                eventId,
                sessionId,
                parentId,
                type,
                name,
                source,
                project,
                startTime,
                end,
                length,
                patch.applyTo(error, buckets),
                patch.childrenIds().isEmpty() ? childrenIds : patch.childrenIds(),
                patch.applyTo(buckets));
    }
}
