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
import ai.honeyhive.server.internal.model.EventScores;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.model.SessionRow;
import ai.honeyhive.server.internal.model.SessionTally;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of merging, the same for every store. One applier serves one transaction; sessions and their rows are read
 * once and written once, in {@link #finish()}: many are started and enriched in one go.
 */
public final class ChangeApplier {
    /** Name of a session that nobody has named. */
    static final String UNNAMED = "Session";

    private final EventTables tables;
    private final long now;
    private final Map<String, Working> sessions = new LinkedHashMap<>(); // written in the order in which they came
    private final Map<String, String> sessionsOfTraces = new HashMap<>();
    /** Sessions that were given events of others. */
    private final Set<String> gathered = new HashSet<>();

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
        } else if (change instanceof Change.Score score) {
            score(score.scores());
        }
    }

    /** Writes the sessions of everything applied, and their rows. */
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
                save(
                        working,
                        working.session.withTimes(
                                row.startTime(), working.session.endTime(), working.session.duration()));
            }
            write(working);
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
        EventRow row = inItsSession(put);
        boolean moved = !row.event().sessionId().equals(put.event().sessionId());
        String parentId = row.event().parentId();
        String parent = parentId == null ? null : tables.alias(parentId);
        if (parent != null) {
            row = row.withParent(parent);
        }
        // Log records know their span's id alone, whatever id its event has chosen.
        EventPatch ofSpan = put.spanEventId() == null ? null : takePending(put.spanEventId());
        if (ofSpan != null) {
            row = EventRow.of(row.event().patchedBy(ofSpan));
        }
        EventPatch patch = takePending(row.event().eventId());
        if (patch != null) {
            row = EventRow.of(row.event().patchedBy(patch));
        }
        Working namesake = sessions.get(row.event().eventId());
        if (namesake != null && !namesake.gone) {
            write(namesake);
        }
        if (!tables.insert(row)) { // before its session, whose id it might have
            return;
        }
        Event event = row.event();
        tables.arrived(event.eventId());
        // A name that came with an event moved here is that of the session made up for its trace.
        Working working = sessionOf(event, moved ? null : put.sessionName());
        if (put.spanEventId() != null) {
            tables.saveAlias(put.spanEventId(), event.eventId());
            tables.reparent(event.sessionId(), put.spanEventId(), event.eventId());
        }
        working.tally = working.tally.plus(row.digest());
        working.recount |= gathered.remove(event.sessionId());
        working.changed = true;
    }

    /**
     * Spans of third-party instrumentation often lack the session that their neighbours in the trace name. They go where
     * their parent is, else where the trace belongs, and while nobody in it has named a session into one made up for it:
     * the first neighbour that names one takes them all along.
     */
    private EventRow inItsSession(Change.Put put) {
        Event event = put.event();
        String traceSessionId = put.traceSessionId();
        if (traceSessionId == null) {
            return put.row();
        }
        String known = sessionsOfTraces.get(traceSessionId);
        if (known == null) {
            known = tables.sessionOfTrace(traceSessionId);
            sessionsOfTraces.put(traceSessionId, known == null ? traceSessionId : known);
        }
        boolean belongs = known != null && !known.equals(traceSessionId);
        boolean named = !event.sessionId().equals(traceSessionId);
        if (named && !belongs) {
            sessionsOfTraces.put(traceSessionId, event.sessionId());
            tables.saveSessionOfTrace(traceSessionId, event.sessionId());
            gather(traceSessionId, event.sessionId());
        }
        if (named || !belongs) {
            return put.row();
        }
        Event parent = event.parentId() == null ? null : find(event.parentId());
        return put.row().withSession(parent == null ? requireNonNull(known) : parent.sessionId());
    }

    /** Gives a session what had been put into the one made up for its trace. */
    private void gather(String traceSessionId, String sessionId) {
        Working madeUp = load(traceSessionId);
        if (madeUp != null && !madeUp.started) {
            tables.moveSession(traceSessionId, sessionId);
            madeUp.changed = true;
            madeUp.gone = true;
            gathered.add(sessionId);
        }
    }

    private void start(Event session) {
        Working working = load(session.sessionId());
        if (working == null) {
            EventPatch patch = takePending(session.sessionId());
            working = added(patch == null ? session : session.patchedBy(patch), true);
        } else if (working.started) {
            Event known = working.session;
            Event merged = known.withBuckets(known.buckets().overlaidBy(mergeable(session.buckets())));
            if (merged.equals(known)) {
                return;
            }
            save(working, merged);
        } else {
            save(working, SessionFacts.announced(session, working.session));
            working.started = true;
        }
        working.changed = true;
        tables.arrived(session.sessionId());
    }

    private void enrich(EventPatch patch) {
        String eventId = patch.eventId();
        Event known = find(eventId);
        if (known == null) {
            EventPatch pending = tables.pending(eventId);
            tables.savePending(pending == null ? patch : pending.then(patch));
            return;
        }
        Event enriched = known.patchedBy(patch);
        if (!enriched.equals(known)) {
            tables.arrived(known.eventId());
        }
        Working working = requireNonNull(load(known.sessionId()), "an event without its session");
        working.changed = true;
        if (known.isSession()) {
            save(working, enriched);
            return;
        }
        tables.update(enriched);
        if (!EventDigest.of(enriched).equals(EventDigest.of(known))) {
            working.recount = true;
        }
    }

    private void score(EventScores scores) {
        Event known = event(scores.eventId());
        Event scored = known == null ? null : scores.applyTo(known);
        if (known == null || scored == null || scored.equals(known)) {
            return;
        }
        Working working = requireNonNull(load(known.sessionId()), "an event without its session");
        working.changed = true;
        if (known.isSession()) {
            save(working, scored);
            return;
        }
        tables.update(scored);
        Optional<SessionTally> tally = working.tally.scored(EventDigest.of(scored), EventDigest.of(known));
        working.recount |= tally.isEmpty();
        working.tally = tally.orElse(working.tally);
    }

    /** The event of an id, be it its own or that of its span. */
    private @Nullable Event find(String eventId) {
        Event event = event(eventId);
        String alias = event == null ? tables.alias(eventId) : null;
        return alias == null ? event : event(alias);
    }

    private @Nullable Event event(String eventId) {
        Working working = sessions.get(eventId);
        return working != null && !working.gone && working.own ? working.session : tables.event(eventId);
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
            working = added(patch == null ? session : session.patchedBy(patch), false);
        } else if (!working.started) {
            Event described = SessionFacts.describedBy(working.session, event, sessionName);
            if (!described.equals(working.session)) {
                save(working, described);
            }
        }
        return working;
    }

    /** An event of another type may have been given the session's id; then the session lives in its row alone. */
    private Working added(Event session, boolean started) {
        boolean own = tables.event(session.eventId()) == null;
        var working = new Working(session, started, SessionTally.EMPTY, own);
        working.isNew = own;
        working.unsaved = own;
        sessions.put(session.sessionId(), working);
        return working;
    }

    private void save(Working working, Event session) {
        working.session = session;
        working.unsaved = working.own;
        if (!working.own) {
            tables.update(session);
        }
    }

    private void write(Working working) {
        if (!working.unsaved) {
            return;
        }
        if (working.isNew) {
            tables.insert(EventRow.of(working.session));
        } else {
            tables.update(working.session);
        }
        working.isNew = false;
        working.unsaved = false;
    }

    private @Nullable Working load(String sessionId) {
        Working working = sessions.get(sessionId);
        if (working != null && !working.gone) {
            return working;
        }
        SessionRow row = tables.session(sessionId);
        Event session = row == null ? null : tables.event(sessionId);
        if (row == null || session == null) {
            return null;
        }
        working = new Working(session, row.started(), row.tally(), session.isSession());
        sessions.put(sessionId, working);
        return working;
    }

    private static Buckets mergeable(Buckets buckets) {
        return Buckets.of(Map.of(
                Bucket.METADATA, buckets.get(Bucket.METADATA),
                Bucket.USER_PROPERTIES, buckets.get(Bucket.USER_PROPERTIES)));
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
        private final boolean own; // the event of its id is the session's
        private boolean isNew; // has no event yet
        private boolean unsaved; // has none, or an earlier one

        private Working(Event session, boolean started, SessionTally tally, boolean own) {
            this.session = session;
            this.started = started;
            this.tally = tally;
            this.own = own;
        }
    }
}
