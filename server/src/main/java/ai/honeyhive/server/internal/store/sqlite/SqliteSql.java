// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sqlite;

import ai.honeyhive.server.internal.store.SqlAccess;
import ai.honeyhive.server.internal.store.SqlQuery;
import ai.honeyhive.server.internal.store.SqlRefusedException;
import ai.honeyhive.server.internal.store.SqlResult;
import ai.honeyhive.server.internal.store.SqlText;
import ai.honeyhive.server.internal.store.StoreBusyException;
import ai.honeyhive.server.internal.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/** Questions to the file, each on a connection of its own, which cannot write and goes with what it has allocated. */
final class SqliteSql implements SqlAccess {
    private static final int AT_A_TIME = 2;
    private static final long PATIENCE_MILLIS = 2_000;

    /** Steps of the virtual machine between two looks at the clock. */
    private static final int STEPS = 10_000;

    /** Of one value and of one row, in bytes: what cannot be made cannot fill the memory. */
    private static final int MAX_VALUE = 8 * 1024 * 1024;

    private static final int MAX_COLUMNS = 200;
    private static final int MAX_OPERATIONS = 50_000;

    private final SqliteDatabase database;
    private final Semaphore running = new Semaphore(AT_A_TIME, true);

    SqliteSql(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public SqlResult query(SqlQuery query) {
        List<SqlText.Token> tokens = SqlText.question(query.statement());
        enter();
        try (Connection connection = database.reader()) {
            var deadline = new Deadline(System.nanoTime() + query.limit().toNanos());
            try {
                return answer(connection, query, tokens, deadline);
            } catch (SQLException e) {
                throw deadline.passed
                        ? new SqlRefusedException(
                                "stopped: it took longer than " + query.limit().toMillis()
                                        + " ms; ask for less, or narrow it down",
                                e)
                        : new SqlRefusedException(message(e), e);
            }
        } catch (SQLException e) {
            throw new StoreException("the database could not be asked: " + e.getMessage(), e);
        } finally {
            running.release();
        }
    }

    private void enter() {
        try {
            if (running.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new StoreBusyException(AT_A_TIME + " SQL queries are running: try again when one is done");
    }

    private static SqlResult answer(
            Connection connection, SqlQuery query, List<SqlText.Token> tokens, Deadline deadline) throws SQLException {
        SqliteViews.create(connection, query.project());
        var limited = (SQLiteConnection) connection;
        limited.setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, MAX_VALUE);
        limited.setLimit(SQLiteLimits.SQLITE_LIMIT_COLUMN, MAX_COLUMNS);
        limited.setLimit(SQLiteLimits.SQLITE_LIMIT_VDBE_OP, MAX_OPERATIONS);
        limited.setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
        limited.setLimit(SQLiteLimits.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000);
        ProgressHandler.setHandler(connection, STEPS, deadline);
        try {
            SqliteGuard.check(connection, query.statement(), tokens);
            return read(connection, query);
        } finally {
            ProgressHandler.clearHandler(connection);
        }
    }

    private static SqlResult read(Connection connection, SqlQuery query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query.statement())) {
            int wanted = statement.getParameterMetaData().getParameterCount();
            if (wanted != query.parameters().size()) {
                throw new SqlRefusedException("the statement has " + wanted + " parameters, but "
                        + query.parameters().size() + " are given");
            }
            for (int i = 0; i < wanted; i++) {
                statement.setObject(i + 1, query.parameters().get(i));
            }
            try (ResultSet found = statement.executeQuery()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    columns.add(found.getMetaData().getColumnName(i));
                }
                List<List<@Nullable Object>> rows = new ArrayList<>();
                long bytes = 0;
                while (found.next()) {
                    if (rows.size() == query.maxRows() || bytes > query.maxBytes()) {
                        return new SqlResult(columns, rows, true);
                    }
                    List<@Nullable Object> row = new ArrayList<>(columns.size());
                    for (int i = 1; i <= columns.size(); i++) {
                        Object value = value(found, i);
                        bytes += size(value);
                        row.add(bytes > query.maxBytes() + MAX_VALUE ? null : value);
                    }
                    rows.add(row);
                }
                return new SqlResult(columns, rows, bytes > query.maxBytes() + MAX_VALUE);
            }
        }
    }

    private static @Nullable Object value(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        return value instanceof Integer whole ? Long.valueOf(whole) : value;
    }

    private static long size(@Nullable Object value) {
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
        return value instanceof byte[] bytes ? bytes.length : 8;
    }

    /** The database's own words, without the driver's around them. */
    private static String message(SQLException e) {
        String message = String.valueOf(e.getMessage());
        int open = message.lastIndexOf(" (");
        return message.startsWith("[SQLITE_") && open > 0 && message.endsWith(")")
                ? message.substring(open + 2, message.length() - 1)
                : message;
    }

    private static final class Deadline extends ProgressHandler {
        private final long nanos;
        private boolean passed;

        private Deadline(long nanos) {
            this.nanos = nanos;
        }

        @Override
        protected int progress() {
            passed |= System.nanoTime() > nanos;
            return passed ? 1 : 0;
        }
    }
}
