// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.EventJson;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.Run;
import ai.honeyhive.server.internal.store.DocumentStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A run as both clients read it. */
final class RunJson {
    private final DocumentStore documents;

    RunJson(DocumentStore documents) {
        this.documents = documents;
    }

    /**
     * The run.
     *
     * @param metrics average of each metric; null to leave it out
     * @param versioned false for clients that know no status but pending and completed
     */
    ObjectNode of(Run run, @Nullable ObjectNode metrics, boolean versioned) {
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
        json.set("event_ids", DocumentJson.texts(run.eventIds()));
        json.set("session_ids", DocumentJson.texts(run.eventIds()));
        json.set("datapoint_ids", DocumentJson.texts(run.datapointIds()));
        json.set("configuration", run.configuration());
        json.set("evaluators", versioned ? run.evaluators() : objects(run.evaluators()));
        json.set("passing_ranges", run.passingRanges());
        json.put("is_active", true);
        json.put("created_at", DocumentJson.time(run.createdAt()));
        json.put("updated_at", DocumentJson.time(run.updatedAt()));
        json.put("scope_type", "project");
        json.put("scope_id", run.project() == null ? EventJson.LOCAL : run.project());
        if (run.datasetId() != null) {
            json.put("dataset_id", run.datasetId());
            documents
                    .find(DocumentKind.DATASET, run.datasetId())
                    .ifPresent(dataset -> json.put("dataset_name", dataset.name()));
        }
        if (versioned) {
            json.putIfAbsent("dataset_name", Json.mapper().getNodeFactory().nullNode());
        }
        return json;
    }

    /** Older clients cannot read evaluators that are names alone. */
    private static ArrayNode objects(JsonNode evaluators) {
        ArrayNode objects = Json.mapper().createArrayNode();
        evaluators.forEach(evaluator -> {
            if (evaluator.isObject()) {
                objects.add(evaluator);
            } else {
                objects.addObject().set("name", evaluator);
            }
        });
        return objects;
    }

    private static String twoStates(String status) {
        return status.equals("pending") || status.equals("running") ? "pending" : "completed";
    }
}
