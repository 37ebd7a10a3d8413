// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which events to return; all conditions must hold. Immutable. */
public final class EventQuery {
    /** Stands in for the end that a range does not have, where the API demands both. */
    private static final String FAR_FUTURE = "9999-12-31T23:59:59Z";

    private final Map<String, Object> fields;
    private final List<String> projections;
    private final @Nullable Instant from;
    private final @Nullable Instant to;
    private final int limit;

    private EventQuery(Builder builder) {
        this.fields = builder.copyOfFields();
        this.projections = builder.projections;
        this.from = builder.from;
        this.to = builder.to;
        this.limit = builder.limit;
    }

    /** Returns a builder; with nothing set, all events match. */
    public static Builder builder() {
        return new Builder();
    }

    Map<String, Object> toExport() {
        Map<String, Object> body = new LinkedHashMap<>(fields);
        body.putIfAbsent("filters", List.of());
        if (!projections.isEmpty()) {
            body.put("projections", projections);
        }
        if (from != null || to != null) {
            body.put(
                    "dateRange",
                    range("$gte", from == null ? null : from.toString(), "$lte", to == null ? null : to.toString()));
        }
        return body;
    }

    Map<String, Object> toSearch() {
        if (!projections.isEmpty()) {
            throw new IllegalArgumentException(
                    "search(...) returns whole events: drop projections(...) or use export(...)");
        }
        if (limit > EventsApi.SEARCH_LIMIT) {
            throw new IllegalArgumentException("limit " + limit + " is above " + EventsApi.SEARCH_LIMIT
                    + ", the most that search(...) takes: ask page by page or use export(...)");
        }
        Map<String, Object> body = new LinkedHashMap<>(fields);
        body.putIfAbsent("filters", List.of());
        if (from != null || to != null) {
            body.put(
                    "dateRange",
                    range(
                            "start_time",
                            (from == null ? Instant.EPOCH : from).toString(),
                            "end_time",
                            to == null ? FAR_FUTURE : to.toString()));
        }
        return body;
    }

    private static Map<String, Object> range(String low, @Nullable String from, String high, @Nullable String to) {
        Map<String, Object> range = new LinkedHashMap<>();
        if (from != null) {
            range.put(low, from);
        }
        if (to != null) {
            range.put(high, to);
        }
        return range;
    }

    /** Conditions and page. Not thread-safe. */
    public static final class Builder {
        private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        private final List<EventFilter> filters = new ArrayList<>();
        private List<String> projections = List.of();
        private @Nullable Instant from;
        private @Nullable Instant to;
        private int limit;

        private Builder() {}

        /** Adds a condition. */
        public Builder filter(EventFilter filter) {
            filters.add(filter);
            return field("filters", filters);
        }

        /** Demands that the event belongs to this session. */
        public Builder sessionId(String sessionId) {
            return filter(EventFilter.text("session_id", EventFilter.Operator.IS, sessionId));
        }

        /** Demands that the event belongs to this experiment run. */
        public Builder runId(String runId) {
            return field("evaluation_id", runId);
        }

        /** Demands that the event began then or later. */
        public Builder from(Instant from) {
            this.from = from;
            return this;
        }

        /** Demands that the event began then or earlier. */
        public Builder to(Instant to) {
            this.to = to;
            return this;
        }

        /** Names the fields to return, for {@code export} only. Default all. */
        public Builder projections(String... names) {
            projections = List.of(names);
            return this;
        }

        /**
         * Sets how many events a page has. Default 1,000.
         *
         * @param limit 1 to 7,500 for {@code export}, 1 to 1,000 for {@code search}
         */
        public Builder limit(int limit) {
            if (limit < 1 || limit > EventsApi.EXPORT_LIMIT) {
                throw new IllegalArgumentException("limit " + limit + " is not from 1 to " + EventsApi.EXPORT_LIMIT);
            }
            this.limit = limit;
            return field("limit", limit);
        }

        /**
         * Sets the page. Default the first.
         *
         * @param page from 1
         */
        public Builder page(int page) {
            if (page < 1) {
                throw new IllegalArgumentException("page " + page + " is not 1 or more");
            }
            return field("page", page);
        }

        /** Lets {@code export} return events in any order, which is faster. Default latest first. */
        public Builder ignoreOrder() {
            return field("ignore_order", true);
        }

        /** Sets a field by its wire name, for what this version has no method for. */
        public Builder field(String name, @Nullable Object value) {
            fields.put(name, value);
            return this;
        }

        /** Returns the query. */
        public EventQuery build() {
            return new EventQuery(this);
        }

        private Map<String, Object> copyOfFields() {
            return PlainJson.copy(fields);
        }
    }
}
