// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks.load;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows that a server has stored, inserted again by JDBC alone: what the database could take at most. */
final class RawInserts {
    private static final List<String> TABLES = List.of("events", "payloads", "sessions");

    private final Path from;
    private final Path to;

    /** @param to has the same schema, and no rows */
    RawInserts(Path from, Path to) {
        this.from = from;
        this.to = to;
    }

    /** Returns the rate in events a second; a commit for as many of them as a request has. */
    double rate() throws SQLException {
        Map<String, List<Object[]>> rows = new HashMap<>();
        Map<String, String> statements = new HashMap<>();
        try (Connection source = open(from)) {
            for (String table : TABLES) {
                rows.put(table, read(source, table, statements));
            }
        }
        int events = rows.getOrDefault("events", List.of()).size();
        try (Connection target = open(to)) {
            target.setAutoCommit(false);
            Map<String, PreparedStatement> prepared = new LinkedHashMap<>();
            for (String table : TABLES) {
                prepared.put(table, target.prepareStatement(statements.get(table)));
            }
            long began = System.nanoTime();
            int groups = (events + Spans.BATCH - 1) / Spans.BATCH;
            for (int group = 0; group < groups; group++) {
                for (var entry : prepared.entrySet()) {
                    List<Object[]> all = rows.getOrDefault(entry.getKey(), List.of());
                    int first = (int) ((long) all.size() * group / groups);
                    int last = (int) ((long) all.size() * (group + 1) / groups);
                    insert(entry.getValue(), all.subList(first, last));
                }
                target.commit();
            }
            return events / ((System.nanoTime() - began) / 1e9);
        }
    }

    private static void insert(PreparedStatement statement, List<Object[]> rows) throws SQLException {
        for (Object[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                statement.setObject(i + 1, row[i]);
            }
            statement.addBatch();
        }
        statement.executeBatch();
    }

    private static List<Object[]> read(Connection source, String table, Map<String, String> statements)
            throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        try (Statement statement = source.createStatement();
                ResultSet found = statement.executeQuery("SELECT * FROM " + table + " ORDER BY 1")) {
            int columns = found.getMetaData().getColumnCount();
            statements.put(table, "INSERT INTO " + table + " VALUES (?" + ", ?".repeat(columns - 1) + ")");
            while (found.next()) {
                Object[] row = new Object[columns];
                for (int i = 0; i < columns; i++) {
                    row[i] = found.getObject(i + 1);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** As the server opens it. */
    private static Connection open(Path directory) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("honeyhive.db"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA cache_size = -16384");
        }
        return connection;
    }
}
