// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.EventJson;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.SessionRow;
import ai.honeyhive.server.internal.model.SessionTally;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One line of the session list. What is not known is left out. */
final class SummaryJson {
    /** A session without an end is taken for running until it has been silent for so long. */
    static final long QUIET_MILLIS = 5_000;

    private static final int MAX_METRICS = 20;

    private SummaryJson() {}

    static ObjectNode of(SessionRow row, long now) {
        ObjectNode json = Json.object();
        json.put("session_id", row.sessionId());
        json.put("session_name", row.name());
        json.put("source", row.source());
        put(json, "project", row.project());
        json.put("start_time", EventJson.millis(row.startTime()));
        json.put("end_time", EventJson.millis(row.endTime()));
        EventJson.putNumber(json, "duration", row.duration());
        json.put("status", status(row, now));
        put(json, "error", row.error());
        put(json, "preview", row.preview());
        json.put("num_events", row.tally().events());
        json.put("num_model_events", row.tally().models());
        json.put("num_tool_events", row.tally().tools());
        json.put("num_errors", row.errors());
        row.usage().putInto(json);
        json.set("metrics", metrics(row));
        json.set("feedback", row.feedback());
        put(json, "run_id", row.runId());
        put(json, "dataset_id", row.datasetId());
        put(json, "datapoint_id", row.datapointId());
        put(json, "user_id", row.userId());
        json.set("shape", shape(row));
        json.put("updated_at", row.updatedAt());
        return json;
    }

    static String status(SessionRow row, long now) {
        if (row.errors() > 0) {
            return "error";
        }
        boolean open = row.ownEnd() == null && !row.hasOutputs();
        return open && now - row.updatedAt() < QUIET_MILLIS ? "running" : "ok";
    }

    private static ObjectNode metrics(SessionRow row) {
        Map<String, JsonNode> all = new TreeMap<>();
        row.tally().metrics().forEach((name, mark) -> all.put(name, mark.value()));
        row.ownMetrics().forEachEntry((name, value) -> {
            if (!value.isString()) {
                all.put(name, value);
            }
        });
        ObjectNode json = Json.object();
        all.entrySet().stream().limit(MAX_METRICS).forEach(entry -> json.set(entry.getKey(), entry.getValue()));
        return json;
    }

    private static ArrayNode shape(SessionRow row) {
        ArrayNode shape = Json.mapper().createArrayNode();
        for (SessionTally.Bar bar : row.tally().shape()) {
            shape.addArray()
                    .add(tenths(bar.start() - row.startTime()))
                    .add(tenths(bar.duration()))
                    .add(bar.letter())
                    .add(bar.failed() ? 1 : 0);
        }
        return shape;
    }

    private static double tenths(double millis) {
        return Math.rint(millis * 10) / 10;
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
