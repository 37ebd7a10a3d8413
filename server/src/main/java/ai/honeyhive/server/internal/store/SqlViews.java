// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The views that users ask in SQL, the same over every database, and documented: names and columns stay. Times are Unix
 * milliseconds, durations milliseconds, what is structured is JSON text, truth is 1 or 0, and what is not known is null.
 */
public final class SqlViews {
    private static final List<String> BUCKETS =
            List.of("inputs", "outputs", "config", "metadata", "metrics", "feedback", "user_properties");

    /** The columns of each view, in order. */
    public static final Map<String, List<String>> COLUMNS = columns();

    /** What a row of each view is. */
    public static final Map<String, String> ROWS = Map.of(
            "sessions", "a session with its roll-ups",
            "events", "an event, sessions included",
            "metrics", "one metric of one event",
            "runs", "a run",
            "datapoints", "a datapoint");

    private SqlViews() {}

    private static Map<String, List<String>> columns() {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        columns.put(
                "sessions",
                List.of(
                        "session_id",
                        "session_name",
                        "project",
                        "source",
                        "start_time",
                        "end_time",
                        "duration",
                        "error",
                        "num_events",
                        "num_model_events",
                        "num_tool_events",
                        "num_errors",
                        "prompt_tokens",
                        "completion_tokens",
                        "total_tokens",
                        "cost",
                        "has_feedback",
                        "feedback",
                        "run_id",
                        "dataset_id",
                        "datapoint_id",
                        "user_id",
                        "updated_at"));
        columns.put(
                "events",
                concat(
                        List.of(
                                "event_id",
                                "session_id",
                                "parent_id",
                                "event_type",
                                "event_name",
                                "project",
                                "source",
                                "start_time",
                                "end_time",
                                "duration",
                                "error",
                                "model",
                                "prompt_tokens",
                                "completion_tokens",
                                "total_tokens",
                                "cost",
                                "has_feedback",
                                "run_id",
                                "dataset_id",
                                "datapoint_id",
                                "user_id"),
                        BUCKETS));
        columns.put(
                "metrics",
                List.of(
                        "metric_name",
                        "value",
                        "text",
                        "event_id",
                        "event_type",
                        "event_name",
                        "session_id",
                        "project",
                        "start_time",
                        "run_id",
                        "dataset_id",
                        "datapoint_id"));
        columns.put(
                "runs",
                List.of(
                        "run_id",
                        "run_name",
                        "description",
                        "status",
                        "project",
                        "dataset_id",
                        "created_at",
                        "updated_at",
                        "metadata",
                        "results",
                        "configuration"));
        columns.put(
                "datapoints",
                List.of(
                        "datapoint_id",
                        "project",
                        "inputs",
                        "ground_truth",
                        "history",
                        "metadata",
                        "linked_event",
                        "dataset_ids",
                        "created_at",
                        "updated_at"));
        return Collections.unmodifiableMap(columns);
    }

    private static List<String> concat(List<String> one, List<String> other) {
        return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
    }
}
