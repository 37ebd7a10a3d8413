// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Copies a database while others read and write it: what the copy has is what was committed when it began. */
public final class SqliteCopy {
    private SqliteCopy() {}

    /**
     * Copies the database of one directory into another, and looks whether the copy is sound and on the disk.
     *
     * @return how many bytes it has
     */
    public static long make(Path directory, Path target) throws IOException {
        Path file = directory.resolve(SqliteStore.FILE_NAME);
        Path copy = target.resolve(SqliteStore.FILE_NAME);
        try (Connection connection = new SqliteDatabase(file).reader()) {
            connection.setAutoCommit(true); // VACUUM has a transaction of its own
            try (PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
                statement.setString(1, copy.toString());
                statement.execute();
            }
        } catch (SQLException e) {
            throw new IOException("the database " + file + " cannot be copied: " + e.getMessage(), e);
        }
        check(copy);
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        return Files.size(copy);
    }

    /** How many bytes a copy takes at most. */
    public static long size(Path directory) throws IOException {
        Path file = directory.resolve(SqliteStore.FILE_NAME);
        try (Connection connection = new SqliteDatabase(file).reader();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("SELECT (page_count - freelist_count) * page_size"
                                + " FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()")) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException e) {
            throw new IOException("the database " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void check(Path copy) throws IOException {
        try (Connection connection = new SqliteDatabase(copy).plain();
                ResultSet row = connection.createStatement().executeQuery("PRAGMA quick_check(1)")) {
            String result = row.next() ? row.getString(1) : "nothing";
            if (!"ok".equals(result)) {
                throw new IOException("the copy " + copy + " is damaged, as the original may be: " + result);
            }
        } catch (SQLException e) {
            throw new IOException("the copy " + copy + " cannot be read: " + e.getMessage(), e);
        }
    }
}
