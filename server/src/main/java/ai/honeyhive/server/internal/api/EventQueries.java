// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.EventFilter;
import ai.honeyhive.server.internal.store.EventQuery;
import ai.honeyhive.server.internal.store.Moments;
import ai.honeyhive.server.internal.store.search.SearchText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Queries of clients to queries of the store. */
final class EventQueries {
    private static final Set<String> BOOLEANS = Set.of("true", "false");

    private EventQueries() {}

    static EventQuery of(Fields body, int defaultLimit, int maxLimit) {
        return ofPage(body, whole(body, "limit", defaultLimit, maxLimit), whole(body, "page", 1, Integer.MAX_VALUE));
    }

    /** The same without pages. */
    static EventQuery unbounded(Fields body) {
        return ofPage(body, Integer.MAX_VALUE, 1);
    }

    private static EventQuery ofPage(Fields body, int limit, int page) {
        List<EventFilter> filters = new ArrayList<>(filters(body.value("filters")));
        String run = body.text("evaluation_id");
        if (run != null) {
            filters.add(new EventFilter("metadata.run_id", EventFilter.Operator.IS, EventFilter.Type.STRING, run));
        }
        body.text("project"); // told by clients, and the same for all that is here
        body.flag("ignore_order");
        JsonNode range = structure(body, "dateRange");
        return new EventQuery(
                filters,
                bound(range, "$gte", "start_time"),
                bound(range, "$lte", "end_time"),
                limit,
                page,
                SearchText.parse(Objects.requireNonNullElse(body.text("text"), "")),
                SessionHandlers.cursor(body.text("cursor")));
    }

    /** Query parameters as the fields of a body. */
    static Fields fields(QueryParameters query) {
        ObjectNode json = Json.object();
        for (String name : List.of("filters", "dateRange")) {
            query.structure(name).ifPresent(value -> json.set(name, value));
        }
        List<String> projections = query.list("projections");
        boolean array = projections.size() == 1 && projections.get(0).startsWith("[");
        json.set(
                "projections",
                array ? LenientJson.parse("projections", projections.get(0)) : DocumentJson.texts(projections));
        for (String name : List.of("limit", "page")) {
            if (query.text(name) != null) {
                json.put(name, query.integer(name, 1, 1, Integer.MAX_VALUE));
            }
        }
        query.flag("ignore_order"); // looked at, as in a body
        for (String name : List.of("cursor", "text")) {
            if (query.text(name) != null) {
                json.put(name, query.text(name));
            }
        }
        query.list("evaluation_id").stream().findFirst().ifPresent(run -> json.put("evaluation_id", run));
        return new Fields("", json);
    }

    /** A list of filters, one filter, or the JSON text of either. */
    static List<EventFilter> filters(@Nullable JsonNode json) {
        if (json == null || json.isNull()) {
            return List.of();
        }
        JsonNode parsed = json.isString() ? LenientJson.parse("filters", json.asString()) : json;
        if (parsed instanceof ObjectNode one) {
            return List.of(filter(new Fields("filters", one)));
        }
        return new Fields("", Json.object().set("filters", parsed))
                .objects("filters").stream().map(EventQueries::filter).toList();
    }

    static @Nullable Double bound(@Nullable JsonNode range, String... names) {
        if (range == null) {
            return null;
        }
        for (String name : names) {
            JsonNode value = range.get(name);
            if (value != null && !value.isNull()) {
                if (value.isValueNode()) {
                    var moment = Moments.parse(value.asString());
                    if (moment.isPresent()) {
                        return moment.getAsDouble();
                    }
                }
                throw ApiException.badRequest("dateRange." + name + " is no point in time: use ISO 8601");
            }
        }
        return null;
    }

    private static EventFilter filter(Fields filter) {
        String field = filter.text("field");
        String operator = filter.text("operator");
        if (field == null || operator == null) {
            throw filter.fault(field == null ? "field" : "operator", "is missing");
        }
        EventFilter.Operator found = EventFilter.Operator.find(operator)
                .orElseThrow(() -> filter.fault(
                        "operator",
                        "must be one of " + names(EventFilter.Operator.values()) + ", not '" + operator + "'"));
        JsonNode value = filter.value("value");
        boolean unary = found == EventFilter.Operator.EXISTS || found == EventFilter.Operator.NOT_EXISTS;
        if (value == null && !unary) {
            throw filter.fault("value", "is missing");
        }
        String text = value == null ? "" : value.isContainer() ? value.toString() : value.asString();
        EventFilter.Type type = type(filter);
        if (!unary && type == EventFilter.Type.NUMBER && !isNumber(text)) {
            throw filter.fault("value", "must be a number, not '" + text + "'");
        }
        if (!unary
                && type == EventFilter.Type.BOOLEAN
                && !BOOLEANS.contains(text.strip().toLowerCase(Locale.ROOT))) {
            throw filter.fault("value", "must be true or false, not '" + text + "'");
        }
        if (!unary && type == EventFilter.Type.DATETIME && Moments.parse(text).isEmpty()) {
            throw filter.fault("value", "must be a point in time, not '" + text + "'");
        }
        return new EventFilter(field, found, type, text);
    }

    private static EventFilter.Type type(Fields filter) {
        String type = filter.text("type");
        if (type == null) {
            return EventFilter.Type.ANY;
        }
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "string", "id" -> EventFilter.Type.STRING;
            case "number" -> EventFilter.Type.NUMBER;
            case "boolean" -> EventFilter.Type.BOOLEAN;
            case "datetime" -> EventFilter.Type.DATETIME;
            default ->
                throw filter.fault("type", "must be one of string, number, boolean, datetime, not '" + type + "'");
        };
    }

    private static boolean isNumber(String text) {
        try {
            return Double.isFinite(Double.parseDouble(text.strip()));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static @Nullable JsonNode structure(Fields body, String name) {
        JsonNode value = body.value(name);
        JsonNode parsed = value != null && value.isString() ? LenientJson.parse(name, value.asString()) : value;
        if (parsed != null && !parsed.isObject()) {
            throw body.fault(name, "must be an object");
        }
        return parsed;
    }

    static int whole(Fields body, String name, int otherwise, int max) {
        Double number = body.number(name);
        if (number == null) {
            return otherwise;
        }
        if (number != Math.rint(number) || number < 1 || number > max) {
            throw body.fault(name, "must be a whole number from 1 to " + max);
        }
        return number.intValue();
    }

    private static String names(EventFilter.Operator[] operators) {
        return Stream.of(operators).map(EventFilter.Operator::wireName).collect(Collectors.joining(", "));
    }
}
