// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sql;

import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.PatchJson;
import ai.honeyhive.server.internal.model.SessionRow;
import ai.honeyhive.server.internal.store.StoredChanges;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All that is stored, in pages, between which no connection and no snapshot is held: whoever is shown it may take all the
 * time there is, and others read, write and shrink the file meanwhile. Of one thread.
 */
final class SqlChanges {
    private static final int PAGE_EVENTS = 500;
    private static final int PAGE_CHARACTERS = 4 * 1024 * 1024;

    /** As they came, each with the row of its session and the id that its span's children know it by. */
    private static final String SELECT = "SELECT e." + String.join(", e.", EventColumns.NARROW)
            + ", payloads.body AS body, s.body AS session_body,"
            + " (SELECT min(a.span_event_id) FROM aliases a WHERE a.event_id = e.event_id"
            + " AND (a.span_event_id < 'trace:' OR a.span_event_id >= 'trace;')) AS span_event_id, e.seq"
            + " FROM events e JOIN payloads ON payloads.seq = e.seq"
            + " LEFT JOIN sessions s ON s.session_id = e.session_id WHERE e.seq > ? ORDER BY e.seq LIMIT ?";

    private static final int SPAN_EVENT_ID = EventColumns.SESSION_BODY + 1;
    private static final int SEQ = SPAN_EVENT_ID + 1;

    /** Few rows at a time: one may have megabytes. */
    private static final int FETCH = 50;

    private final SqlDatabase database;
    private final Consumer<Change> visitor;
    private long last; // seq of the event that was shown last
    private @Nullable String sessionBody;
    private @Nullable SessionRow session;

    SqlChanges(SqlDatabase database, Consumer<Change> visitor) {
        this.database = database;
        this.visitor = visitor;
    }

    void visit() {
        Page page;
        do {
            page = database.read(this::page);
            page.changes().forEach(visitor);
        } while (page.more());
    }

    private record Page(List<Change> changes, boolean more) {}

    /** What waits for its event is read with the last events: then it is found here or there. */
    private Page page(Connection connection) throws SQLException {
        List<Change> changes = new ArrayList<>();
        boolean more = events(connection, changes);
        if (!more) {
            changes.addAll(database.list(
                    connection,
                    "SELECT event_id, patch FROM pending ORDER BY event_id",
                    row -> new Change.Enrich(PatchJson.read(row.getString(1), row.getString(2))),
                    List.of()));
        }
        return new Page(changes, more);
    }

    private boolean events(Connection connection, List<Change> changes) throws SQLException {
        int events = 0;
        long characters = 0;
        try (PreparedStatement statement = database.prepare(connection, SELECT, List.of(last, PAGE_EVENTS))) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    SessionRow row = session(rows.getString(EventColumns.SESSION_BODY));
                    StoredChanges.of(EventColumns.event(rows), row, rows.getString(SPAN_EVENT_ID))
                            .ifPresent(changes::add);
                    last = rows.getLong(SEQ);
                    characters += rows.getString(EventColumns.BODY).length();
                    if (++events == PAGE_EVENTS || characters > PAGE_CHARACTERS) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Events come session by session mostly, so the row of the last one is kept. */
    private @Nullable SessionRow session(@Nullable String body) {
        if (body != null && !body.equals(sessionBody)) {
            session = Json.stored().readValue(body, SessionRow.class);
            sessionBody = body;
        }
        return body == null ? null : session;
    }
}
