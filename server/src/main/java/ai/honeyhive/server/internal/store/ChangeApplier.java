// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.Buckets;
import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventDigest;
import ai.honeyhive.server.internal.model.EventPatch;
import ai.honeyhive.server.internal.model.EventRow;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.model.SessionRow;
import ai.honeyhive.server.internal.model.SessionTally;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of merging, the same for every store. One applier serves one transaction; session rows are read once and
 * written once, in {@link #finish()}.
 */
public final class ChangeApplier {
    /** Name of a session that nobody has named. */
    static final String UNNAMED = "Session";

    private final EventTables tables;
    private final long now;
    private final Map<String, Working> sessions = new HashMap<>();

    public ChangeApplier(EventTables tables, long now) {
        this.tables = tables;
        this.now = now;
    }

    public void apply(Change change) {
        if (change instanceof Change.Put put) {
            if (put.event().isSession()) {
                start(put.event());
            } else {
                put(put);
            }
        } else if (change instanceof Change.StartSession start) {
            start(start.session());
        } else if (change instanceof Change.Enrich enrich) {
            enrich(enrich.patch());
        }
    }

    /** Writes the session rows of everything applied. */
    public Touched finish() {
        Set<String> sessionIds = new HashSet<>();
        Set<String> runIds = new HashSet<>();
        sessions.forEach((sessionId, working) -> {
            if (!working.changed) {
                return;
            }
            sessionIds.add(sessionId);
            if (working.gone) {
                return;
            }
            if (working.recount) {
                working.tally = count(tables.digestsBelow(sessionId));
            }
            SessionRow row = SessionRow.of(working.session, working.started, working.tally, now);
            if (row.startTime() < working.session.startTime()) {
                // Kept in step, so that searching by time finds the session where lists show it.
                tables.update(working.session.withTimes(
                        row.startTime(), working.session.endTime(), working.session.duration()));
            }
            tables.saveSession(row);
            if (row.runId() != null) {
                runIds.add(row.runId());
            }
        });
        return new Touched(sessionIds, runIds);
    }

    /** Ids of the sessions and runs that a transaction changed. */
    public record Touched(Set<String> sessionIds, Set<String> runIds) {}

    /** Reports a session that is about to be removed as touched. */
    public void remove(String sessionId) {
        Working working = load(sessionId);
        if (working != null) {
            working.changed = true;
            working.gone = true;
        }
    }

    /** What is left of a session after some of its events were removed. */
    public void recount(String sessionId) {
        Working working = load(sessionId);
        if (working != null) {
            working.recount = true;
            working.changed = true;
        }
    }

    private void put(Change.Put put) {
        EventRow row = put.row();
        String parentId = row.event().parentId();
        String parent = parentId == null ? null : tables.alias(parentId);
        if (parent != null) {
            row = row.withParent(parent);
        }
        EventPatch patch = takePending(row.event().eventId());
        if (patch != null) {
            row = EventRow.of(row.event().patchedBy(patch));
        }
        if (!tables.insert(row)) { // before its session, whose id it might have
            return;
        }
        Event event = row.event();
        Working working = sessionOf(event, put.sessionName());
        if (put.spanEventId() != null) {
            tables.saveAlias(put.spanEventId(), event.eventId());
            tables.reparent(event.sessionId(), put.spanEventId(), event.eventId());
        }
        working.tally = working.tally.plus(row.digest());
        working.changed = true;
    }

    private void start(Event session) {
        Working working = load(session.sessionId());
        if (working == null) {
            EventPatch patch = takePending(session.sessionId());
            Event stored = patch == null ? session : session.patchedBy(patch);
            insertSession(stored);
            working = new Working(stored, true, SessionTally.EMPTY);
            sessions.put(session.sessionId(), working);
        } else if (working.started) {
            Event known = working.session;
            Event merged = known.withBuckets(known.buckets().overlaidBy(mergeable(session.buckets())));
            if (merged.equals(known)) {
                return;
            }
            working.session = merged;
            tables.update(merged);
        } else {
            working.session = announced(session, working.session);
            working.started = true;
            tables.update(working.session);
        }
        working.changed = true;
    }

    private void enrich(EventPatch patch) {
        String eventId = patch.eventId();
        Event known = tables.event(eventId);
        if (known == null) {
            String alias = tables.alias(eventId);
            known = alias == null ? null : tables.event(alias);
        }
        if (known == null) {
            EventPatch pending = tables.pending(eventId);
            tables.savePending(pending == null ? patch : pending.then(patch));
            return;
        }
        Event enriched = known.patchedBy(patch);
        tables.update(enriched);
        Working working = requireNonNull(load(known.sessionId()), "an event without its session");
        working.changed = true;
        if (known.isSession()) {
            working.session = enriched;
        } else if (!EventDigest.of(enriched).equals(EventDigest.of(known))) {
            working.recount = true;
        }
    }

    private @Nullable EventPatch takePending(String eventId) {
        EventPatch patch = tables.pending(eventId);
        if (patch != null) {
            tables.removePending(eventId);
        }
        return patch;
    }

    private Working sessionOf(Event event, @Nullable String sessionName) {
        Working working = load(event.sessionId());
        if (working == null) {
            Event session = new Event(
                    event.sessionId(),
                    event.sessionId(),
                    null,
                    EventType.SESSION,
                    sessionName == null ? UNNAMED : sessionName,
                    event.source(),
                    event.project(),
                    event.startTime(),
                    null,
                    null,
                    null,
                    List.of(),
                    Buckets.EMPTY);
            EventPatch patch = takePending(event.sessionId());
            session = patch == null ? session : session.patchedBy(patch);
            insertSession(session);
            working = new Working(session, false, SessionTally.EMPTY);
            sessions.put(event.sessionId(), working);
        } else if (sessionName != null
                && !working.started
                && working.session.name().equals(UNNAMED)) {
            working.session = named(working.session, sessionName);
            tables.update(working.session);
        }
        return working;
    }

    /** An event of another type may have been given the session's id; then the session lives in its row alone. */
    private void insertSession(Event session) {
        tables.insert(EventRow.of(session));
    }

    private @Nullable Working load(String sessionId) {
        Working working = sessions.get(sessionId);
        if (working != null) {
            return working;
        }
        SessionRow row = tables.session(sessionId);
        Event session = row == null ? null : tables.event(sessionId);
        if (row == null || session == null) {
            return null;
        }
        working = new Working(session, row.started(), row.tally());
        sessions.put(sessionId, working);
        return working;
    }

    private static Buckets mergeable(Buckets buckets) {
        return Buckets.of(Map.of(
                Bucket.METADATA, buckets.get(Bucket.METADATA),
                Bucket.USER_PROPERTIES, buckets.get(Bucket.USER_PROPERTIES)));
    }

    /** A session whose announcement came after its events: what had been merged into it by then stays on top. */
    private static Event announced(Event announcement, Event known) {
        Event merged = announcement.withBuckets(announcement.buckets().overlaidBy(known.buckets()));
        return known.endTime() == null
                ? merged
                : merged.withTimes(announcement.startTime(), known.endTime(), known.duration());
    }

    private static Event named(Event session, String name) {
        return new Event(
                session.eventId(),
                session.sessionId(),
                null,
                session.type(),
                name,
                session.source(),
                session.project(),
                session.startTime(),
                session.endTime(),
                session.duration(),
                session.error(),
                session.childrenIds(),
                session.buckets());
    }

    private static SessionTally count(List<EventDigest> digests) {
        SessionTally tally = SessionTally.EMPTY;
        for (EventDigest digest : digests) {
            tally = tally.plus(digest);
        }
        return tally;
    }

    /** A session while a transaction works on it. */
    private static final class Working {
        private Event session;
        private boolean started;
        private SessionTally tally;
        private boolean changed;
        private boolean recount;
        private boolean gone;

        private Working(Event session, boolean started, SessionTally tally) {
            this.session = session;
            this.started = started;
            this.tally = tally;
        }
    }
}
