// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sqlite;

import ai.honeyhive.server.internal.store.SqlRefusedException;
import ai.honeyhive.server.internal.store.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks at what SQLite has made of a statement: which trees of the file it opens and whether it writes. The driver lets us
 * have no authorizer, but a compiled statement cannot hide what it touches.
 */
final class SqliteGuard {
    /** What the views are made of. Everything else of the file is closed, be it named however. */
    private static final String OPEN_TREES = """
            SELECT rootpage FROM main.sqlite_schema WHERE rootpage > 0
              AND tbl_name IN ('events', 'payloads', 'sessions', 'runs', 'documents', 'dataset_datapoints')
            """;

    private SqliteGuard() {}

    static void check(Connection connection, String statement, List<SqlText.Token> tokens) throws SQLException {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).text().equals("main") && tokens.get(i + 1).is(".")) {
                throw new SqlRefusedException("tables cannot be asked, only " + SqliteViews.names());
            }
        }
        Set<Long> open = openTrees(connection);
        boolean virtual = false;
        try (PreparedStatement explained = connection.prepareStatement("EXPLAIN " + statement);
                ResultSet operations = explained.executeQuery()) {
            while (operations.next()) {
                String operation = operations.getString("opcode");
                virtual |= operation.equals("VOpen");
                if (operation.equals("Transaction") && operations.getLong("p2") != 0) {
                    throw new SqlRefusedException("only questions can be asked: this would write");
                }
                boolean opens = operation.startsWith("Open") || operation.equals("ReopenIdx");
                boolean ofFile = opens
                        && !operation.equals("OpenEphemeral")
                        && !operation.equals("OpenAutoindex")
                        && !operation.equals("OpenPseudo")
                        && !operation.equals("OpenDup");
                if (ofFile
                        && (operation.equals("OpenWrite")
                                || operations.getLong("p3") != 0
                                || !open.contains(operations.getLong("p2")))) {
                    throw new SqlRefusedException("tables cannot be asked, only " + SqliteViews.names());
                }
            }
        }
        if (virtual && tokens.stream().anyMatch(SqliteGuard::isClosedFunction)) {
            throw new SqlRefusedException("of the functions that give tables, json_each and json_tree can be used");
        }
    }

    /** Virtual tables have no tree in the file; but for JSON's they are about the database itself. */
    private static boolean isClosedFunction(SqlText.Token token) {
        String name = token.text();
        return name.startsWith("pragma_")
                || name.startsWith("sqlite_")
                || name.startsWith("fts")
                || name.startsWith("event_words")
                || name.startsWith("dbstat")
                || name.startsWith("rtree")
                || name.startsWith("bytecode")
                || name.startsWith("tables_used");
    }

    private static Set<Long> openTrees(Connection connection) throws SQLException {
        Set<Long> trees = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(OPEN_TREES)) {
            while (found.next()) {
                trees.add(found.getLong(1));
            }
        }
        return trees;
    }
}
