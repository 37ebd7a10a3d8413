// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.api.RunScores.EventKind;
import ai.honeyhive.server.internal.api.RunScores.MetricKey;
import ai.honeyhive.server.internal.api.RunScores.Row;
import ai.honeyhive.server.internal.api.RunScores.Score;
import ai.honeyhive.server.internal.model.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two runs side by side. Only datapoints that both have are compared, in aggregates too: what one run alone was asked would
 * pass for a change of the others. A datapoint that a run has several values for counts with their average.
 */
final class RunComparison {
    private static final Comparator<MetricKey> BY_NAME = Comparator.comparing(MetricKey::metric)
            .thenComparing(key -> key.event().name())
            .thenComparing(key -> key.event().type());

    private final RunScores newer;
    private final RunScores older;
    private final Aggregate aggregate;
    private final Set<String> common;

    RunComparison(RunScores newer, RunScores older, Aggregate aggregate) {
        this.newer = newer;
        this.older = older;
        this.aggregate = aggregate;
        this.common = datapoints(newer);
        common.retainAll(datapoints(older));
    }

    ObjectNode toJson(ObjectNode newRun, ObjectNode oldRun) {
        ObjectNode json = Json.object();
        Set<MetricKey> keys = new TreeSet<>(BY_NAME);
        keys.addAll(older.metrics().keySet());
        keys.addAll(newer.metrics().keySet());
        json.set("metrics", DocumentJson.array(keys, this::metric));
        json.set("commonDatapoints", DocumentJson.texts(common));
        json.set("newOnlyDatapoints", DocumentJson.texts(others(newer)));
        json.set("oldOnlyDatapoints", DocumentJson.texts(others(older)));
        json.set("event_details", events());
        json.set("old_run", oldRun);
        return json.set("new_run", newRun);
    }

    private ObjectNode metric(MetricKey key) {
        List<Score> before = comparable(older, key);
        List<Score> after = comparable(newer, key);
        ObjectNode json = Json.object();
        json.put("metric_name", key.metric());
        json.put("metric_type", newer.rule(key.metric()).type());
        json.setAll(RunResult.kind(key.event(), newer.kinds().contains(key.event()) ? newer : older));
        Double old = put(json, "old_aggregate", before);
        Double now = put(json, "new_aggregate", after);
        if (old != null && now != null) {
            RunResult.putFinite(json, "difference", now - old);
            RunResult.putFinite(json, "percentage_change", (now - old) / Math.abs(old) * 100); // none of 0
        }
        putVerdicts(
                json,
                byDatapoint(before),
                byDatapoint(after),
                newer.rule(key.metric()).lowerIsBetter());
        json.set("old_values", RunResult.plain(before));
        return json.set("new_values", RunResult.plain(after));
    }

    private @Nullable Double put(ObjectNode json, String name, List<Score> scores) {
        if (scores.isEmpty()) {
            return null;
        }
        double value = aggregate.of(
                scores.stream().map(Score::number).map(Objects::requireNonNull).toList());
        RunResult.putFinite(json, name, value);
        return Double.isFinite(value) ? value : null;
    }

    private static void putVerdicts(
            ObjectNode json, Map<String, Double> before, Map<String, Double> after, boolean lowerIsBetter) {
        List<String> improved = new ArrayList<>();
        List<String> degraded = new ArrayList<>();
        List<String> same = new ArrayList<>();
        before.forEach((datapoint, old) -> {
            Double now = after.get(datapoint);
            if (now != null) {
                int change = now.compareTo(old) * (lowerIsBetter ? -1 : 1);
                (change > 0 ? improved : change < 0 ? degraded : same).add(datapoint);
            }
        });
        json.put("found_count", improved.size() + degraded.size() + same.size());
        json.put("improved_count", improved.size());
        json.put("degraded_count", degraded.size());
        json.put("same_count", same.size());
        json.set("improved", DocumentJson.texts(improved));
        json.set("degraded", DocumentJson.texts(degraded));
        json.set("same", DocumentJson.texts(same));
    }

    /** Which events either run has. */
    private ArrayNode events() {
        Set<EventKind> kinds = new LinkedHashSet<>(newer.kinds());
        kinds.addAll(older.kinds());
        return DocumentJson.array(kinds, kind -> {
            boolean isNew = newer.kinds().contains(kind);
            boolean isOld = older.kinds().contains(kind);
            return RunResult.kind(kind, isNew ? newer : older)
                    .put("presence", isNew && isOld ? "both" : isNew ? "new" : "old");
        });
    }

    /** The values of a metric that count as numbers and are of common datapoints. */
    private List<Score> comparable(RunScores scores, MetricKey key) {
        return scores.metrics().getOrDefault(key, List.of()).stream()
                .filter(score -> score.number() != null)
                .filter(score -> score.row().datapointId() != null
                        && common.contains(score.row().datapointId()))
                .toList();
    }

    private static Map<String, Double> byDatapoint(List<Score> scores) {
        return scores.stream()
                .collect(Collectors.groupingBy(
                        score -> score.row().id(),
                        LinkedHashMap::new,
                        Collectors.averagingDouble(score -> Objects.requireNonNull(score.number()))));
    }

    private Set<String> others(RunScores scores) {
        Set<String> others = new LinkedHashSet<>();
        scores.rows().forEach(row -> others.add(row.id()));
        others.removeAll(common);
        return others;
    }

    private static Set<String> datapoints(RunScores scores) {
        return scores.rows().stream()
                .map(Row::datapointId)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
