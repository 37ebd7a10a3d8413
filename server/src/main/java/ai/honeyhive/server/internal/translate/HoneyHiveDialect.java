// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.Bucket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The attributes of HoneyHive's own tracers: {@code honeyhive_<bucket>.<path>} un-flattened into the bucket. Names with
 * a dot behind {@code honeyhive} are not buckets but the user's own, and stay metadata under their full name.
 */
final class HoneyHiveDialect implements Dialect {
    private static final String ASSOCIATION = "traceloop.association.properties.";
    private static final List<String> EXPERIMENT_KEYS = List.of("run_id", "dataset_id", "datapoint_id");

    @Override
    public Set<String> roots() {
        return Set.of(
                "honeyhive",
                "honeyhive_inputs",
                "honeyhive_outputs",
                "honeyhive_config",
                "honeyhive_metadata",
                "honeyhive_metrics",
                "honeyhive_feedback",
                "honeyhive_user_properties",
                "honeyhive_event_type",
                "traceloop");
    }

    @Override
    public void translate(Source source, EventDraft draft) {
        SpanAttributes attributes = source.attributes();
        for (Bucket bucket : Bucket.values()) {
            String name = "honeyhive_" + bucket.wireName();
            Map<String, JsonNode> flat = new LinkedHashMap<>();
            attributes.takePrefixed(name + ".").forEach((key, value) -> flat.put(key, nullLeaf(value)));
            draft.putAll(bucket, NestedKeys.unflatten(flat));
            JsonNode whole = attributes.take(name);
            if (whole != null) {
                draft.putAll(bucket, BucketValue.of(bucket, nullLeaf(whole)));
            }
        }
        attributes.takePrefixed(ASSOCIATION).forEach((key, value) -> draft.put(Bucket.METADATA, key, value));
        experiment(attributes, draft);
        draft.put(Bucket.METADATA, "honeyhive_event_type", attributes.take("honeyhive_event_type"));
    }

    private static void experiment(SpanAttributes attributes, EventDraft draft) {
        JsonNode experiment = attributes.take("honeyhive.experiment_metadata");
        if (experiment != null && AttributeValues.parsed(experiment) instanceof ObjectNode values) {
            EXPERIMENT_KEYS.forEach(key -> draft.put(Bucket.METADATA, key, values.get(key)));
        }
    }

    /** The JavaScript tracer writes the text "null" for null and undefined. */
    private static JsonNode nullLeaf(JsonNode value) {
        return value.isString() && value.asString().equals("null") ? JsonNodeFactory.instance.nullNode() : value;
    }
}
