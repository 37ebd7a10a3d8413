// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.SessionRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What many sessions have in common: how many and how bad, counts by field, and how they lie in time. */
final class SessionOverview {
    /** So many are looked at, the newest. */
    static final int MOST = 50_000;

    private static final int BINS = 72;
    private static final int SHOWN = 12;
    private static final long[] STEP_SECONDS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400, 604_800, 2_592_000
    };
    private static final List<String> FACETS = List.of("status", "session_name", "source", "user_id");

    private final List<Double> durations = new ArrayList<>();
    private final List<Start> starts = new ArrayList<>();
    private final Map<String, Map<String, Integer>> facets = new LinkedHashMap<>();
    private int errors;
    private double tokens;
    private double cost;
    private boolean anyTokens;
    private boolean anyCost;

    private record Start(double time, boolean failed) {}

    /** Takes one more session in; false when it is enough. */
    boolean add(SessionRow row, ObjectNode line) {
        boolean failed = row.errors() > 0;
        errors += failed ? 1 : 0;
        starts.add(new Start(row.startTime(), failed));
        if (!line.path("status").asString().equals("running")) {
            durations.add(row.duration());
        }
        JsonNode total = line.path("total_tokens");
        anyTokens |= total.isNumber();
        tokens += total.asDouble(0);
        JsonNode spent = line.path("cost");
        anyCost |= spent.isNumber();
        cost += spent.asDouble(0);
        FACETS.forEach(name -> count(name, line.path(name).asString("")));
        JsonNode rating = row.feedback().path("rating");
        OptionalDouble stars = Json.finite(rating);
        count("feedback", stars.isEmpty() ? "none" : stars.getAsDouble() >= 4 ? "rating ≥ 4" : "rating < 4");
        return starts.size() < MOST;
    }

    private void count(String facet, String value) {
        if (!value.isEmpty()) {
            facets.computeIfAbsent(facet, name -> new HashMap<>()).merge(value, 1, Integer::sum);
        }
    }

    ObjectNode json(boolean complete) {
        ObjectNode json = Json.object()
                .put("sessions", starts.size())
                .put("complete", complete)
                .put("errors", errors);
        if (!durations.isEmpty()) {
            double[] ascending =
                    durations.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            json.put("duration_p50", Aggregate.find("p50").of(ascending));
            json.put("duration_p95", Aggregate.find("p95").of(ascending));
        }
        if (anyTokens) {
            json.put("total_tokens", (long) tokens);
        }
        if (anyCost) {
            json.put("cost", cost);
        }
        ObjectNode counts = json.putObject("facets");
        facets.forEach((name, values) -> counts.set(name, counted(values)));
        ObjectNode volume = volume();
        return volume == null ? json : json.set("volume", volume);
    }

    /** The most frequent first. */
    private static ArrayNode counted(Map<String, Integer> values) {
        ArrayNode list = Json.mapper().createArrayNode();
        values.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN)
                .forEach(entry -> list.addObject().put("value", entry.getKey()).put("count", entry.getValue()));
        return list;
    }

    private @Nullable ObjectNode volume() {
        if (starts.isEmpty()) {
            return null;
        }
        double newest = starts.get(0).time();
        double oldest = starts.get(starts.size() - 1).time();
        long step = step(newest - oldest);
        long from = (long) Math.floor(oldest / step) * step;
        int bins = (int) Math.min(10L * BINS, (long) ((newest - from) / step) + 1);
        int[] all = new int[bins];
        int[] failed = new int[bins];
        for (Start start : starts) {
            int bin = (int) Math.min(bins - 1, Math.max(0, (long) ((start.time() - from) / step)));
            all[bin]++;
            failed[bin] += start.failed() ? 1 : 0;
        }
        ObjectNode volume = Json.object().put("from", from).put("step", step);
        volume.set("sessions", Json.mapper().valueToTree(all));
        return volume.set("errors", Json.mapper().valueToTree(failed));
    }

    private static long step(double span) {
        for (long seconds : STEP_SECONDS) {
            if (span / (seconds * 1_000) < BINS) {
                return seconds * 1_000;
            }
        }
        return (long) (span / BINS) + 1;
    }
}
