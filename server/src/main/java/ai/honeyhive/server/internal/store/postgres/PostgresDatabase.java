// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.postgres;

import ai.honeyhive.server.internal.store.sql.Schema;
import ai.honeyhive.server.internal.store.sql.SqlDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Connections to one schema of a PostgreSQL database. */
final class PostgresDatabase implements SqlDatabase.Connector {
    static final Schema SCHEMA =
            new Schema("postgres", "ai/honeyhive/server/db/postgres", List.of("1.0", "1.1", "1.2"));

    private static final Pattern SCHEMA_NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    /** How long a server that was just stopped, or whose connection broke, may still hold the lock. */
    private static final int LOCK_ATTEMPTS = 50;

    private static final long LOCK_PAUSE_MILLIS = 100;

    private final String url;
    private final Properties properties;
    private final String schema;

    PostgresDatabase(String url, @Nullable String user, @Nullable String password, String schema) {
        if (!SCHEMA_NAME.matcher(schema).matches()) {
            throw new IllegalArgumentException("'" + schema + "' cannot be the name of a schema");
        }
        this.url = url;
        this.schema = schema;
        this.properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", "honeyhive");
        properties.setProperty("currentSchema", schema);
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("stringtype", "unspecified");
    }

    /** The database without anything that could be secret. */
    String name() {
        return url.replaceFirst("\\?.*", "").replaceFirst("//[^/@]*@", "//");
    }

    /** Makes the schema where it is missing, and gives a connection for changing its tables. */
    Connection plain() throws SQLException {
        Connection connection = connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
        }
        return connection;
    }

    /**
     * The one that writes, which holds the schema for one server.
     *
     * @throws SQLException also if another server holds it
     */
    @Override
    public Connection writer() throws SQLException {
        Connection connection = connect();
        try {
            lock(connection);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public Connection reader() throws SQLException {
        Connection connection = connect();
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return connection;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, properties);
    }

    private void lock(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_try_advisory_lock(hashtext('honeyhive ' || ?))")) {
            statement.setString(1, schema);
            for (int attempt = 0; attempt < LOCK_ATTEMPTS; attempt++) {
                try (ResultSet row = statement.executeQuery()) {
                    if (row.next() && row.getBoolean(1)) {
                        return;
                    }
                }
                Thread.sleep(LOCK_PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting for the database", e);
        }
        throw new PostgresStore.InUseException("the database " + name() + " is in use by another server:"
                + " stop that one, or choose another database");
    }
}
