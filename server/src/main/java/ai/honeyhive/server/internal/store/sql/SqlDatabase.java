// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sql;

import ai.honeyhive.server.internal.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import tools.jackson.core.JacksonException;

/** A database: a few connections that read, each on a snapshot of its own, and new ones for the thread that writes. */
public final class SqlDatabase implements AutoCloseable {
    private static final int READERS = 4;

    /** Rows that a driver fetches at a time, where it would otherwise fetch all. */
    private static final int FETCH = 500;

    /** A connection that was used just now is taken for good without asking it. */
    private static final long TRUSTED_NANOS = 1_000_000_000;

    private static final int VALID_SECONDS = 2;

    private final Dialect dialect;
    private final Connector connector;
    private final BlockingDeque<Idle> idle = new LinkedBlockingDeque<>();
    private final Semaphore readers = new Semaphore(READERS);

    public SqlDatabase(Dialect dialect, Connector connector) {
        this.dialect = dialect;
        this.connector = connector;
    }

    private record Idle(Connection connection, long sinceNanos) {}

    /** Opens connections. They have no auto-commit. */
    public interface Connector {
        /** One that only reads, all statements of a transaction on the same snapshot. */
        Connection reader() throws SQLException;

        /** The one that writes; there is never more than one. */
        Connection writer() throws SQLException;
    }

    /** Reads a row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What is done with a connection. */
    @FunctionalInterface
    public interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    Dialect dialect() {
        return dialect;
    }

    Connection writer() throws SQLException {
        return connector.writer();
    }

    /** Runs a query on one of the reading connections. */
    public <T> T read(Query<T> query) {
        try {
            readers.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for the database", e);
        }
        try {
            return run(connection(), query);
        } catch (SQLException e) {
            throw new StoreException("the database could not be read: " + e.getMessage(), e);
        } catch (JacksonException e) {
            throw new StoreException("the database holds what is no JSON where it should be", e);
        } finally {
            readers.release();
        }
    }

    private Connection connection() throws SQLException {
        for (Idle known = idle.pollFirst(); known != null; known = idle.pollFirst()) {
            boolean fresh = System.nanoTime() - known.sinceNanos < TRUSTED_NANOS;
            if (fresh || known.connection.isValid(VALID_SECONDS)) {
                return known.connection;
            }
            known.connection.close(); // the database was gone in between
        }
        return connector.reader();
    }

    private <T> T run(Connection connection, Query<T> query) throws SQLException {
        boolean usable = false;
        try {
            T result = query.run(connection);
            connection.rollback();
            usable = true;
            return result;
        } finally {
            if (usable) {
                idle.addFirst(new Idle(connection, System.nanoTime()));
            } else {
                connection.close();
            }
        }
    }

    /** Runs one selection on a reading connection. */
    <T> List<T> list(String sql, RowReader<T> reader, List<?> arguments) {
        return read(connection -> list(connection, sql, reader, arguments));
    }

    <T> List<T> list(Connection connection, String sql, RowReader<T> reader, List<?> arguments) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, arguments);
                ResultSet rows = statement.executeQuery()) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        }
    }

    PreparedStatement prepare(Connection connection, String sql, List<?> arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setFetchSize(FETCH);
        for (int i = 0; i < arguments.size(); i++) {
            Object argument = arguments.get(i);
            statement.setObject(i + 1, argument instanceof String text ? dialect.storable(text) : argument);
        }
        return statement;
    }

    /** Waits for the readers, then closes their connections. */
    @Override
    public void close() {
        readers.acquireUninterruptibly(READERS);
        try {
            for (Idle known : idle) {
                known.connection.close();
            }
        } catch (SQLException e) {
            throw new StoreException("the database could not be closed: " + e.getMessage(), e);
        }
    }
}
