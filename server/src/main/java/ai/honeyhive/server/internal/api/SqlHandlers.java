// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.SqlAccess;
import ai.honeyhive.server.internal.store.SqlQuery;
import ai.honeyhive.server.internal.store.SqlRefusedException;
import ai.honeyhive.server.internal.store.SqlResult;
import ai.honeyhive.server.internal.store.SqlViews;
import ai.honeyhive.server.internal.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v1/sql}: one question over the documented views. */
final class SqlHandlers {
    private static final int DEFAULT_ROWS = 1_000;
    private static final int MAX_ROWS = 10_000;
    private static final int MAX_STATEMENT = 20_000;
    private static final int MAX_PARAMETERS = 200;
    private static final long MAX_BYTES = 8 * 1024 * 1024;
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Store store;

    SqlHandlers(Store store) {
        this.store = store;
    }

    void query(Exchange exchange) {
        var body = new Fields("", exchange.json());
        String statement = body.text("query");
        if (statement == null) {
            throw ApiException.badRequest("query is missing: a statement that begins with SELECT or WITH");
        }
        if (statement.length() > MAX_STATEMENT) {
            throw body.fault("query", "must not have more than " + MAX_STATEMENT + " characters");
        }
        int limit = EventQueries.whole(body, "limit", DEFAULT_ROWS, MAX_ROWS);
        SqlAccess sql = store.sql().orElseThrow(() -> ApiException.badRequest(closed(store.kind())));
        long began = System.nanoTime();
        SqlResult result;
        try {
            result = sql.query(new SqlQuery(statement, parameters(body), null, limit, MAX_BYTES, LIMIT));
        } catch (SqlRefusedException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
        exchange.answer(json(result).put("duration_ms", (System.nanoTime() - began) / 1_000_000));
    }

    /** What can be asked. */
    void views(Exchange exchange) {
        ObjectNode json = Json.object().put("available", store.sql().isPresent());
        ArrayNode views = json.putArray("views");
        SqlViews.COLUMNS.forEach((name, columns) -> {
            ArrayNode names = views.addObject()
                    .put("name", name)
                    .put("description", SqlViews.ROWS.get(name))
                    .putArray("columns");
            columns.forEach(names::add);
        });
        json.put("max_rows", MAX_ROWS).put("max_bytes", MAX_BYTES).put("max_seconds", LIMIT.toSeconds());
        if (store.sql().isEmpty()) {
            json.put("reason", closed(store.kind()));
        }
        exchange.answer(json);
    }

    private static String closed(String kind) {
        return kind.equals("memory")
                ? "this server keeps its data in memory, where SQL cannot reach it: start it with a data folder"
                : "this server keeps its data in " + kind
                        + ": ask that with its own tools, as a user who may only read";
    }

    private static List<@Nullable Object> parameters(Fields body) {
        List<JsonNode> given = body.items("parameters");
        if (given.size() > MAX_PARAMETERS) {
            throw body.fault("parameters", "must not be more than " + MAX_PARAMETERS);
        }
        List<@Nullable Object> parameters = new ArrayList<>();
        for (JsonNode value : given) {
            if (value.isContainer()) {
                throw body.fault("parameters", "must be strings, numbers, booleans or null");
            }
            parameters.add(
                    value.isNull()
                            ? null
                            : value.isIntegralNumber() && value.canConvertToLong()
                                    ? (Object) value.asLong()
                                    : value.isNumber()
                                            ? (Object) value.asDouble()
                                            : value.isBoolean() ? (Object) value.asBoolean() : value.asString());
        }
        return parameters;
    }

    private static ObjectNode json(SqlResult result) {
        ObjectNode json = Json.object();
        ArrayNode columns = json.putArray("columns");
        for (int i = 0; i < result.columns().size(); i++) {
            columns.addObject().put("name", result.columns().get(i)).put("type", type(result, i));
        }
        ArrayNode rows = json.putArray("rows");
        result.rows().forEach(row -> {
            ArrayNode values = rows.addArray();
            row.forEach(value -> add(values, value));
        });
        return json.put("row_count", result.rows().size()).put("truncated", result.truncated());
    }

    private static void add(ArrayNode values, @Nullable Object value) {
        if (value instanceof byte[] bytes) {
            values.add(Base64.getEncoder().encodeToString(bytes));
        } else {
            values.addPOJO(value);
        }
    }

    /** What all values of a column are: numbers of both kinds are real, anything else together is any. */
    private static String type(SqlResult result, int column) {
        String type = "null";
        for (List<@Nullable Object> row : result.rows()) {
            Object value = row.get(column);
            String own = value == null
                    ? type
                    : value instanceof Long
                            ? "integer"
                            : value instanceof Double ? "real" : value instanceof byte[] ? "blob" : "text";
            if (type.equals("null") || type.equals(own)) {
                type = own;
            } else {
                boolean numbers = !own.equals("text")
                        && !own.equals("blob")
                        && !type.equals("text")
                        && !type.equals("blob")
                        && !type.equals("any");
                type = numbers ? "real" : "any";
            }
        }
        return type;
    }
}
