// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/**
 * Looks at a database file that a server may be using.
 *
 * @param schema the version of its schema; empty if it could not be read
 * @param fault why no server can work with it
 */
public record SqliteCheck(long bytes, String schema, Optional<String> fault) {
    private static final String NAME = "honeyhive.db";

    public static boolean isThere(Path directory) {
        return Files.isRegularFile(directory.resolve(NAME));
    }

    /** The server that works on a directory now. */
    public static Optional<String> user(Path directory) {
        if (!Files.exists(directory.resolve("server.lock"))) {
            return Optional.empty();
        }
        try {
            Optional<DirectoryLock> lock = DirectoryLock.take(directory);
            if (lock.isEmpty()) {
                return Optional.of(DirectoryLock.holder(directory));
            }
            lock.get().close();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // a directory that cannot be written has no server
        }
    }

    public static SqliteCheck of(Path directory) {
        Path file = directory.resolve(NAME);
        long bytes = file.toFile().length();
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        try (Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
                Statement statement = connection.createStatement()) {
            String schema = text(statement, "SELECT mversion FROM schema_migrations ORDER BY id DESC LIMIT 1");
            String damage = text(statement, "PRAGMA quick_check(1)");
            return new SqliteCheck(bytes, schema, fault(schema, damage));
        } catch (SQLException e) {
            return new SqliteCheck(bytes, "", Optional.of("it cannot be read: " + e.getMessage()));
        }
    }

    private static Optional<String> fault(String schema, String damage) {
        if (!damage.equals("ok")) {
            return Optional.of("it is damaged: " + damage);
        }
        return SqliteDatabase.SCHEMA.isKnown(schema)
                ? Optional.empty()
                : Optional.of("it was written by a newer server (schema " + schema + ", this one knows up to "
                        + SqliteDatabase.SCHEMA.newest() + ")");
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }
}
