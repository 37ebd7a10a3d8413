// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sqlite;

import ai.honeyhive.server.internal.store.DirectoryLockedException;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.store.StoreException;
import ai.honeyhive.server.internal.store.sql.SqlDatabase;
import ai.honeyhive.server.internal.store.sql.SqlStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.LongSupplier;

/** One SQLite file in WAL mode under a data directory that belongs to one store alone while it is open. */
public final class SqliteStore {
    private static final System.Logger LOG = System.getLogger(SqliteStore.class.getName());
    static final String FILE_NAME = "honeyhive.db";

    private SqliteStore() {}

    /**
     * Opens the store, creating directory and database where they are missing.
     *
     * @param maxWaiting how many changes may wait to be written before more are refused
     * @param clock Unix milliseconds
     * @throws DirectoryLockedException if another server has the directory
     * @throws StoreException if directory or database cannot be used
     */
    public static Store open(Path directory, int maxWaiting, LongSupplier clock) {
        DirectoryLock lock = lock(directory);
        try {
            Path file = directory.resolve(FILE_NAME);
            var connections = new SqliteDatabase(file);
            SqliteDatabase.SCHEMA.update(connections.plain(), file.toString());
            FreeSpace.prepare(connections, file);
            var database = new SqlDatabase(new SqliteDialect(), connections);
            return new SqlStore(
                    "sqlite", database, new SqliteSql(connections), () -> close(connections, lock), maxWaiting, clock);
        } catch (SQLException | StoreException e) {
            release(lock);
            throw e instanceof StoreException known
                    ? known
                    : new StoreException(
                            "cannot open the database " + directory.resolve(FILE_NAME) + ": " + e.getMessage(), e);
        }
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

    /** The last connection that may write brings everything into the one file. */
    private static void close(SqliteDatabase connections, DirectoryLock lock) {
        try {
            connections.plain().close();
        } catch (SQLException e) { // it is in the file beside, and read from there the next time
            LOG.log(System.Logger.Level.DEBUG, "the write-ahead log was left behind", e);
        }
        release(lock);
    }

    private static void release(DirectoryLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new StoreException("the data directory could not be released", e);
        }
    }
}
