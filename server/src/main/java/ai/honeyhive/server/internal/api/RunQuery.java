// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which runs {@code GET /runs} asks for. */
record RunQuery(
        @Nullable String datasetId,
        List<String> runIds,
        @Nullable String name,
        @Nullable String status,
        @Nullable Double from,
        @Nullable Double to,
        Comparator<Run> order,
        int page,
        int limit) {

    static RunQuery of(QueryParameters query) {
        JsonNode range = query.structure("dateRange").orElse(null);
        return new RunQuery(
                query.text("dataset_id"),
                query.list("run_ids"),
                query.text("name"),
                query.text("status"),
                EventQueries.bound(range, "$gte", "start_time"),
                EventQueries.bound(range, "$lte", "end_time"),
                order(query.text("sort_by", "created_at"), query.text("sort_order", "desc")),
                query.integer("page", 1, 1, Integer.MAX_VALUE),
                query.integer("limit", 20, 1, 100));
    }

    List<Run> matching(List<Run> runs) {
        return runs.stream().filter(this::matches).sorted(order).toList();
    }

    List<Run> page(List<Run> matching) {
        return matching.stream().skip((page - 1L) * limit).limit(limit).toList();
    }

    ObjectNode pagination(int total, int unfiltered) {
        int pages = (total + limit - 1) / limit;
        return Json.object()
                .put("page", page)
                .put("limit", limit)
                .put("total", total)
                .put("total_unfiltered", unfiltered)
                .put("total_pages", pages)
                .put("has_next", page < pages)
                .put("has_prev", page > 1);
    }

    private boolean matches(Run run) {
        return (datasetId == null || datasetId.equals(dataset(run)))
                && (runIds.isEmpty() || runIds.contains(run.runId()))
                && (name == null || run.name().toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT)))
                && (status == null || status.equalsIgnoreCase(run.status()))
                && (from == null || run.createdAt() >= from)
                && (to == null || run.createdAt() <= to);
    }

    private static @Nullable String dataset(Run run) {
        JsonNode offline = run.metadata().get("offline_dataset_id");
        return run.datasetId() != null || offline == null ? run.datasetId() : offline.asString("");
    }

    private static Comparator<Run> order(String by, String direction) {
        Comparator<Run> order =
                switch (by) {
                    case "created_at" -> Comparator.comparingLong(Run::createdAt);
                    case "updated_at" -> Comparator.comparingLong(Run::updatedAt);
                    case "name" -> Comparator.comparing(Run::name);
                    case "status" -> Comparator.comparing(Run::status);
                    default ->
                        throw ApiException.badRequest(
                                "sort_by must be one of created_at, updated_at, name, status, not '" + by + "'");
                };
        order = order.thenComparing(Run::runId);
        return switch (direction.toLowerCase(Locale.ROOT)) {
            case "desc" -> order.reversed();
            case "asc" -> order;
            default -> throw ApiException.badRequest("sort_order must be asc or desc, not '" + direction + "'");
        };
    }
}
