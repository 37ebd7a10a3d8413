// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.EventDigest;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The result of a run, from the digests of its events. A metric is identified by its name and the event it is on;
 * numbers and booleans (as 0 and 1) count, texts do not. A datapoint passes when every metric that has a range is in it.
 */
final class RunResult {
    private static final String EXPLANATION = "_explanation";

    private final Run run;
    private final Map<MetricKey, List<Value>> metrics = new TreeMap<>();
    private final Map<String, Datapoint> datapoints = new LinkedHashMap<>();
    private final Set<EventKey> eventKinds = new LinkedHashSet<>();

    private record EventKey(String name, String type) {}

    private record MetricKey(String metric, String eventName, String eventType) implements Comparable<MetricKey> {
        @Override
        public int compareTo(MetricKey other) {
            int byMetric = metric.compareTo(other.metric);
            int byName = byMetric != 0 ? byMetric : eventName.compareTo(other.eventName);
            return byName != 0 ? byName : eventType.compareTo(other.eventType);
        }
    }

    private record Value(
            JsonNode json,
            double number,
            Datapoint datapoint,
            @Nullable Boolean passed) {}

    /** What one session of the run measured. */
    private static final class Datapoint {
        private final String sessionId;
        private @Nullable String datapointId;
        private boolean passed = true;
        private final ArrayNode metrics = Json.mapper().createArrayNode();

        private Datapoint(String sessionId) {
            this.sessionId = sessionId;
        }

        private String id() {
            return datapointId == null ? sessionId : datapointId;
        }
    }

    private RunResult(Run run) {
        this.run = run;
    }

    static ObjectNode of(Run run, List<EventDigest> events, Aggregate aggregate, boolean versioned) {
        var result = new RunResult(run);
        events.forEach(result::add);
        return result.toJson(aggregate, versioned);
    }

    private void add(EventDigest event) {
        Datapoint datapoint = datapoints.computeIfAbsent(event.sessionId(), Datapoint::new);
        if (datapoint.datapointId == null) {
            datapoint.datapointId = event.datapointId();
        }
        String type = event.type().wireName();
        eventKinds.add(new EventKey(event.name(), type));
        event.metrics().forEachEntry((name, value) -> {
            boolean counts = (value.isNumber() && Double.isFinite(value.asDouble())) || value.isBoolean();
            if (counts && !name.endsWith(EXPLANATION)) {
                addMetric(datapoint, new MetricKey(name, event.name(), type), value);
            }
        });
    }

    private void addMetric(Datapoint datapoint, MetricKey key, JsonNode value) {
        double number = value.isBoolean() ? (value.asBoolean() ? 1 : 0) : value.asDouble();
        Boolean passed = passes(key.metric, number);
        if (Boolean.FALSE.equals(passed)) {
            datapoint.passed = false;
        }
        ObjectNode json = datapoint.metrics.addObject();
        json.put("name", key.metric);
        json.put("event_name", key.eventName);
        json.put("event_type", key.eventType);
        json.set("value", value);
        if (passed != null) {
            json.put("passed", passed);
        }
        metrics.computeIfAbsent(key, k -> new ArrayList<>()).add(new Value(value, number, datapoint, passed));
    }

    /** Null if the metric has no range. */
    private @Nullable Boolean passes(String metric, double value) {
        JsonNode range = run.passingRanges().get(metric);
        if (range == null || !range.isObject()) {
            return null;
        }
        JsonNode min = range.path("min");
        JsonNode max = range.path("max");
        return (!min.isNumber() || value >= min.asDouble()) && (!max.isNumber() || value <= max.asDouble());
    }

    private ObjectNode toJson(Aggregate aggregate, boolean versioned) {
        ObjectNode json = Json.object();
        json.put("status", run.status());
        json.put("success", run.status().equals("completed"));
        ArrayNode passed = json.putArray("passed");
        ArrayNode failed = json.putArray("failed");
        datapoints.values().forEach(datapoint -> (datapoint.passed ? passed : failed).add(datapoint.id()));
        ObjectNode summary = json.putObject("metrics").put("aggregation_function", aggregate.wireName());
        ArrayNode details = summary.putArray("details");
        metrics.forEach((key, values) -> details.add(detail(key, values, aggregate)));
        ArrayNode rows = json.putArray("datapoints");
        datapoints.values().forEach(datapoint -> {
            ObjectNode row = rows.addObject();
            if (datapoint.datapointId != null) {
                row.put("datapoint_id", datapoint.datapointId);
            }
            row.put("session_id", datapoint.sessionId);
            row.put("passed", datapoint.passed);
            row.set("metrics", datapoint.metrics);
        });
        ArrayNode kinds = json.putArray("event_details");
        eventKinds.forEach(
                kind -> kinds.addObject().put("event_name", kind.name).put("event_type", kind.type));
        json.set("run_object", RunJson.of(run, null, versioned));
        return json;
    }

    private ObjectNode detail(MetricKey key, List<Value> values, Aggregate aggregate) {
        ObjectNode json = Json.object();
        json.put("metric_name", key.metric);
        json.put("metric_type", "CLIENT_SIDE");
        json.put("event_name", key.eventName);
        json.put("event_type", key.eventType);
        json.put("aggregate", aggregate.of(values.stream().map(Value::number).toList()));
        ArrayNode all = json.putArray("values");
        values.forEach(value -> all.add(value.json));
        if (run.passingRanges().get(key.metric) instanceof ObjectNode range) {
            json.set("passing_range", range);
        }
        ObjectNode split = json.putObject("datapoints");
        ArrayNode passed = split.putArray("passed");
        ArrayNode failed = split.putArray("failed");
        for (Value value : values) {
            (Boolean.FALSE.equals(value.passed) ? failed : passed).add(value.datapoint.id());
        }
        return json;
    }
}
