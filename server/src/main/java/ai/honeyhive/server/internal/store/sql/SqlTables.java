// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sql;

import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventDigest;
import ai.honeyhive.server.internal.model.EventPatch;
import ai.honeyhive.server.internal.model.EventRow;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.PatchJson;
import ai.honeyhive.server.internal.model.SessionRow;
import ai.honeyhive.server.internal.store.EventTables;
import ai.honeyhive.server.internal.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The tables on the writing connection; statements are prepared once. */
final class SqlTables implements EventTables {
    private static final String COLUMNS = String.join(", ", EventColumns.NARROW);
    private static final String INSERT_EVENT = "INSERT INTO events (" + COLUMNS + ") VALUES ("
            + "?, ".repeat(EventColumns.NARROW.size() - 1) + "?) ON CONFLICT (event_id) DO NOTHING";
    private static final String UPDATE_EVENT =
            "UPDATE events SET " + String.join(" = ?, ", EventColumns.NARROW) + " = ? WHERE event_id = ?";

    private static final String SELECT_EVENT =
            "SELECT " + COLUMNS + ", body FROM events JOIN payloads USING (seq) WHERE event_id = ?";

    private static final String SAVE_ALIAS = "INSERT INTO aliases (span_event_id, event_id) VALUES (?, ?)"
            + " ON CONFLICT (span_event_id) DO UPDATE SET event_id = excluded.event_id";

    /** Before the ids of what a trace's session is known by, among the aliases of events. */
    private static final String TRACE = "trace:";

    private final Connection connection;
    private final Dialect dialect;
    private final BooleanSupplier watched;
    private final SqlEvaluations evaluations = new SqlEvaluations(this);
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final RecentSessions recent = new RecentSessions();
    // Most events wait for nothing and have no second id: then two tables need not be asked for each.
    private boolean anyPending = true;
    private boolean anyAlias = true;

    /** @param watched whether events that arrive or change are noted */
    SqlTables(Connection connection, Dialect dialect, BooleanSupplier watched) {
        this.watched = watched;
        this.connection = connection;
        this.dialect = dialect;
    }

    /** Looks once what need not be looked up for each event of a transaction. */
    void begin() {
        anyPending = Boolean.TRUE.equals(first("SELECT EXISTS (SELECT 1 FROM pending)", row -> row.getBoolean(1)));
        // ';' is what follows ':'
        anyAlias = Boolean.TRUE.equals(first(
                "SELECT EXISTS (SELECT 1 FROM aliases WHERE span_event_id < 'trace:')"
                        + " OR EXISTS (SELECT 1 FROM aliases WHERE span_event_id >= 'trace;')",
                row -> row.getBoolean(1)));
    }

    /** Says that what was written since {@link #begin()} will not be committed. */
    void rolledBack() {
        recent.forgetAll();
    }

    @Override
    public @Nullable Event event(String eventId) {
        Event known = recent.session(eventId);
        return known != null ? known : first(SELECT_EVENT, EventColumns::event, eventId);
    }

    @Override
    public boolean insert(EventRow row) {
        try {
            PreparedStatement insert = prepared(INSERT_EVENT);
            EventColumns.bind(insert, row, dialect);
            if (insert.executeUpdate() == 0) {
                return false;
            }
            String payload = row.payload();
            execute(dialect.insertPayload(), payload);
            recent.wrote(row.event(), payload.length());
            return true;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void update(Event event) {
        try {
            PreparedStatement update = prepared(UPDATE_EVENT);
            EventRow row = EventRow.of(event);
            EventColumns.bind(update, row, dialect);
            update.setString(EventColumns.NARROW.size() + 1, dialect.storable(event.eventId()));
            update.executeUpdate();
            String payload = row.payload();
            execute(
                    "UPDATE payloads SET body = ? WHERE seq = (SELECT seq FROM events WHERE event_id = ?)",
                    payload,
                    event.eventId());
            recent.wrote(event, payload.length());
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public @Nullable EventPatch pending(String eventId) {
        return !anyPending
                ? null
                : first(
                        "SELECT patch FROM pending WHERE event_id = ?",
                        row -> PatchJson.read(eventId, row.getString(1)),
                        eventId);
    }

    @Override
    public void savePending(EventPatch patch) {
        anyPending = true;
        execute(
                "INSERT INTO pending (event_id, patch) VALUES (?, ?) "
                        + "ON CONFLICT (event_id) DO UPDATE SET patch = excluded.patch",
                patch.eventId(),
                PatchJson.write(patch));
    }

    @Override
    public void removePending(String eventId) {
        execute("DELETE FROM pending WHERE event_id = ?", eventId);
    }

    @Override
    public @Nullable String alias(String spanEventId) {
        return !anyAlias
                ? null
                : first("SELECT event_id FROM aliases WHERE span_event_id = ?", row -> row.getString(1), spanEventId);
    }

    @Override
    public void saveAlias(String spanEventId, String eventId) {
        anyAlias = true;
        execute(SAVE_ALIAS, spanEventId, eventId);
    }

    @Override
    public void reparent(String sessionId, String spanEventId, String eventId) {
        execute(
                "UPDATE events SET parent_id = ? WHERE session_id = ? AND parent_id = ?",
                eventId,
                sessionId,
                spanEventId);
    }

    @Override
    public @Nullable String sessionOfTrace(String traceSessionId) {
        return first(
                "SELECT event_id FROM aliases WHERE span_event_id = ?",
                row -> row.getString(1),
                TRACE + traceSessionId);
    }

    @Override
    public void saveSessionOfTrace(String traceSessionId, String sessionId) {
        execute(SAVE_ALIAS, TRACE + traceSessionId, sessionId);
    }

    @Override
    public void moveSession(String sessionId, String toSessionId) {
        execute("DELETE FROM payloads WHERE seq = (SELECT seq FROM events WHERE event_id = ?)", sessionId);
        execute("DELETE FROM events WHERE event_id = ?", sessionId);
        execute("DELETE FROM sessions WHERE session_id = ?", sessionId);
        execute("UPDATE events SET session_id = ? WHERE session_id = ?", toSessionId, sessionId);
        recent.forget(sessionId);
    }

    /** Removes a session with all its events. */
    void removeSession(String sessionId) {
        execute("DELETE FROM payloads WHERE seq IN (SELECT seq FROM events WHERE session_id = ?)", sessionId);
        execute("DELETE FROM aliases WHERE event_id IN (SELECT event_id FROM events WHERE session_id = ?)", sessionId);
        execute("DELETE FROM events WHERE session_id = ?", sessionId);
        execute("DELETE FROM sessions WHERE session_id = ?", sessionId);
        recent.forget(sessionId);
    }

    @Override
    public @Nullable SessionRow session(String sessionId) {
        SessionRow known = recent.row(sessionId);
        return known != null
                ? known
                : first(
                        "SELECT body FROM sessions WHERE session_id = ?",
                        row -> Json.stored().readValue(row.getString(1), SessionRow.class),
                        sessionId);
    }

    @Override
    public void saveSession(SessionRow row) {
        String body = Json.mapper().writeValueAsString(row);
        execute(
                "INSERT INTO sessions (session_id, start_time, run_id, body) VALUES (?, ?, ?, ?) "
                        + "ON CONFLICT (session_id) DO UPDATE SET start_time = excluded.start_time, "
                        + "run_id = excluded.run_id, body = excluded.body",
                row.sessionId(),
                row.startTime(),
                row.runId(),
                body);
        recent.wrote(row, body.length());
    }

    @Override
    public List<EventDigest> digestsBelow(String sessionId) {
        return list(
                "SELECT " + COLUMNS + " FROM events WHERE session_id = ? AND event_type <> 'session'",
                EventColumns::digest,
                sessionId);
    }

    @Override
    public void arrived(String eventId) {
        if (watched.getAsBoolean()) {
            evaluations.addArrival(eventId);
        }
    }

    /** Executes a statement that changes rows and tells how many. */
    int execute(String sql, @Nullable Object... arguments) {
        try {
            return bound(sql, arguments).executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Executes a statement to its end. Unlike a prepared one, SQLite's driver does so even when the statement has a row for
     * each of its steps.
     */
    int executeWhole(String sql) {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    <T> @Nullable T first(String sql, SqlDatabase.RowReader<T> reader, @Nullable Object... arguments) {
        List<T> rows = list(sql, reader, arguments);
        return rows.isEmpty() ? null : rows.get(0);
    }

    <T> List<T> list(String sql, SqlDatabase.RowReader<T> reader, @Nullable Object... arguments) {
        try (ResultSet rows = bound(sql, arguments).executeQuery()) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private PreparedStatement bound(String sql, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = prepared(sql);
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            statement.setObject(i + 1, argument instanceof String text ? dialect.storable(text) : argument);
        }
        return statement;
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    private static StoreException failed(SQLException e) {
        return new StoreException("the database refused a statement: " + e.getMessage(), e);
    }
}
