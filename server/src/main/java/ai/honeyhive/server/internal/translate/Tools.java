// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.Bucket;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The tools that a model was offered, to {@code config.tools}. */
final class Tools {
    private static final String KEY = "tools";

    private Tools() {}

    /** Takes the definitions from one attribute, or from one a tool and field: {@code <attribute>.0.name}. */
    static void put(SpanAttributes attributes, EventDraft draft, String attribute) {
        if (draft.has(Bucket.CONFIG, KEY)) {
            return;
        }
        JsonNode whole = attributes.take(attribute);
        if (whole != null) {
            draft.put(Bucket.CONFIG, KEY, AttributeValues.parsed(whole));
            return;
        }
        List<JsonNode> numbered = NestedKeys.items(attributes.takeNumbered(attribute + "."));
        if (!numbered.isEmpty()) {
            ArrayNode tools = JsonNodeFactory.instance.arrayNode();
            numbered.forEach(tool -> tools.add(definition(tool)));
            draft.put(Bucket.CONFIG, KEY, tools);
        }
    }

    /** OpenInference has the whole definition in one field; others have its parameters as text. */
    private static JsonNode definition(JsonNode tool) {
        JsonNode inner = tool.path("tool").isObject() ? tool.path("tool") : tool;
        JsonNode schema = AttributeValues.parsed(inner.path("json_schema"));
        if (schema.isObject()) {
            return schema;
        }
        if (!(inner instanceof ObjectNode fields)) {
            return inner;
        }
        ObjectNode result = fields.deepCopy();
        if (fields.has("parameters")) {
            result.set("parameters", AttributeValues.parsed(fields.path("parameters")));
        }
        return result;
    }
}
