// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sql;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.Buckets;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventDigest;
import ai.honeyhive.server.internal.model.EventRow;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.OutlinedEvent;
import ai.honeyhive.server.internal.model.StoredEvent;
import ai.honeyhive.server.internal.model.Usage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    /** Where selections of whole events have the payload, and where a session's row if they have one. */
    static final int BODY = NARROW.size() + 1;

    static final int SESSION_BODY = BODY + 1;

    // By position: the driver would search a column's name anew in every row.
    private static final int EVENT_ID = at("event_id");
    private static final int SESSION_ID = at("session_id");
    private static final int PARENT_ID = at("parent_id");
    private static final int EVENT_TYPE = at("event_type");
    private static final int EVENT_NAME = at("event_name");
    private static final int SOURCE = at("source");
    private static final int PROJECT = at("project");
    private static final int START_TIME = at("start_time");
    private static final int END_TIME = at("end_time");
    private static final int DURATION = at("duration");
    private static final int ERROR = at("error");
    private static final int MODEL = at("model");
    private static final int PROMPT_TOKENS = at("prompt_tokens");
    private static final int COMPLETION_TOKENS = at("completion_tokens");
    private static final int TOTAL_TOKENS = at("total_tokens");
    private static final int COST = at("cost");
    private static final int RUN_ID = at("run_id");
    private static final int DATASET_ID = at("dataset_id");
    private static final int DATAPOINT_ID = at("datapoint_id");
    private static final int USER_ID = at("user_id");
    private static final int HAS_FEEDBACK = at("has_feedback");
    private static final int PREVIEW = at("preview");
    private static final int METRICS = at("metrics");

    private static final String CHILDREN = "children_ids";

    private EventColumns() {}

    static void bind(PreparedStatement statement, EventRow row, Dialect dialect) throws SQLException {
        Event event = row.event();
        EventDigest digest = row.digest();
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
            digest.metrics().isEmpty() ? null : dialect.storableJson(Json.write(digest.metrics()))
        };
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i] instanceof String text ? dialect.storable(text) : values[i]);
        }
    }

    /** Reads a row that has the narrow columns and the payload's body. */
    static Event event(ResultSet row) throws SQLException {
        ObjectNode body = (ObjectNode) Json.stored().readTree(row.getString(BODY));
        List<String> children = new ArrayList<>();
        body.path(CHILDREN).forEach(child -> children.add(child.asString()));
        return event(row, children, Buckets.fromJson(body).with(Bucket.METRICS, metrics(row)));
    }

    private static Event event(ResultSet row, List<String> children, Buckets buckets) throws SQLException {
        return new Event(
                row.getString(EVENT_ID),
                row.getString(SESSION_ID),
                row.getString(PARENT_ID),
                type(row),
                row.getString(EVENT_NAME),
                row.getString(SOURCE),
                row.getString(PROJECT),
                row.getDouble(START_TIME),
                number(row, END_TIME),
                number(row, DURATION),
                row.getString(ERROR),
                children,
                buckets);
    }

    /** Reads such a row without taking the payload apart. */
    static StoredEvent stored(ResultSet row) throws SQLException {
        return new StoredEvent(
                event(row, List.of(), Buckets.of(Map.of(Bucket.METRICS, metrics(row)))), row.getString(BODY));
    }

    /** Reads a row that has the narrow columns. */
    static EventDigest digest(ResultSet row) throws SQLException {
        return new EventDigest(
                row.getString(EVENT_ID),
                row.getString(SESSION_ID),
                type(row),
                row.getString(EVENT_NAME),
                row.getDouble(START_TIME),
                number(row, END_TIME),
                number(row, DURATION),
                row.getString(ERROR),
                row.getString(MODEL),
                new Usage(
                        whole(row, PROMPT_TOKENS),
                        whole(row, COMPLETION_TOKENS),
                        whole(row, TOTAL_TOKENS),
                        number(row, COST)),
                row.getString(RUN_ID),
                row.getString(DATASET_ID),
                row.getString(DATAPOINT_ID),
                row.getString(USER_ID),
                row.getInt(HAS_FEEDBACK) != 0,
                row.getString(PREVIEW),
                metrics(row));
    }

    /** Reads such a row with its parent. */
    static OutlinedEvent outlined(ResultSet row) throws SQLException {
        return new OutlinedEvent(digest(row), row.getString(PARENT_ID));
    }

    private static EventType type(ResultSet row) throws SQLException {
        return EventType.find(row.getString(EVENT_TYPE)).orElseThrow();
    }

    private static ObjectNode metrics(ResultSet row) throws SQLException {
        String metrics = row.getString(METRICS);
        return metrics == null ? Json.object() : (ObjectNode) Json.stored().readTree(metrics);
    }

    private static @Nullable Double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Long whole(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static int at(String column) {
        return NARROW.indexOf(column) + 1;
    }
}
