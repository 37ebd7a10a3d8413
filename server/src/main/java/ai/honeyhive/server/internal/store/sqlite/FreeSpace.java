// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sqlite;

import ai.honeyhive.server.internal.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Has a database file keep account of its free pages, so that they can be given back a few at a time. */
final class FreeSpace {
    private static final System.Logger LOG = System.getLogger(FreeSpace.class.getName());

    /** Up to this size a file is written anew at the start, within seconds. */
    private static final long SOON_WRITTEN = 256L * 1024 * 1024;

    private FreeSpace() {}

    /** Done once a file: a new one is nearly empty, one of a former server may be large. */
    static void prepare(SqliteDatabase database, Path file) throws SQLException {
        try (Connection connection = database.plain();
                Statement statement = connection.createStatement()) {
            if (isPrepared(statement)) {
                return;
            }
            if (size(file) > SOON_WRITTEN) {
                LOG.log(
                        System.Logger.Level.INFO,
                        "{0} reuses the space of removed data but does not shrink: a former server made it. To change"
                                + " that, export it and import it into a new data directory.",
                        file);
                return;
            }
            statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
            statement.execute("VACUUM");
        }
    }

    private static boolean isPrepared(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA auto_vacuum")) {
            return row.next() && row.getInt(1) != 0;
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new StoreException("the size of " + file + " cannot be told", e);
        }
    }
}
