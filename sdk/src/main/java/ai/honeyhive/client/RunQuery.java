// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which runs to return; all conditions must hold. Immutable. */
public final class RunQuery {
    static final int MAX_LIMIT = 100;

    final @Nullable List<String> ids;
    private final Map<String, Object> parameters;
    private final Map<String, Object> created;

    private RunQuery(Builder builder) {
        this.ids = builder.ids;
        this.parameters = PlainJson.copy(builder.parameters);
        this.created = PlainJson.copy(builder.created);
    }

    /** Returns a builder; with nothing set, all runs match. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns path and query for the page that was asked for. */
    String path() {
        Paths path = conditions("page", "limit");
        if (ids != null) {
            path.withAll("run_ids", ids);
            if (!parameters.containsKey("limit")) {
                path.with("limit", MAX_LIMIT); // else the server cuts the answer at 20
            }
        }
        return path.toString();
    }

    /** Returns path and query for some of the ids, all on one page. */
    String path(List<String> some) {
        return conditions()
                .withAll("run_ids", some)
                .with("page", 1)
                .with("limit", MAX_LIMIT)
                .toString();
    }

    private Paths conditions(String... paging) {
        Paths path = Paths.of("/v1/runs");
        parameters.forEach((name, value) -> {
            boolean pages = name.equals("page") || name.equals("limit");
            if (!pages || List.of(paging).contains(name)) {
                path.with(name, value);
            }
        });
        return path.withJson("dateRange", created.isEmpty() ? null : created);
    }

    /** Conditions, order and page. Not thread-safe. */
    public static final class Builder {
        private final Map<String, Object> parameters = new LinkedHashMap<>();
        private final Map<String, Object> created = new LinkedHashMap<>();
        private @Nullable List<String> ids;

        private Builder() {}

        /**
         * Demands one of these ids. More than 100 are asked for in several requests and returned as one page, whatever
         * {@link #page} and {@link #limit} say; none match no run.
         */
        public Builder ids(Collection<String> runIds) {
            this.ids = List.copyOf(new LinkedHashSet<>(runIds));
            return this;
        }

        /** Demands that the name holds this text. */
        public Builder name(String name) {
            return parameter("name", name);
        }

        /** Demands this status. */
        public Builder status(String status) {
            return parameter("status", status);
        }

        /** Demands this dataset. */
        public Builder datasetId(String datasetId) {
            return parameter("dataset_id", datasetId);
        }

        /** Demands creation then or later. */
        public Builder from(Instant from) {
            created.put("$gte", from.toString());
            return this;
        }

        /** Demands creation then or earlier. */
        public Builder to(Instant to) {
            created.put("$lte", to.toString());
            return this;
        }

        /**
         * Sets the order. Default latest creation first.
         *
         * @param field {@code created_at}, {@code updated_at}, {@code name} or {@code status}
         */
        public Builder ascending(String field) {
            return parameter("sort_by", field).parameter("sort_order", "asc");
        }

        /**
         * Sets the order. Default latest creation first.
         *
         * @param field {@code created_at}, {@code updated_at}, {@code name} or {@code status}
         */
        public Builder descending(String field) {
            return parameter("sort_by", field).parameter("sort_order", "desc");
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
            return parameter("page", page);
        }

        /**
         * Sets how many runs a page has. Default 20.
         *
         * @param limit 1 to 100
         */
        public Builder limit(int limit) {
            if (limit < 1 || limit > MAX_LIMIT) {
                throw new IllegalArgumentException("limit " + limit + " is not from 1 to " + MAX_LIMIT);
            }
            return parameter("limit", limit);
        }

        /** Sets a parameter by its wire name, for what this version has no method for. */
        public Builder parameter(String name, Object value) {
            parameters.put(name, value);
            return this;
        }

        /** Returns the query. */
        public RunQuery build() {
            return new RunQuery(this);
        }
    }
}
