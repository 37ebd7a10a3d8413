// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.memory;

import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventDigest;
import ai.honeyhive.server.internal.model.EventJson;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.OutlinedEvent;
import ai.honeyhive.server.internal.model.SessionRow;
import ai.honeyhive.server.internal.model.StoredEvent;
import ai.honeyhive.server.internal.store.ChangeApplier;
import ai.honeyhive.server.internal.store.CommitListener;
import ai.honeyhive.server.internal.store.EvaluationQueue;
import ai.honeyhive.server.internal.store.EventQuery;
import ai.honeyhive.server.internal.store.EventStore;
import ai.honeyhive.server.internal.store.SessionOutline;
import ai.honeyhive.server.internal.store.SessionPage;
import ai.honeyhive.server.internal.store.SessionQuery;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.store.StoredChanges;
import ai.honeyhive.server.internal.store.TimeCursor;
import ai.honeyhive.server.internal.store.search.SearchDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

final class MemoryEvents implements EventStore {
    private static final Comparator<Event> BY_START =
            Comparator.comparingDouble(Event::startTime).thenComparing(Event::eventId);

    private final Object lock = new Object();
    private final MemoryTables tables = new MemoryTables(); // guarded by lock
    private final int maxEvents;
    private final LongSupplier clock;
    private final CommitListener listener;
    private final Predicate<SessionRow> ofRun;

    MemoryEvents(int maxEvents, LongSupplier clock, CommitListener listener, Predicate<SessionRow> ofRun) {
        this.ofRun = ofRun;
        this.maxEvents = maxEvents;
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public void write(List<Change> changes) {
        write(changes, () -> {});
    }

    /** Does more in the same transaction. */
    private void write(List<Change> changes, Runnable more) {
        ChangeApplier.Touched touched;
        synchronized (lock) {
            var applier = new ChangeApplier(tables, clock.getAsLong());
            changes.forEach(applier::apply);
            touched = applier.finish();
            more.run();
            while (tables.events() > maxEvents && tables.sessions() > 1) {
                tables.removeSession(tables.rowsByStart().first().sessionId());
            }
        }
        listener.committed(touched.sessionIds(), touched.runIds());
    }

    @Override
    public Optional<Event> find(String eventId) {
        synchronized (lock) {
            return Optional.ofNullable(tables.event(eventId)).map(this::present);
        }
    }

    @Override
    public Optional<SessionRow> findSession(String sessionId) {
        synchronized (lock) {
            return Optional.ofNullable(tables.session(sessionId));
        }
    }

    @Override
    public List<Event> ofSession(String sessionId) {
        synchronized (lock) {
            return tables.ofSession(sessionId).stream()
                    .map(this::present)
                    .sorted(Comparator.comparing(Event::isSession).reversed().thenComparing(BY_START))
                    .toList();
        }
    }

    @Override
    public List<StoredEvent> ofSession(String sessionId, @Nullable TimeCursor after, int limit) {
        return ofSession(sessionId).stream()
                .filter(event -> after == null || (!event.isSession() && isBehind(event, after)))
                .limit(limit)
                .map(event -> new StoredEvent(event, null))
                .toList();
    }

    @Override
    public List<OutlinedEvent> outline(String sessionId, TimeCursor after, int limit) {
        return ofSession(sessionId).stream()
                .filter(event -> !event.isSession() && isBehind(event, after))
                .limit(limit)
                .map(event -> new OutlinedEvent(EventDigest.of(event), event.parentId()))
                .toList();
    }

    @Override
    public boolean tree(String sessionId, TreeVisitor visitor) {
        List<Event> events = ofSession(sessionId);
        if (events.isEmpty() || !events.get(0).isSession()) {
            return false;
        }
        List<SessionOutline.Node> nodes = new ArrayList<>();
        for (int i = 1; i < events.size(); i++) {
            Event event = events.get(i);
            nodes.add(new SessionOutline.Node(i, event.eventId(), event.parentId()));
        }
        visitor.enter(new StoredEvent(events.get(0), null));
        new SessionOutline(nodes).visit(new SessionOutline.Visitor() {
            @Override
            public void enter(SessionOutline.Node node) {
                visitor.enter(new StoredEvent(events.get((int) node.place()), null));
            }

            @Override
            public void leave() {
                visitor.leave();
            }
        });
        visitor.leave();
        return true;
    }

    @Override
    public EventPage search(EventQuery query) {
        List<Event> matching = matching(query);
        TimeCursor after = query.after();
        List<Event> found = matching.stream()
                .filter(event -> after == null || isBefore(event, after))
                .skip(query.offset())
                .limit(query.limit() + 1L)
                .toList();
        return EventPage.of(found, query.limit(), after == null ? (long) matching.size() : null);
    }

    @Override
    public void scan(EventQuery query, Predicate<Event> visitor) {
        for (Event event : matching(query)) {
            if (!visitor.test(event)) {
                return;
            }
        }
    }

    private List<Event> matching(EventQuery query) {
        synchronized (lock) {
            return tables.all().stream()
                    .map(this::present)
                    .filter(event -> query.from() == null || event.startTime() >= query.from())
                    .filter(event -> query.to() == null || event.startTime() <= query.to())
                    .filter(event -> matches(query, event))
                    .sorted(BY_START.reversed())
                    .toList();
        }
    }

    @Override
    public SessionPage sessions(SessionQuery query) {
        synchronized (lock) {
            boolean oldestFirst = query.order() == SessionQuery.Order.OLDEST_FIRST;
            Stream<SessionRow> rows =
                    oldestFirst ? tables.rowsByStart().stream() : tables.rowsByStart().descendingSet().stream();
            List<SessionRow> found = rows.filter(
                            row -> query.runId() == null || query.runId().equals(row.runId()))
                    .filter(row -> query.after() == null || isBehind(row, query.after(), oldestFirst))
                    .limit(query.limit() + 1L)
                    .toList();
            return SessionPage.of(found, query.limit());
        }
    }

    @Override
    public List<EventDigest> ofRun(String runId, Collection<String> sessionIds) {
        Set<String> sessions = Set.copyOf(sessionIds);
        synchronized (lock) {
            return tables.all().stream()
                    .map(this::present)
                    .sorted(BY_START)
                    .map(EventDigest::of)
                    .filter(event -> runId.equals(event.runId()) || sessions.contains(event.sessionId()))
                    .toList();
        }
    }

    @Override
    public Map<String, ObjectNode> metricAverages(Collection<String> runIds) {
        Map<String, ObjectNode> averages = new HashMap<>();
        for (String runId : runIds) {
            var statistics = new TreeMap<String, DoubleSummaryStatistics>();
            for (EventDigest event : ofRun(runId, List.of())) {
                event.metrics().forEachEntry((name, value) -> {
                    OptionalDouble number =
                            value.isBoolean() ? OptionalDouble.of(value.asBoolean() ? 1 : 0) : Json.finite(value);
                    number.ifPresent(known -> statistics
                            .computeIfAbsent(name, key -> new DoubleSummaryStatistics())
                            .accept(known));
                });
            }
            ObjectNode json = Json.object();
            statistics.forEach((name, values) -> {
                if (Double.isFinite(values.getAverage())) {
                    json.put(name, values.getAverage());
                }
            });
            averages.put(runId, json);
        }
        return averages;
    }

    @Override
    public void changes(Consumer<Change> visitor) {
        List<Change> all = new ArrayList<>();
        synchronized (lock) {
            Map<String, String> spans = tables.spansOfEvents();
            for (Event event : tables.all()) {
                StoredChanges.of(event, tables.session(event.sessionId()), spans.get(event.eventId()))
                        .ifPresent(all::add);
            }
            tables.allPending().forEach(patch -> all.add(new Change.Enrich(patch)));
        }
        all.forEach(visitor);
    }

    @Override
    public boolean deleteSession(String sessionId) {
        boolean removed;
        synchronized (lock) {
            removed = tables.removeSession(sessionId);
        }
        if (removed) {
            listener.committed(Set.of(sessionId), Set.of());
        }
        return removed;
    }

    @Override
    public Removed removeSessions(double endedBefore, int limit) {
        List<SessionRow> ended;
        synchronized (lock) {
            ended = tables.rowsByStart().stream()
                    .takeWhile(row -> row.startTime() < endedBefore)
                    .filter(row -> row.endTime() < endedBefore && !ofRun.test(row))
                    .limit(limit)
                    .toList();
            ended.forEach(row -> tables.removeSession(row.sessionId()));
        }
        if (!ended.isEmpty()) {
            listener.committed(ended.stream().map(SessionRow::sessionId).collect(Collectors.toSet()), Set.of());
        }
        return new Removed(
                ended.size(),
                ended.stream().mapToLong(row -> row.tally().events()).sum());
    }

    @Override
    public boolean deleteEvent(String eventId) {
        ChangeApplier.Touched touched;
        synchronized (lock) {
            Event event = tables.event(eventId);
            if (event == null || event.isSession()) {
                return false;
            }
            tables.removeEvent(event);
            var applier = new ChangeApplier(tables, clock.getAsLong());
            applier.recount(event.sessionId());
            touched = applier.finish();
        }
        listener.committed(touched.sessionIds(), touched.runIds());
        return true;
    }

    /** The queue of evaluations, which has the lock of the events. */
    EvaluationQueue evaluations() {
        return new MemoryEvaluationQueue(lock, tables.evaluations(), this::write);
    }

    Store.Counts counts(int runs) {
        synchronized (lock) {
            return new Store.Counts(tables.events() - tables.sessions(), tables.sessions(), runs);
        }
    }

    private static boolean matches(EventQuery query, Event event) {
        if (!SearchDocument.matches(event, query.text())) {
            return false;
        }
        if (query.filters().isEmpty()) {
            return true;
        }
        ObjectNode json = EventJson.of(event);
        return query.filters().stream().allMatch(filter -> filter.matches(json));
    }

    private static boolean isBehind(SessionRow row, TimeCursor cursor, boolean oldestFirst) {
        int order = Double.compare(row.startTime(), cursor.startTime());
        if (order == 0) {
            order = row.sessionId().compareTo(cursor.id());
        }
        return oldestFirst ? order > 0 : order < 0;
    }

    private static boolean isBehind(Event event, TimeCursor cursor) {
        return compare(event, cursor) > 0;
    }

    private static boolean isBefore(Event event, TimeCursor cursor) {
        return compare(event, cursor) < 0;
    }

    private static int compare(Event event, TimeCursor cursor) {
        int order = Double.compare(event.startTime(), cursor.startTime());
        return order == 0 ? event.eventId().compareTo(cursor.id()) : order;
    }

    private Event present(Event event) {
        if (event.isSession()) {
            SessionRow row = tables.session(event.sessionId());
            return row == null ? event : row.present(event);
        }
        Event parent = event.parentId() == null ? null : tables.event(event.parentId());
        boolean known = parent != null && parent.sessionId().equals(event.sessionId());
        return known ? event : event.withParent(event.sessionId());
    }
}
