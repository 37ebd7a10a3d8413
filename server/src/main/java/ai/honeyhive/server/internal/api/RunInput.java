// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.Run;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs as clients create and update them. */
final class RunInput {
    /** Datasets that live with the client; the service keeps such ids among the metadata. */
    private static final String OFFLINE = "EXT-";

    private static final Set<String> STATUSES = Set.of("pending", "running", "completed", "failed", "cancelled");
    private static final String UNTITLED = "Untitled run";

    private RunInput() {}

    static Run create(Fields fields, long now) {
        checkName(fields);
        String id = fields.text("run_id");
        Run blank = new Run(
                id == null ? UUID.randomUUID().toString() : id,
                UNTITLED,
                null,
                "pending",
                fields.text("project"),
                null,
                Json.object(),
                Json.object(),
                Json.object(),
                Json.object(),
                Json.mapper().createArrayNode(),
                List.of(),
                List.of(),
                now,
                now);
        return update(blank, fields, now);
    }

    /** The run with the given fields set; metadata is merged key by key, so that no client wipes out another's. */
    static Run update(Run run, Fields fields, long now) {
        checkName(fields);
        String dataset = fields.text("dataset_id");
        ObjectNode metadata = run.metadata().deepCopy();
        metadata.setAll(fields.object("metadata"));
        if (dataset != null && dataset.startsWith(OFFLINE)) {
            metadata.put("offline_dataset_id", dataset);
            dataset = null;
        }
        fields.checkTexts("run_id", "project");
        fields.items("evaluators");
        JsonNode evaluators = fields.value("evaluators");
        return new Run(
                run.runId(),
                orElse(fields.text("name"), run.name()),
                fields.has("description") ? fields.text("description") : run.description(),
                status(fields, run.status()),
                run.project(),
                dataset == null ? run.datasetId() : dataset,
                metadata,
                fields.has("results") ? fields.object("results") : run.results(),
                fields.has("configuration") ? fields.object("configuration") : run.configuration(),
                fields.has("passing_ranges") ? ranges(fields) : run.passingRanges(),
                evaluators == null ? run.evaluators() : evaluators,
                ids(fields, "event_ids", "session_ids", run.eventIds()),
                ids(fields, "datapoint_ids", "datapoint_ids", run.datapointIds()),
                run.createdAt(),
                now);
    }

    private static void checkName(Fields fields) {
        if (fields.has("name") && fields.text("name") == null) {
            throw fields.fault("name", "must not be empty");
        }
    }

    private static ObjectNode ranges(Fields fields) {
        ObjectNode ranges = fields.object("passing_ranges");
        var byMetric = new Fields("passing_ranges", ranges);
        ranges.propertyNames().forEach(metric -> MetricInput.checkThreshold(byMetric, metric));
        return ranges;
    }

    private static String status(Fields fields, String otherwise) {
        String status = fields.text("status");
        if (status == null) {
            return otherwise;
        }
        String known = status.toLowerCase(Locale.ROOT);
        if (!STATUSES.contains(known)) {
            throw fields.fault(
                    "status", "must be one of pending, running, completed, failed, cancelled, not '" + status + "'");
        }
        return known;
    }

    private static List<String> ids(Fields fields, String name, String otherName, List<String> otherwise) {
        List<String> ids = fields.texts(name);
        List<String> others = fields.texts(otherName);
        if (ids.isEmpty()) {
            ids = others;
        }
        return ids.isEmpty() ? otherwise : ids;
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
