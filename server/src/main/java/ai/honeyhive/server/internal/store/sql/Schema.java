// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sql;

import ai.honeyhive.server.internal.store.StoreException;
import io.ebean.migration.MigrationConfig;
import io.ebean.migration.MigrationException;
import io.ebean.migration.MigrationRunner;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Brings the tables of a database to the version of this server, from every earlier one. */
public final class Schema {
    private static final String TABLE = "schema_migrations";

    private final String platform;
    private final String directory;
    private final List<String> versions;

    /**
     * The scripts of one kind of database.
     *
     * @param platform as the migration library calls it
     * @param directory on the class path
     * @param versions of all scripts there are, in order
     */
    public Schema(String platform, String directory, List<String> versions) {
        this.platform = platform;
        this.directory = directory;
        this.versions = List.copyOf(versions);
    }

    /**
     * Runs the scripts that the database has not seen.
     *
     * @param connection is closed
     * @param name what the database is called in messages
     * @throws StoreException if the database was written by a newer server, which leaves it as it is, or a script fails
     */
    public void update(Connection connection, String name) {
        try {
            refuseNewer(connection, name);
            var config = new MigrationConfig();
            config.setMigrationPath(directory);
            config.setMetaTable(TABLE);
            config.setPlatform(platform);
            config.setClassLoader(Schema.class.getClassLoader());
            // The runner closes the connection.
            new MigrationRunner(config).run(connection);
        } catch (SQLException | MigrationException e) {
            throw new StoreException("cannot open the database " + name + ": " + e.getMessage(), e);
        }
    }

    private void refuseNewer(Connection connection, String name) throws SQLException {
        List<String> unknown = new ArrayList<>(applied(connection));
        unknown.removeAll(versions);
        if (!unknown.isEmpty()) {
            connection.close();
            throw new StoreException("the database " + name + " was written by a newer server (schema "
                    + String.join(", ", unknown) + ", this one knows up to " + versions.get(versions.size() - 1)
                    + "): nothing was changed; use that server, or another database");
        }
    }

    /** The version that this server brings databases to. */
    public String newest() {
        return versions.get(versions.size() - 1);
    }

    /** Whether this server can work with a database of a version. */
    public boolean isKnown(String version) {
        return versions.contains(version);
    }

    /** Empty in a fresh database. */
    private static List<String> applied(Connection connection) throws SQLException {
        boolean automatic = connection.getAutoCommit();
        connection.setAutoCommit(true);
        List<String> applied = new ArrayList<>();
        try (ResultSet tables = connection.getMetaData().getTables(null, connection.getSchema(), TABLE, null)) {
            if (!tables.next()) {
                connection.setAutoCommit(automatic);
                return applied;
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT mversion FROM " + TABLE + " WHERE mversion <> '0'")) {
            while (rows.next()) {
                applied.add(rows.getString(1));
            }
        }
        connection.setAutoCommit(automatic);
        return applied;
    }
}
