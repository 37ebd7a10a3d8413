// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import static ai.honeyhive.server.internal.api.Shape.flag;
import static ai.honeyhive.server.internal.api.Shape.name;
import static ai.honeyhive.server.internal.api.Shape.number;
import static ai.honeyhive.server.internal.api.Shape.object;
import static ai.honeyhive.server.internal.api.Shape.objects;
import static ai.honeyhive.server.internal.api.Shape.oneOf;
import static ai.honeyhive.server.internal.api.Shape.positive;
import static ai.honeyhive.server.internal.api.Shape.text;

import ai.honeyhive.server.internal.metrics.DefinitionException;
import ai.honeyhive.server.internal.metrics.MetricDefinition;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.EventFilter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Definitions of metrics as clients send them, the older form included, to the one form in which they are kept. */
final class MetricInput {
    /** What older clients call the types. */
    static final Map<String, String> OLDER_TYPES =
            Map.of("PYTHON", "custom", "LLM", "model", "HUMAN", "human", "COMPOSITE", "composite");

    private static final int SAMPLING_PERCENT = 10;

    private static final Shape SHAPE = new Shape()
            .required("name", name())
            .required("type", oneOf("PYTHON", "LLM", "HUMAN", "COMPOSITE"))
            .required("criteria", text())
            .optional("description", text(), "")
            .optional("return_type", oneOf("float", "boolean", "string", "categorical"), "float")
            .optional("enabled_in_prod", flag())
            .optional("needs_ground_truth", flag(), false)
            .optional("sampling_percentage", number(0, 100), Json.mapper().valueToTree(SAMPLING_PERCENT))
            .optional("model_provider", text())
            .optional("model_name", text())
            .optional("scale", positive())
            .optional("threshold", MetricInput::checkThreshold)
            .optional("categories", MetricInput::checkCategories)
            .optional("filters", MetricInput::checkFilters, Json.object().set("filterArray", Shape.none()))
            .optional("task", text())
            .optional("event_name", text())
            .optional("event_type", text());

    private MetricInput() {}

    static ObjectNode create(Fields fields) {
        ObjectNode metric = SHAPE.create(current(fields, true));
        if (!metric.has("enabled_in_prod")) {
            metric.put("enabled_in_prod", metric.path("type").asString().equals("HUMAN"));
        }
        return computable(metric, fields);
    }

    static ObjectNode update(ObjectNode known, Fields fields) {
        return computable(SHAPE.update(known, current(fields, false)), fields);
    }

    /** Refuses a definition that could never be computed. */
    private static ObjectNode computable(ObjectNode metric, Fields fields) {
        try {
            MetricDefinition.check(metric);
            return metric;
        } catch (DefinitionException e) {
            String place = fields.path().isEmpty() ? "" : fields.path() + ".";
            throw ApiException.badRequest(place + e.getMessage());
        }
    }

    /** The filters of a metric's body. */
    static List<EventFilter> filters(ObjectNode body) {
        return EventQueries.filters(body.path("filters").get("filterArray"));
    }

    /** Older clients have types by other names, and the criteria under a name that depends on the type. */
    private static Fields current(Fields fields, boolean whole) {
        fields.checkTexts("code_snippet", "prompt", "project", "id", "metric_id");
        ObjectNode json = fields.json().deepCopy();
        String type = fields.text("type");
        if (type != null) {
            String upper = type.toUpperCase(Locale.ROOT);
            json.put(
                    "type",
                    OLDER_TYPES.entrySet().stream()
                            .filter(entry -> entry.getValue().equalsIgnoreCase(type))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElse(upper));
        }
        if (!fields.has("criteria")) {
            JsonNode criteria = fields.has("code_snippet") ? fields.value("code_snippet") : fields.value("prompt");
            boolean older = type != null && OLDER_TYPES.containsValue(type);
            if (criteria != null) {
                json.set("criteria", criteria);
            } else if (whole && older) {
                json.put("criteria", "");
            }
        }
        if (json.path("criteria").isObject()) { // rules are JSON, which clients may send as it is
            json.put("criteria", Json.write(json.path("criteria")));
        }
        if (fields.has("threshold")) {
            checkThreshold(fields, "threshold"); // also what pass_when beside it replaces
        }
        JsonNode passWhen = fields.value("pass_when");
        if (passWhen != null) {
            ObjectNode threshold = Json.object();
            threshold.setAll(fields.object("threshold"));
            json.set("threshold", threshold.set("pass_when", passWhen));
        }
        return new Fields(fields.path(), json);
    }

    static void checkThreshold(Fields fields, String name) {
        var threshold = new Fields(fields.at(name), fields.object(name));
        threshold.number("min");
        threshold.number("max");
        JsonNode when = threshold.value("pass_when");
        if (when != null && !when.isBoolean() && !when.isNumber()) {
            throw threshold.fault("pass_when", "must be true, false or a number");
        }
        if (threshold.has("passing_categories")
                && threshold.texts("passing_categories").isEmpty()) {
            throw threshold.fault("passing_categories", "must hold at least one category");
        }
    }

    private static void checkCategories(Fields fields, String name) {
        objects().check(fields, name);
        for (Fields category : fields.objects(name)) {
            if (category.text("category") == null) {
                throw category.fault("category", "is missing");
            }
            category.number("score");
        }
    }

    static void checkFilters(Fields fields, String name) {
        object().check(fields, name);
        EventQueries.filters(fields.object(name).get("filterArray"));
    }
}
