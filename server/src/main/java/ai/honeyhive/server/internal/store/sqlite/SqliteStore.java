// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sqlite;

import ai.honeyhive.server.internal.store.CommitListener;
import ai.honeyhive.server.internal.store.DirectoryLockedException;
import ai.honeyhive.server.internal.store.DocumentStore;
import ai.honeyhive.server.internal.store.EventStore;
import ai.honeyhive.server.internal.store.RunStore;
import ai.honeyhive.server.internal.store.SqlAccess;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** One SQLite file in WAL mode under a data directory that belongs to this store alone while it is open. */
public final class SqliteStore implements Store {
    private static final String FILE_NAME = "honeyhive.db";

    private final DirectoryLock lock;
    private final SqliteDatabase database;
    private final GroupWriter writer;
    private final EventStore events;
    private final RunStore runs;
    private final DocumentStore documents;
    private final SqlAccess sql;
    private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private SqliteStore(DirectoryLock lock, SqliteDatabase database, int maxWaiting, LongSupplier clock)
            throws SQLException {
        this.lock = lock;
        this.database = database;
        this.writer = new GroupWriter(database.writer(), maxWaiting, clock, this::committed);
        this.events = new SqliteEvents(database, writer);
        this.runs = new SqliteRuns(database, writer);
        this.documents = new SqliteDocuments(database, writer);
        this.sql = new SqliteSql(database);
    }

    /**
     * Opens the store, creating directory and database where they are missing.
     *
     * @param maxWaiting how many changes may wait to be written before more are refused
     * @param clock Unix milliseconds
     * @throws DirectoryLockedException if another server has the directory
     * @throws StoreException if directory or database cannot be used
     */
    public static SqliteStore open(Path directory, int maxWaiting, LongSupplier clock) {
        DirectoryLock lock = lock(directory);
        try {
            return new SqliteStore(lock, SqliteDatabase.open(directory.resolve(FILE_NAME)), maxWaiting, clock);
        } catch (SQLException | StoreException e) {
            release(lock);
            throw e instanceof StoreException known ? known : new StoreException("cannot open the store", e);
        }
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
    public Optional<SqlAccess> sql() {
        return Optional.of(sql);
    }

    @Override
    public Counts counts() {
        return database.read(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT (SELECT count(*) FROM events), "
                            + "(SELECT count(*) FROM sessions), (SELECT count(*) FROM runs)")) {
                row.next();
                long sessions = row.getLong(2);
                return new Counts(row.getLong(1) - sessions, sessions, row.getLong(3));
            }
        });
    }

    @Override
    public String kind() {
        return "sqlite";
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
        release(lock);
    }

    private void committed(Set<String> sessionIds, Set<String> runIds) {
        listeners.forEach(listener -> listener.committed(sessionIds, runIds));
    }

    private static DirectoryLock lock(Path directory) {
        try {
            Files.createDirectories(directory);
            return DirectoryLock.take(directory)
                    .orElseThrow(() -> new DirectoryLockedException("the data directory " + directory + " is in use by "
                            + DirectoryLock.holder(directory)
                            + ": stop it, or choose another data directory"));
        } catch (IOException e) {
            throw new StoreException("the data directory " + directory + " cannot be used: " + e, e);
        }
    }

    private static void release(DirectoryLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new StoreException("the data directory could not be released", e);
        }
    }
}
