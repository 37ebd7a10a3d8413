// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.memory;

import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventDigest;
import ai.honeyhive.server.internal.model.EventPatch;
import ai.honeyhive.server.internal.model.EventRow;
import ai.honeyhive.server.internal.model.SessionRow;
import ai.honeyhive.server.internal.store.EventTables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tables made of maps; guarded by the lock of the store that owns them. */
final class MemoryTables implements EventTables {
    private final Map<String, Event> events = new HashMap<>();
    private final Map<String, Map<String, Event>> bySession = new HashMap<>();
    private final Map<String, EventPatch> pending = new HashMap<>();
    private final Map<String, String> aliases = new HashMap<>();
    private final Map<String, String> sessionsOfTraces = new HashMap<>();
    private final Map<String, SessionRow> rows = new HashMap<>();
    private final MemoryEvaluations evaluations = new MemoryEvaluations();
    private final NavigableSet<SessionRow> rowsByStart = new TreeSet<>(SessionOrder.OLDEST_FIRST);

    @Override
    public @Nullable Event event(String eventId) {
        return events.get(eventId);
    }

    @Override
    public boolean insert(EventRow row) {
        if (events.containsKey(row.event().eventId())) {
            return false;
        }
        update(row.event());
        return true;
    }

    @Override
    public void update(Event event) {
        events.put(event.eventId(), event);
        bySession
                .computeIfAbsent(event.sessionId(), id -> new LinkedHashMap<>())
                .put(event.eventId(), event);
    }

    @Override
    public @Nullable EventPatch pending(String eventId) {
        return pending.get(eventId);
    }

    @Override
    public void savePending(EventPatch patch) {
        pending.put(patch.eventId(), patch);
    }

    @Override
    public void removePending(String eventId) {
        pending.remove(eventId);
    }

    @Override
    public @Nullable String alias(String spanEventId) {
        return aliases.get(spanEventId);
    }

    @Override
    public void saveAlias(String spanEventId, String eventId) {
        aliases.put(spanEventId, eventId);
    }

    @Override
    public void reparent(String sessionId, String spanEventId, String eventId) {
        for (Event event : List.copyOf(ofSession(sessionId))) {
            if (spanEventId.equals(event.parentId())) {
                update(event.withParent(eventId));
            }
        }
    }

    @Override
    public @Nullable String sessionOfTrace(String traceSessionId) {
        return sessionsOfTraces.get(traceSessionId);
    }

    @Override
    public void saveSessionOfTrace(String traceSessionId, String sessionId) {
        sessionsOfTraces.put(traceSessionId, sessionId);
    }

    @Override
    public void moveSession(String sessionId, String toSessionId) {
        List<Event> moved = List.copyOf(ofSession(sessionId));
        bySession.remove(sessionId);
        events.remove(sessionId);
        SessionRow row = rows.remove(sessionId);
        if (row != null) {
            rowsByStart.remove(row);
        }
        for (Event event : moved) {
            if (!event.isSession()) {
                update(event.withSession(toSessionId));
            }
        }
    }

    @Override
    public @Nullable SessionRow session(String sessionId) {
        return rows.get(sessionId);
    }

    @Override
    public void saveSession(SessionRow row) {
        SessionRow before = rows.put(row.sessionId(), row);
        if (before != null) {
            rowsByStart.remove(before);
        }
        rowsByStart.add(row);
    }

    @Override
    public List<EventDigest> digestsBelow(String sessionId) {
        return ofSession(sessionId).stream()
                .filter(event -> !event.isSession())
                .map(EventDigest::of)
                .toList();
    }

    @Override
    public void arrived(String eventId) {
        evaluations.arrived(eventId);
    }

    MemoryEvaluations evaluations() {
        return evaluations;
    }

    Collection<Event> ofSession(String sessionId) {
        return bySession.getOrDefault(sessionId, Map.of()).values();
    }

    Collection<Event> all() {
        return events.values();
    }

    Collection<EventPatch> allPending() {
        return pending.values();
    }

    /** The ids that children derive from spans, by the ids that the spans' events chose. */
    Map<String, String> spansOfEvents() {
        Map<String, String> spans = new HashMap<>();
        aliases.forEach((span, event) -> spans.put(event, span));
        return spans;
    }

    NavigableSet<SessionRow> rowsByStart() {
        return rowsByStart;
    }

    int events() {
        return events.size();
    }

    int sessions() {
        return rows.size();
    }

    boolean removeSession(String sessionId) {
        SessionRow row = rows.remove(sessionId);
        if (row == null) {
            return false;
        }
        rowsByStart.remove(row);
        Map<String, Event> removed = bySession.remove(sessionId);
        if (removed != null) {
            events.keySet().removeAll(new ArrayList<>(removed.keySet()));
            aliases.values().removeIf(removed::containsKey);
            sessionsOfTraces.values().removeIf(sessionId::equals);
        }
        return true;
    }

    void removeEvent(Event event) {
        events.remove(event.eventId());
        Map<String, Event> siblings = bySession.get(event.sessionId());
        if (siblings != null) {
            siblings.remove(event.eventId());
        }
    }
}
