// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sql;

import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.store.search.SearchDocument;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Keeps the index of words up with the events: on the writing thread, in small transactions, when nothing else is to be
 * written or somebody searches. So ingestion does not wait for it, and what is searched is all that was stored before. Of
 * one thread.
 */
final class SearchIndex {
    private static final System.Logger LOG = System.getLogger(SearchIndex.class.getName());
    private static final int STEP = 500;
    private static final String SELECT = "SELECT e." + String.join(", e.", EventColumns.NARROW)
            + ", p.body, e.seq FROM events e JOIN payloads p USING (seq)";
    private static final int SEQ = EventColumns.BODY + 1;

    private final SqlTables tables;
    private final Dialect dialect;
    private boolean upToDate;
    private boolean stalled;
    private boolean warned;

    SearchIndex(SqlTables tables, Dialect dialect) {
        this.tables = tables;
        this.dialect = dialect;
    }

    /** Says that something was committed that may have to be indexed. */
    void changed() {
        upToDate = false;
        stalled = false;
    }

    /** Leaves the index as it is until the next change: a full disk does not get better by trying. */
    void stall(Exception cause) {
        stalled = true;
        if (!warned) {
            warned = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the search index stays behind; searches read the events themselves. This is said once.",
                    cause);
        }
    }

    boolean isStalled() {
        return stalled;
    }

    /** Returns whether all that was committed is indexed. */
    boolean isUpToDate() {
        return upToDate;
    }

    /** Indexes some of what is missing; the caller commits. */
    void step() {
        Long last = tables.first("SELECT last_seq FROM indexed", row -> row.getLong(1));
        List<Long> stale = tables.list("SELECT seq FROM reindex ORDER BY seq LIMIT " + STEP, row -> row.getLong(1));
        for (long seq : stale) {
            if (last != null && seq <= last) { // what comes after it is indexed below, as it is now
                tables.execute("DELETE FROM event_words WHERE " + dialect.wordsKey() + " = ?", seq);
                tables.list(SELECT + " WHERE e.seq = ?", SearchIndex::entry, seq)
                        .forEach(this::add);
            }
            tables.execute("DELETE FROM reindex WHERE seq = ?", seq);
        }
        if (!stale.isEmpty()) { // the seq of the last event that went is given to the next one
            tables.execute("UPDATE indexed SET last_seq = (SELECT coalesce(max(seq), 0) FROM events)"
                    + " WHERE last_seq > (SELECT coalesce(max(seq), 0) FROM events)");
        }
        List<Entry> fresh = tables.list(
                SELECT + " WHERE e.seq > (SELECT last_seq FROM indexed) ORDER BY e.seq LIMIT " + STEP,
                SearchIndex::entry);
        fresh.forEach(this::add);
        if (!fresh.isEmpty()) {
            tables.execute(
                    "UPDATE indexed SET last_seq = ?",
                    fresh.get(fresh.size() - 1).seq());
        }
        upToDate = stale.size() < STEP && fresh.size() < STEP;
    }

    private void add(Entry entry) {
        tables.execute(dialect.insertWords(), entry.seq(), dialect.words(SearchDocument.of(entry.event())));
    }

    private record Entry(long seq, Event event) {}

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(row.getLong(SEQ), EventColumns.event(row));
    }
}
