// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sql;

import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventDigest;
import ai.honeyhive.server.internal.model.EventJson;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.OutlinedEvent;
import ai.honeyhive.server.internal.model.SessionRow;
import ai.honeyhive.server.internal.model.StoredEvent;
import ai.honeyhive.server.internal.store.ChangeApplier;
import ai.honeyhive.server.internal.store.EventQuery;
import ai.honeyhive.server.internal.store.EventStore;
import ai.honeyhive.server.internal.store.SessionOutline;
import ai.honeyhive.server.internal.store.SessionPage;
import ai.honeyhive.server.internal.store.SessionQuery;
import ai.honeyhive.server.internal.store.TimeCursor;
import ai.honeyhive.server.internal.store.search.SearchDocument;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

final class SqlEvents implements EventStore {
    /** Enough for digests, which have no parent. */
    private static final String NARROW = "e." + String.join(", e.", EventColumns.NARROW);

    /** A parent that is not stored in the same session is answered as the session. */
    private static final String COLUMNS = NARROW.replace("e.parent_id", """
                            CASE WHEN e.event_type = 'session' THEN NULL
                                 WHEN EXISTS (SELECT 1 FROM events p
                                              WHERE p.event_id = e.parent_id AND p.session_id = e.session_id)
                                 THEN e.parent_id ELSE e.session_id END AS parent_id""");

    /** Whole events, and for session events the session's row. */
    private static final String SELECT_EVENTS = selectFrom("events e");

    private static final String LATEST_FIRST = EventWhere.LATEST_FIRST;

    /** Among how many of the latest events words are looked for, before all that match are sorted. */
    private static final int[] WALKS = {1_000, 16_000, 64_000};

    /** To sort this many matches takes as long as to look at one of the latest events. */
    private static final int MATCHES_PER_STEP = 4;

    /** A search waits so long for the index to catch up; then it reads what is not indexed yet. */
    private static final Duration INDEX_PATIENCE = Duration.ofSeconds(2);

    private final SqlDatabase database;
    private final GroupWriter writer;

    SqlEvents(SqlDatabase database, GroupWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    @Override
    public void write(List<Change> changes) {
        writer.write(changes);
    }

    @Override
    public Optional<Event> find(String eventId) {
        return database
                .read(connection -> database.list(
                        connection, SELECT_EVENTS + " WHERE e.event_id = ?", SqlEvents::event, List.of(eventId)))
                .stream()
                .findFirst();
    }

    @Override
    public Optional<SessionRow> findSession(String sessionId) {
        return database
                .read(connection -> database.list(
                        connection,
                        "SELECT body FROM sessions WHERE session_id = ?",
                        SqlEvents::session,
                        List.of(sessionId)))
                .stream()
                .findFirst();
    }

    @Override
    public List<Event> ofSession(String sessionId) {
        return database.read(connection -> database.list(
                connection,
                SELECT_EVENTS + " WHERE e.session_id = ?"
                        + " ORDER BY e.event_type = 'session' DESC, e.start_time, e.seq",
                SqlEvents::event,
                List.of(sessionId)));
    }

    @Override
    public List<StoredEvent> ofSession(String sessionId, @Nullable TimeCursor after, int limit) {
        List<StoredEvent> page = new ArrayList<>();
        if (after == null) {
            find(sessionId).filter(Event::isSession).ifPresent(session -> page.add(new StoredEvent(session, null)));
        }
        TimeCursor from = after == null ? TimeCursor.START : after;
        page.addAll(database.list(
                SELECT_EVENTS + " WHERE e.session_id = ? AND e.event_type <> 'session'"
                        + " AND (e.start_time, e.event_id) > (?, ?) ORDER BY e.start_time, e.event_id LIMIT ?",
                EventColumns::stored,
                List.of(sessionId, from.startTime(), from.id(), limit - page.size())));
        return page;
    }

    @Override
    public List<OutlinedEvent> outline(String sessionId, TimeCursor after, int limit) {
        return database.list(
                "SELECT " + COLUMNS + " FROM events e WHERE e.session_id = ? AND e.event_type <> 'session'"
                        + " AND (e.start_time, e.event_id) > (?, ?) ORDER BY e.start_time, e.event_id LIMIT ?",
                EventColumns::outlined,
                List.of(sessionId, after.startTime(), after.id(), limit));
    }

    @Override
    public boolean tree(String sessionId, TreeVisitor visitor) {
        Event session = find(sessionId).filter(Event::isSession).orElse(null);
        if (session == null) {
            return false;
        }
        List<SessionOutline.Node> nodes = database.list(
                "SELECT seq, event_id, parent_id FROM events WHERE session_id = ? AND event_type <> 'session'"
                        + " ORDER BY start_time, seq",
                row -> new SessionOutline.Node(row.getLong(1), row.getString(2), row.getString(3)),
                List.of(sessionId));
        visitor.enter(new StoredEvent(session, null));
        var reader = new TreeReader(database, visitor);
        new SessionOutline(nodes).visit(reader);
        reader.finish();
        visitor.leave();
        return true;
    }

    private EventWhere where(EventQuery query) {
        return EventWhere.of(
                query, EventWhere.wantsIndex(query) && writer.awaitIndexed(INDEX_PATIENCE), database.dialect());
    }

    @Override
    public EventPage search(EventQuery query) {
        var where = where(query);
        return database.read(
                connection -> where.complete() ? found(connection, where, query) : sought(connection, where, query));
    }

    /** The page that columns and the index alone can tell. */
    private EventPage found(Connection connection, EventWhere where, EventQuery query) throws SQLException {
        Long total = null;
        if (query.after() == null) {
            total = database.list(
                            connection,
                            "SELECT count(*) FROM " + where.counted(),
                            row -> row.getLong(1),
                            where.arguments())
                    .get(0);
        }
        if (where.indexed()) {
            for (int walk : WALKS) {
                if (total != null && total < (long) walk * MATCHES_PER_STEP) {
                    break;
                }
                List<Event> latest = selected(connection, where.amongLatest(walk, query));
                if (latest.size() > query.limit()) {
                    return EventPage.of(latest, query.limit(), total);
                }
            }
        }
        return EventPage.of(selected(connection, where.all(query)), query.limit(), total);
    }

    private List<Event> selected(Connection connection, EventWhere.Selection selection) throws SQLException {
        String sql = SELECT_EVENTS + " WHERE e.seq IN (" + selection.sql() + ")" + LATEST_FIRST;
        return database.list(connection, sql, SqlEvents::event, selection.arguments());
    }

    /** The page of which each event has to be looked at; by a cursor it ends when the page is full. */
    private EventPage sought(Connection connection, EventWhere where, EventQuery query) throws SQLException {
        List<Event> found = new ArrayList<>();
        long[] total = {0};
        boolean counts = query.after() == null;
        scan(connection, where.behind(query.after()), query, event -> {
            if (total[0] >= query.offset() && found.size() <= query.limit()) {
                found.add(event);
            }
            total[0]++;
            return counts || found.size() <= query.limit();
        });
        return EventPage.of(found, query.limit(), counts ? Long.valueOf(total[0]) : null);
    }

    @Override
    public void scan(EventQuery query, Predicate<Event> visitor) {
        var where = where(query);
        database.read(connection -> {
            scan(connection, where, query, visitor);
            return true;
        });
    }

    /** Reads every candidate, but keeps none. */
    private void scan(Connection connection, EventWhere where, EventQuery query, Predicate<Event> visitor)
            throws SQLException {
        String sql = selectFrom(where.from()) + where.sql() + LATEST_FIRST;
        try (PreparedStatement statement = database.prepare(connection, sql, where.arguments());
                ResultSet rows = statement.executeQuery()) {
            boolean goOn = true;
            while (goOn && rows.next()) {
                Event event = event(rows);
                if (where.complete() || matches(query, event)) {
                    goOn = visitor.test(event);
                }
            }
        }
    }

    private static boolean matches(EventQuery query, Event event) {
        ObjectNode json = EventJson.of(event);
        return query.filters().stream().allMatch(filter -> filter.matches(json))
                && SearchDocument.matches(event, query.text());
    }

    @Override
    public SessionPage sessions(SessionQuery query) {
        boolean oldestFirst = query.order() == SessionQuery.Order.OLDEST_FIRST;
        var sql = new StringBuilder("SELECT body FROM sessions WHERE true");
        List<Object> arguments = new ArrayList<>();
        if (query.runId() != null) {
            sql.append(" AND run_id = ?");
            arguments.add(query.runId());
        }
        TimeCursor after = query.after();
        if (after != null) {
            sql.append(" AND (start_time, session_id) ")
                    .append(oldestFirst ? '>' : '<')
                    .append(" (?, ?)");
            arguments.add(after.startTime());
            arguments.add(after.id());
        }
        String direction = oldestFirst ? "" : " DESC";
        sql.append(" ORDER BY start_time")
                .append(direction)
                .append(", session_id")
                .append(direction)
                .append(" LIMIT ?");
        arguments.add(query.limit() + 1);
        List<SessionRow> rows =
                database.read(connection -> database.list(connection, sql.toString(), SqlEvents::session, arguments));
        return SessionPage.of(rows, query.limit());
    }

    @Override
    public List<EventDigest> ofRun(String runId, Collection<String> sessionIds) {
        ArrayNode sessions = Json.mapper().createArrayNode();
        sessionIds.forEach(sessions::add);
        return database.read(connection -> database.list(
                connection,
                "SELECT " + NARROW + " FROM events e WHERE e.run_id = ?" + " OR e.session_id "
                        + database.dialect().inJsonArray() + " ORDER BY e.start_time, e.event_id",
                EventColumns::digest,
                List.of(runId, database.dialect().storableJson(Json.write(sessions)))));
    }

    @Override
    public Map<String, ObjectNode> metricAverages(Collection<String> runIds) {
        ArrayNode ids = Json.mapper().createArrayNode();
        runIds.forEach(ids::add);
        Map<String, ObjectNode> averages = new HashMap<>();
        runIds.forEach(id -> averages.put(id, Json.object()));
        database.read(connection -> database.list(
                connection,
                database.dialect().metricAverages(),
                row -> {
                    ObjectNode metrics = averages.computeIfAbsent(row.getString(1), id -> Json.object());
                    double average = row.getDouble(3);
                    return Double.isFinite(average) ? metrics.put(row.getString(2), average) : metrics;
                },
                List.of(database.dialect().storableJson(Json.write(ids)))));
        return averages;
    }

    @Override
    public void changes(Consumer<Change> visitor) {
        new SqlChanges(database, visitor).visit();
    }

    @Override
    public boolean deleteSession(String sessionId) {
        return writer.alone((tables, applier, runIds) -> {
            if (tables.session(sessionId) == null) {
                return false;
            }
            remove(tables, applier, sessionId);
            return true;
        });
    }

    private static void remove(SqlTables tables, ChangeApplier applier, String sessionId) {
        applier.remove(sessionId);
        tables.removeSession(sessionId);
    }

    @Override
    public Removed removeSessions(double endedBefore, int limit) {
        List<SessionRow> ended = endedBefore(endedBefore, limit);
        if (ended.isEmpty()) {
            return Removed.NOTHING;
        }
        return writer.alone((tables, applier, runIds) -> {
            int sessions = 0;
            long events = 0;
            for (SessionRow found : ended) {
                SessionRow row = tables.session(found.sessionId()); // as it is now: something may have arrived
                if (row != null && row.endTime() < endedBefore) {
                    remove(tables, applier, row.sessionId());
                    sessions++;
                    events += row.tally().events();
                }
            }
            return new Removed(sessions, events);
        });
    }

    /** Those that began first before others, without those of runs, and those that go on, however many there are. */
    private List<SessionRow> endedBefore(double time, int limit) {
        String ended = "SELECT s.body FROM sessions s WHERE s.start_time < ?"
                + " AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.run_id = s.run_id)"
                + " AND s.session_id NOT IN (" + database.dialect().sessionsOfRuns() + ")"
                + " ORDER BY s.start_time, s.session_id";
        return database.read(connection -> {
            List<SessionRow> found = new ArrayList<>();
            try (PreparedStatement statement = database.prepare(connection, ended, List.of(time));
                    ResultSet rows = statement.executeQuery()) {
                while (found.size() < limit && rows.next()) {
                    SessionRow row = session(rows);
                    if (row.endTime() < time) {
                        found.add(row);
                    }
                }
            }
            return found;
        });
    }

    @Override
    public boolean deleteEvent(String eventId) {
        return writer.alone((tables, applier, runIds) -> {
            Event event = tables.event(eventId);
            if (event == null || event.isSession()) {
                return false;
            }
            tables.execute("DELETE FROM payloads WHERE seq = (SELECT seq FROM events WHERE event_id = ?)", eventId);
            tables.execute("DELETE FROM events WHERE event_id = ?", eventId);
            applier.recount(event.sessionId());
            return true;
        });
    }

    private static String selectFrom(String tables) {
        return "SELECT " + COLUMNS + ", payloads.body AS body, s.body AS session_body"
                + " FROM " + tables + " JOIN payloads ON payloads.seq = e.seq"
                + " LEFT JOIN sessions s ON e.event_type = 'session' AND s.session_id = e.event_id";
    }

    private static Event event(ResultSet row) throws SQLException {
        Event event = EventColumns.event(row);
        String session = row.getString(EventColumns.SESSION_BODY);
        return session == null
                ? event
                : Json.stored().readValue(session, SessionRow.class).present(event);
    }

    private static SessionRow session(ResultSet row) throws SQLException {
        return Json.stored().readValue(row.getString(1), SessionRow.class);
    }
}
