// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sqlite;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.Buckets;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventDigest;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.Usage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Events to columns and back. The metrics are in the narrow row alone, every other bucket in the payload alone. */
final class EventColumns {
    /** In the order in which {@link #bind} sets them. */
    static final List<String> NARROW = List.of(
            "event_id",
            "session_id",
            "parent_id",
            "event_type",
            "event_name",
            "source",
            "project",
            "start_time",
            "end_time",
            "duration",
            "error",
            "model",
            "prompt_tokens",
            "completion_tokens",
            "total_tokens",
            "cost",
            "run_id",
            "dataset_id",
            "datapoint_id",
            "user_id",
            "has_feedback",
            "preview",
            "metrics");

    private static final String CHILDREN = "children_ids";

    private EventColumns() {}

    static void bind(PreparedStatement statement, Event event) throws SQLException {
        EventDigest digest = EventDigest.of(event);
        Usage usage = digest.usage();
        Object[] values = {
            event.eventId(),
            event.sessionId(),
            event.parentId(),
            event.type().wireName(),
            event.name(),
            event.source(),
            event.project(),
            event.startTime(),
            event.endTime(),
            event.duration(),
            event.error(),
            digest.model(),
            usage.promptTokens(),
            usage.completionTokens(),
            usage.totalTokens(),
            usage.cost(),
            digest.runId(),
            digest.datasetId(),
            digest.datapointId(),
            digest.userId(),
            digest.hasFeedback() ? 1 : 0,
            digest.preview(),
            digest.metrics().isEmpty() ? null : Json.write(digest.metrics())
        };
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    static String payload(Event event) {
        ObjectNode body = event.buckets().toJson();
        body.remove(Bucket.METRICS.wireName());
        if (!event.childrenIds().isEmpty()) {
            ArrayNode children = body.putArray(CHILDREN);
            event.childrenIds().forEach(children::add);
        }
        return Json.write(body);
    }

    /** Reads a row that has the narrow columns and the payload's body. */
    static Event event(ResultSet row) throws SQLException {
        ObjectNode body = (ObjectNode) Json.read(row.getString("body"));
        List<String> children = new ArrayList<>();
        body.path(CHILDREN).forEach(child -> children.add(child.asString()));
        return new Event(
                row.getString("event_id"),
                row.getString("session_id"),
                row.getString("parent_id"),
                type(row),
                row.getString("event_name"),
                row.getString("source"),
                row.getString("project"),
                row.getDouble("start_time"),
                number(row, "end_time"),
                number(row, "duration"),
                row.getString("error"),
                children,
                Buckets.fromJson(body).with(Bucket.METRICS, metrics(row)));
    }

    /** Reads a row that has the narrow columns. */
    static EventDigest digest(ResultSet row) throws SQLException {
        return new EventDigest(
                row.getString("event_id"),
                row.getString("session_id"),
                type(row),
                row.getString("event_name"),
                row.getDouble("start_time"),
                number(row, "end_time"),
                number(row, "duration"),
                row.getString("error"),
                row.getString("model"),
                new Usage(
                        whole(row, "prompt_tokens"),
                        whole(row, "completion_tokens"),
                        whole(row, "total_tokens"),
                        number(row, "cost")),
                row.getString("run_id"),
                row.getString("dataset_id"),
                row.getString("datapoint_id"),
                row.getString("user_id"),
                row.getInt("has_feedback") != 0,
                row.getString("preview"),
                metrics(row));
    }

    private static EventType type(ResultSet row) throws SQLException {
        return EventType.find(row.getString("event_type")).orElseThrow();
    }

    private static ObjectNode metrics(ResultSet row) throws SQLException {
        String metrics = row.getString("metrics");
        return metrics == null ? Json.object() : (ObjectNode) Json.read(metrics);
    }

    private static @Nullable Double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Long whole(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
