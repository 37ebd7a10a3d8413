// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.postgres;

import ai.honeyhive.server.internal.store.DirectoryLockedException;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.store.StoreException;
import ai.honeyhive.server.internal.store.sql.SqlDatabase;
import ai.honeyhive.server.internal.store.sql.SqlStore;
import java.sql.SQLException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One schema of a PostgreSQL database, which belongs to one store alone while it is open. */
public final class PostgresStore {
    private PostgresStore() {}

    /** Another server has the database. */
    static final class InUseException extends SQLException {
        private static final long serialVersionUID = 1;

        InUseException(String message) {
            super(message);
        }
    }

    /**
     * Opens the store, creating schema and tables where they are missing.
     *
     * @param url of JDBC, with whatever parameters the driver knows
     * @param user null where the URL says it
     * @param password null where the URL says it, or none is needed
     * @param schema in which the tables are
     * @param maxWaiting how many changes may wait to be written before more are refused
     * @param clock Unix milliseconds
     * @throws DirectoryLockedException if another server has the schema
     * @throws StoreException if the database cannot be used
     */
    public static Store open(
            String url,
            @Nullable String user,
            @Nullable String password,
            String schema,
            int maxWaiting,
            LongSupplier clock) {
        var connections = new PostgresDatabase(url, user, password, schema);
        try {
            PostgresDatabase.SCHEMA.update(connections.plain(), connections.name());
            var database = new SqlDatabase(new PostgresDialect(), connections);
            return new SqlStore("postgresql", database, null, () -> {}, maxWaiting, clock);
        } catch (InUseException e) {
            throw new DirectoryLockedException(String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            throw new StoreException("cannot open the database " + connections.name() + ": " + e.getMessage(), e);
        }
    }
}
