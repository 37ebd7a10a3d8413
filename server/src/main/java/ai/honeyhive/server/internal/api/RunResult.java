// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.api.RunScores.EventKind;
import ai.honeyhive.server.internal.api.RunScores.MetricKey;
import ai.honeyhive.server.internal.api.RunScores.Row;
import ai.honeyhive.server.internal.api.RunScores.Score;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.Run;
import ai.honeyhive.server.internal.runs.MetricRule;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The result of a run: each metric aggregated, and which datapoints passed. A datapoint passes when every metric that has a
 * threshold meets it, in every session of the datapoint.
 */
final class RunResult {
    private RunResult() {}

    static ObjectNode of(Run run, RunScores scores, Aggregate aggregate, ObjectNode runJson) {
        ObjectNode json = Json.object();
        json.put("status", run.status());
        json.put("success", run.status().equals("completed"));
        putPassed(json, verdicts(scores.rows()));
        ObjectNode summary = json.putObject("metrics").put("aggregation_function", aggregate.wireName());
        ArrayNode details = summary.putArray("details");
        scores.metrics().forEach((key, values) -> details.add(detail(key, values, scores, aggregate)));
        json.set("datapoints", DocumentJson.array(scores.rows(), row -> row(row, scores)));
        json.set("event_details", DocumentJson.array(scores.kinds(), kind -> kind(kind, scores)));
        return json.set("run_object", runJson);
    }

    private static ObjectNode detail(MetricKey key, List<Score> values, RunScores scores, Aggregate aggregate) {
        MetricRule rule = scores.rule(key.metric());
        ObjectNode json = Json.object();
        json.put("metric_name", key.metric());
        json.put("metric_type", rule.type());
        json.setAll(kind(key.event(), scores));
        List<Double> numbers =
                values.stream().map(Score::number).filter(Objects::nonNull).toList();
        if (!numbers.isEmpty()) {
            putFinite(json, "aggregate", aggregate.of(numbers));
        }
        json.set("values", plain(values));
        if (rule.threshold().has("min") || rule.threshold().has("max")) {
            json.set("passing_range", rule.threshold());
        }
        Map<String, Boolean> verdicts = new LinkedHashMap<>();
        values.forEach(
                score -> verdicts.merge(score.row().id(), !Boolean.FALSE.equals(score.passed()), Boolean::logicalAnd));
        putPassed(json.putObject("datapoints"), verdicts);
        return json;
    }

    private static ObjectNode row(Row row, RunScores scores) {
        ObjectNode json = Json.object();
        if (row.datapointId() != null) {
            json.put("datapoint_id", row.datapointId());
        }
        json.put("session_id", row.sessionId());
        json.put("passed", row.passed());
        return json.set("metrics", DocumentJson.array(row.scores(), score -> {
            ObjectNode metric = Json.object().put("name", score.key().metric());
            metric.setAll(kind(score.key().event(), scores));
            if (score.number() != null) {
                metric.set("value", plain(score));
            }
            if (score.passed() != null) {
                metric.put("passed", score.passed());
            }
            return metric;
        }));
    }

    static ObjectNode kind(EventKind kind, RunScores scores) {
        return Json.object()
                .put("event_name", scores.shown(kind))
                .put("event_type", kind.type().wireName());
    }

    /** What overflowed is left out: JSON has no word for it. */
    static void putFinite(ObjectNode json, String name, double number) {
        if (Double.isFinite(number)) {
            json.put(name, number);
        }
    }

    /** Values as numbers and booleans, of which alone clients make lists. */
    static ArrayNode plain(Collection<Score> values) {
        return DocumentJson.array(
                values.stream().filter(score -> score.number() != null).toList(), RunResult::plain);
    }

    private static JsonNode plain(Score score) {
        return score.json().isString() ? Json.mapper().valueToTree(score.number()) : score.json();
    }

    private static Map<String, Boolean> verdicts(List<Row> rows) {
        Map<String, Boolean> verdicts = new LinkedHashMap<>();
        rows.forEach(row -> verdicts.merge(row.id(), row.passed(), Boolean::logicalAnd));
        return verdicts;
    }

    private static void putPassed(ObjectNode json, Map<String, Boolean> verdicts) {
        Set<String> passed = new LinkedHashSet<>(verdicts.keySet());
        passed.removeIf(id -> Boolean.FALSE.equals(verdicts.get(id)));
        Set<String> failed = new LinkedHashSet<>(verdicts.keySet());
        failed.removeAll(passed);
        json.set("passed", DocumentJson.texts(passed));
        json.set("failed", DocumentJson.texts(failed));
    }
}
