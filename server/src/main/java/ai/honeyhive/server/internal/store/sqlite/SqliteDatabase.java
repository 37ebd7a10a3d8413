// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sqlite;

import ai.honeyhive.server.internal.store.sql.Schema;
import ai.honeyhive.server.internal.store.sql.SqlDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/** Connections to a database file. */
final class SqliteDatabase implements SqlDatabase.Connector {
    static final Schema SCHEMA =
            new Schema("sqlite", "ai/honeyhive/server/db/sqlite", List.of("1.0", "1.1", "1.2", "1.3", "1.4", "1.5"));

    /** Nobody else writes to the file who means well; those who wait for it are told soon. */
    private static final int BUSY_TIMEOUT_MILLIS = 3_000;

    private static final int CACHE_KIB = 16 * 1024;

    /** Ids are random, so each new one touches another page of some indexes. */
    private static final int WRITER_CACHE_KIB = 32 * 1024;

    /** Pages that are written again and again are copied into the file once for many commits; the log grows to 32 MiB. */
    private static final int CHECKPOINT_PAGES = 8 * 1024;

    private final String url;

    SqliteDatabase(Path file) {
        this.url = "jdbc:sqlite:" + file.toAbsolutePath();
    }

    @Override
    public Connection writer() throws SQLException {
        SQLiteConfig config = config();
        config.setCacheSize(-WRITER_CACHE_KIB);
        Connection connection = config.createConnection(url);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
        }
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public Connection reader() throws SQLException {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        config.setTransactionMode(TransactionMode.DEFERRED);
        Connection connection = config.createConnection(url);
        connection.setAutoCommit(false);
        return connection;
    }

    /** A connection for changing the schema. */
    Connection plain() throws SQLException {
        return config().createConnection(url);
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
}
