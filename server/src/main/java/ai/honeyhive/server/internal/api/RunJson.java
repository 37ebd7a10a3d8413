// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.EventJson;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.Run;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A run as both clients read it. */
final class RunJson {
    private RunJson() {}

    /**
     * The run.
     *
     * @param metrics average of each metric; null to leave it out
     * @param versioned false for clients that know no status but pending and completed
     */
    static ObjectNode of(Run run, @Nullable ObjectNode metrics, boolean versioned) {
        ObjectNode json = Json.object();
        json.put("id", run.runId());
        json.put("run_id", run.runId());
        json.put("name", run.name());
        if (run.description() != null) {
            json.put("description", run.description());
        }
        json.put("status", versioned ? run.status() : twoStates(run.status()));
        json.put("project", run.project() == null ? EventJson.LOCAL : run.project());
        json.set("metadata", run.metadata());
        json.set("results", run.results());
        if (metrics != null) {
            json.set("metrics", metrics);
        }
        json.set("event_ids", array(run.eventIds()));
        json.set("session_ids", array(run.eventIds()));
        json.set("datapoint_ids", array(run.datapointIds()));
        json.set("configuration", run.configuration());
        json.set("evaluators", run.evaluators());
        json.set("passing_ranges", run.passingRanges());
        json.put("is_active", true);
        json.put("created_at", Instant.ofEpochMilli(run.createdAt()).toString());
        json.put("updated_at", Instant.ofEpochMilli(run.updatedAt()).toString());
        json.put("scope_type", "project");
        json.put("scope_id", run.project() == null ? EventJson.LOCAL : run.project());
        if (run.datasetId() != null) {
            json.put("dataset_id", run.datasetId());
        }
        return json;
    }

    private static String twoStates(String status) {
        return status.equals("pending") || status.equals("running") ? "pending" : "completed";
    }

    private static ArrayNode array(Iterable<String> texts) {
        ArrayNode array = Json.mapper().createArrayNode();
        texts.forEach(array::add);
        return array;
    }
}
