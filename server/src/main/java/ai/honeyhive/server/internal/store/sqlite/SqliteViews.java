// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sqlite;

import ai.honeyhive.server.internal.store.SqlViews;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The views that users ask, made anew for each connection in its temporary schema: there they hide the tables of their
 * names, they need no migration, and can be narrowed to one project.
 */
final class SqliteViews {
    private static final String TABLES = "SELECT name FROM main.sqlite_schema WHERE type IN ('table', 'view')"
            + " AND substr(name, 1, 7) <> 'sqlite_'";
    private static final Map<String, String> DEFINITIONS = definitions();

    private SqliteViews() {}

    static String names() {
        return String.join(", ", DEFINITIONS.keySet());
    }

    /** Makes the views, and hides every table that is not one of them. */
    static void create(Connection connection, @Nullable String project) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery(TABLES)) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            for (String table : tables) {
                if (!DEFINITIONS.containsKey(table)) {
                    statement.execute("CREATE TEMP VIEW " + name(table) + " AS SELECT * FROM main."
                            + name(table + " cannot be asked, only " + names()));
                }
            }
            for (Map.Entry<String, String> view : DEFINITIONS.entrySet()) {
                String only = project == null ? "" : " WHERE project = " + text(project);
                statement.execute(
                        "CREATE TEMP VIEW " + view.getKey() + " AS SELECT * FROM (" + view.getValue() + ")" + only);
            }
            statement.execute("PRAGMA query_only = 1");
        }
    }

    private static Map<String, String> definitions() {
        Map<String, String> views = new LinkedHashMap<>();
        views.put("sessions", sessions());
        views.put("events", events());
        views.put("metrics", """
                SELECT m.key AS metric_name,
                       CASE WHEN m.type IN ('integer', 'real', 'true', 'false') THEN m.value END AS value,
                       CASE WHEN m.type IN ('text', 'object', 'array') THEN m.value END AS text,
                       e.event_id, e.event_type, e.event_name, e.session_id, e.project, e.start_time, e.run_id,
                       e.dataset_id, e.datapoint_id
                FROM main.events e, json_each(e.metrics) m WHERE e.metrics IS NOT NULL AND m.type <> 'null'""");
        views.put(
                "runs",
                "SELECT run_id, " + fields("name AS run_name", "description", "status", "project")
                        + ", " + fields("datasetId AS dataset_id") + ", created_at, "
                        + fields("updatedAt AS updated_at")
                        + ", " + fields("metadata", "results", "configuration") + " FROM main.runs");
        views.put(
                "datapoints",
                "SELECT d.id AS datapoint_id, d.project, "
                        + fields("inputs", "ground_truth", "history", "metadata", "linked_event")
                        + ", (SELECT json_group_array(l.dataset_id) FROM main.dataset_datapoints l"
                        + " WHERE l.datapoint_id = d.id) AS dataset_ids, d.created_at, d.updated_at"
                        + " FROM main.documents d WHERE d.kind = 'DATAPOINT'");
        return views;
    }

    private static String events() {
        List<String> columns = SqlViews.COLUMNS.get("events");
        return columns == null
                ? ""
                : columns.stream()
                        .map(SqliteViews::eventColumn)
                        .collect(Collectors.joining(
                                ", ", "SELECT ", " FROM main.events e LEFT JOIN main.payloads p ON p.seq = e.seq"));
    }

    private static String eventColumn(String column) {
        return switch (column) {
            case "inputs", "outputs", "config", "metadata", "feedback", "user_properties" ->
                "ifnull(p.body -> '$." + column + "', '{}') AS " + column;
            case "metrics" -> "ifnull(e.metrics, '{}') AS metrics";
            case "parent_id" ->
                "CASE WHEN e.event_type <> 'session' THEN ifnull(e.parent_id, e.session_id) END AS parent_id";
            default -> "e." + column;
        };
    }

    /** From the row that lists are made of: what the session says itself first, then what its events say. */
    private static String sessions() {
        String start = "start_time";
        String ownEnd = "body ->> '$.ownEnd'";
        String end = "max(start_time, coalesce(" + ownEnd + ", body ->> '$.tally.lastEnd', start_time))";
        return "SELECT session_id, " + fields("name AS session_name", "project", "source") + ", " + start + ", " + end
                + " AS end_time, CASE WHEN " + ownEnd + " IS NULL THEN coalesce(body ->> '$.ownDuration', " + end
                + " - start_time) ELSE " + end + " - start_time END AS duration"
                + ", coalesce(body ->> '$.ownError', body ->> '$.tally.error.value') AS error"
                + ", body ->> '$.tally.events' AS num_events, body ->> '$.tally.models' AS num_model_events"
                + ", body ->> '$.tally.tools' AS num_tool_events"
                + ", (body ->> '$.tally.errors') + (body ->> '$.ownError' IS NOT NULL) AS num_errors"
                + ", " + usage("promptTokens", "prompt_tokens") + ", " + usage("completionTokens", "completion_tokens")
                + ", " + usage("totalTokens", "total_tokens") + ", " + usage("cost", "cost")
                + ", (body ->> '$.tally.feedback') OR (body -> '$.feedback') <> '{}' AS has_feedback"
                + ", body -> '$.feedback' AS feedback, run_id"
                + ", coalesce(body ->> '$.ownDatasetId', body ->> '$.tally.datasetId') AS dataset_id"
                + ", coalesce(body ->> '$.ownDatapointId', body ->> '$.tally.datapointId') AS datapoint_id"
                + ", coalesce(body ->> '$.ownUserId', body ->> '$.tally.userId') AS user_id"
                + ", body ->> '$.updatedAt' AS updated_at FROM main.sessions";
    }

    private static String usage(String field, String column) {
        return Stream.of("tally.leaves", "tally.chains", "ownUsage")
                .map(place -> "body ->> '$." + place + "." + field + "'")
                .collect(Collectors.joining(", ", "coalesce(", ") AS " + column));
    }

    /** Fields of the JSON in the column body; {@code AS} gives one another name. */
    private static String fields(String... names) {
        return Stream.of(names)
                .map(name -> name.split(" AS ", 2))
                .map(parts -> "body ->> '$." + parts[0] + "' AS " + parts[parts.length - 1])
                .collect(Collectors.joining(", "));
    }

    private static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
