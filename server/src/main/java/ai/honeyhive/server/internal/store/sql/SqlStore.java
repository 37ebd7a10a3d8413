// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sql;

import ai.honeyhive.server.internal.store.CommitListener;
import ai.honeyhive.server.internal.store.CommitListeners;
import ai.honeyhive.server.internal.store.DocumentStore;
import ai.honeyhive.server.internal.store.EvaluationQueue;
import ai.honeyhive.server.internal.store.EventStore;
import ai.honeyhive.server.internal.store.RunStore;
import ai.honeyhive.server.internal.store.SqlAccess;
import ai.honeyhive.server.internal.store.Store;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A store in a database whose schema is up to date. */
public final class SqlStore implements Store {
    private final String kind;
    private final SqlDatabase database;
    private final @Nullable SqlAccess sql;
    private final Runnable release;
    private final GroupWriter writer;
    private final EventStore events;
    private final RunStore runs;
    private final DocumentStore documents;
    private final EvaluationQueue evaluations;
    private final CommitListeners listeners = new CommitListeners();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Opens the connection that writes.
     *
     * @param kind the name of the database, as clients are told
     * @param sql questions in SQL; null where there are none
     * @param release what is to be done when the store is closed
     * @param maxWaiting how many changes may wait to be written before more are refused
     * @param clock Unix milliseconds
     */
    public SqlStore(
            String kind,
            SqlDatabase database,
            @Nullable SqlAccess sql,
            Runnable release,
            int maxWaiting,
            LongSupplier clock)
            throws SQLException {
        this.kind = kind;
        this.sql = sql;
        this.database = database;
        this.release = release;
        this.writer = new GroupWriter(database, maxWaiting, clock, listeners);
        this.events = new SqlEvents(database, writer);
        this.runs = new SqlRuns(database, writer);
        this.documents = new SqlDocuments(database, writer);
        this.evaluations = new SqlEvaluationQueue(database, writer);
    }

    @Override
    public EventStore events() {
        return events;
    }

    @Override
    public RunStore runs() {
        return runs;
    }

    @Override
    public DocumentStore documents() {
        return documents;
    }

    @Override
    public EvaluationQueue evaluations() {
        return evaluations;
    }

    @Override
    public Optional<SqlAccess> sql() {
        return Optional.ofNullable(sql);
    }

    @Override
    public Counts counts() {
        return database.list(
                        "SELECT (SELECT count(*) FROM events), (SELECT count(*) FROM sessions),"
                                + " (SELECT count(*) FROM runs)",
                        row -> new Counts(row.getLong(1) - row.getLong(2), row.getLong(2), row.getLong(3)),
                        List.of())
                .get(0);
    }

    @Override
    public State state() {
        return database.list(
                        "SELECT (" + database.dialect().bytes() + "), ("
                                + database.dialect().freeBytes() + "), (SELECT coalesce(max(seq), 0) FROM events)"
                                + " - (SELECT last_seq FROM indexed) + (SELECT count(*) FROM reindex)",
                        row -> new State(
                                writer.waiting(), writer.maxWaiting(), row.getLong(1), row.getLong(2), row.getLong(3)),
                        List.of())
                .get(0);
    }

    @Override
    public boolean shrink() {
        String statement = database.dialect().shrink().orElse(null);
        if (statement == null) {
            return false;
        }
        long before = state().freeBytes();
        if (before == 0) {
            return false;
        }
        writer.alone((tables, applier, runIds) -> tables.executeWhole(statement));
        long after = state().freeBytes();
        return after > 0 && after < before;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public void onCommit(CommitListener listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        writer.close();
        database.close();
        release.run();
    }
}
