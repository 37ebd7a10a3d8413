// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sql;

import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.StoredEvent;
import ai.honeyhive.server.internal.store.EventStore.TreeVisitor;
import ai.honeyhive.server.internal.store.SessionOutline;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a session as an outline comes by them, some at a time. Between two reads no connection is held: who
 * is shown them may be slow.
 */
final class TreeReader implements SessionOutline.Visitor {
    /** Few at first, so that the first are shown soon. */
    private static final int FIRST = 32;

    private static final int MOST = 512;
    /** Characters of payload after which no more is read at a time. */
    private static final long ENOUGH = 4 * 1024 * 1024;

    private static final String SELECT = "SELECT e." + String.join(", e.", EventColumns.NARROW)
            + ", p.body, e.seq FROM events e JOIN payloads p ON p.seq = e.seq WHERE e.seq IN (";
    private static final int SEQ = EventColumns.BODY + 1;

    private final SqlDatabase database;
    private final TreeVisitor visitor;
    /** What the outline said and was not passed on yet; empty for leaving. */
    private final List<Optional<SessionOutline.Node>> steps = new ArrayList<>();
    /** Of the open events, whether they were still there to be shown. */
    private final Deque<Boolean> shown = new ArrayDeque<>();

    private int events;
    private int most = FIRST;

    TreeReader(SqlDatabase database, TreeVisitor visitor) {
        this.database = database;
        this.visitor = visitor;
    }

    @Override
    public void enter(SessionOutline.Node node) {
        steps.add(Optional.of(node));
        if (++events == most) {
            finish();
            most = MOST;
        }
    }

    @Override
    public void leave() {
        steps.add(Optional.empty());
    }

    /** Shows what is left. */
    void finish() {
        int next = 0;
        while (next < steps.size()) {
            next = show(next);
        }
        steps.clear();
        events = 0;
    }

    /** Shows as much as is read at a time, and returns what comes then. */
    private int show(int first) {
        Map<Long, StoredEvent> read = new HashMap<>();
        boolean all = database.read(connection -> read(connection, first, steps.size(), read));
        for (int i = first; i < steps.size(); i++) {
            SessionOutline.Node node = steps.get(i).orElse(null);
            if (node == null) {
                if (shown.pop()) {
                    visitor.leave();
                }
                continue;
            }
            StoredEvent stored = read.get(node.place());
            if (stored == null && !all) {
                if (i > first) {
                    return i;
                }
                // Events come in any order; of large ones this alone, lest we get nowhere.
                database.read(connection -> read(connection, first, first + 1, read));
                stored = read.get(node.place());
            }
            shown.push(stored != null);
            if (stored != null) { // else it went since
                Event event = stored.event().withParent(node.parentId());
                visitor.enter(new StoredEvent(event, stored.body()));
            }
        }
        return steps.size();
    }

    /** Returns false if it became too much before all were read. */
    private boolean read(Connection connection, int first, int end, Map<Long, StoredEvent> read) throws SQLException {
        String places = steps.subList(first, end).stream()
                .flatMap(Optional::stream)
                .map(node -> Long.toString(node.place()))
                .collect(Collectors.joining(","));
        if (places.isEmpty()) {
            return true;
        }
        long length = 0;
        try (PreparedStatement statement = database.prepare(connection, SELECT + places + ")", List.of());
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                StoredEvent event = EventColumns.stored(rows);
                read.put(rows.getLong(SEQ), event);
                length += lengthOf(event.body());
                if (length > ENOUGH) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int lengthOf(@Nullable String body) {
        return body == null ? 0 : body.length();
    }
}
