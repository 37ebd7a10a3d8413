// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sqlite;

import ai.honeyhive.server.internal.store.StoreException;
import io.ebean.migration.MigrationConfig;
import io.ebean.migration.MigrationException;
import io.ebean.migration.MigrationRunner;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/** The database file: one connection that writes, a few that read, the schema brought up to date on opening. */
final class SqliteDatabase implements AutoCloseable {
    private static final int READERS = 4;
    private static final int BUSY_TIMEOUT_MILLIS = 10_000;
    private static final int CACHE_KIB = 16 * 1024;

    private final String url;
    private final Connection writer;
    private final BlockingDeque<Connection> idle = new LinkedBlockingDeque<>();
    private final Semaphore readers = new Semaphore(READERS);

    private SqliteDatabase(String url, Connection writer) {
        this.url = url;
        this.writer = writer;
    }

    static SqliteDatabase open(Path file) {
        String url = "jdbc:sqlite:" + file.toAbsolutePath();
        try {
            migrate(url);
            Connection writer = config().createConnection(url);
            writer.setAutoCommit(false);
            return new SqliteDatabase(url, writer);
        } catch (SQLException | MigrationException e) {
            throw new StoreException("cannot open the database " + file + ": " + e.getMessage(), e);
        }
    }

    /** The connection of the writing thread, without auto-commit. */
    Connection writer() {
        return writer;
    }

    /** Runs a query on one of the reading connections, on a snapshot of its own. */
    <T> T read(Query<T> query) {
        try {
            readers.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for the database", e);
        }
        try {
            Connection connection = idle.pollFirst();
            if (connection == null) {
                connection = reader();
            }
            try {
                T result = query.run(connection);
                connection.rollback();
                idle.addFirst(connection);
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreException("the database could not be read: " + e.getMessage(), e);
        } finally {
            readers.release();
        }
    }

    /** Runs one selection on a reading connection. */
    <T> List<T> list(String sql, SqliteTables.RowReader<T> reader, List<?> arguments) {
        return read(connection -> list(connection, sql, reader, arguments));
    }

    static <T> List<T> list(Connection connection, String sql, SqliteTables.RowReader<T> reader, List<?> arguments)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, arguments);
                ResultSet rows = statement.executeQuery()) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        }
    }

    static PreparedStatement prepare(Connection connection, String sql, List<?> arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.size(); i++) {
            statement.setObject(i + 1, arguments.get(i));
        }
        return statement;
    }

    @FunctionalInterface
    interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    @Override
    public void close() {
        readers.acquireUninterruptibly(READERS);
        try {
            for (Connection connection : idle) {
                connection.close();
            }
            writer.close();
        } catch (SQLException e) {
            throw new StoreException("the database could not be closed: " + e.getMessage(), e);
        }
    }

    /** A connection that cannot write, of the caller's own. */
    Connection reader() throws SQLException {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        config.setTransactionMode(TransactionMode.DEFERRED);
        Connection connection = config.createConnection(url);
        connection.setAutoCommit(false);
        return connection;
    }

    private static SQLiteConfig config() {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        // FULL: a commit is on the disk before it is acknowledged. In groups it costs a few per cent.
        config.setSynchronous(SynchronousMode.FULL);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setCacheSize(-CACHE_KIB);
        config.setGetGeneratedKeys(false); // or the driver asks for one after every statement
        return config;
    }

    private static void migrate(String url) throws SQLException {
        var config = new MigrationConfig();
        config.setMigrationPath("ai/honeyhive/server/db/sqlite");
        config.setMetaTable("schema_migrations");
        config.setPlatform("sqlite");
        config.setClassLoader(SqliteDatabase.class.getClassLoader());
        // The runner closes the connection.
        new MigrationRunner(config).run(config().createConnection(url));
    }
}
