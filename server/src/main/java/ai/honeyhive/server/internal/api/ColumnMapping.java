// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which keys of a row become inputs, ground truth and history of a datapoint; the others become its metadata. */
record ColumnMapping(List<String> inputs, List<String> groundTruth, List<String> history) {

    static ColumnMapping of(Fields fields, String name) {
        var mapping = new Fields(name, fields.object(name));
        return new ColumnMapping(mapping.texts("inputs"), mapping.texts("ground_truth"), mapping.texts("history"));
    }

    /** The fields of a datapoint made of a row; keys that the row has not are passed over. */
    ObjectNode datapoint(ObjectNode row) {
        ObjectNode datapoint = Json.object();
        datapoint.set("inputs", picked(row, inputs));
        datapoint.set("history", messages(row));
        datapoint.set("ground_truth", picked(row, groundTruth));
        ObjectNode rest = Json.object();
        rest.setAll(row);
        Set<String> mapped = new LinkedHashSet<>(inputs);
        mapped.addAll(groundTruth);
        mapped.addAll(history);
        rest.remove(mapped);
        return datapoint.set("metadata", rest);
    }

    private ArrayNode messages(ObjectNode row) {
        ArrayNode messages = Json.mapper().createArrayNode();
        for (String key : history) {
            messages.addAll(messages(row.path(key)));
        }
        return messages;
    }

    /** A history is a list of messages; a text alone is taken for what the user said. */
    static ArrayNode messages(JsonNode value) {
        ArrayNode messages = Json.mapper().createArrayNode();
        if (value.isArray()) {
            value.forEach(item -> messages.addAll(messages(item)));
        } else if (value.isObject()) {
            messages.add(value);
        } else if (value.isValueNode() && !value.isNull()) {
            messages.addObject().put("role", "user").put("content", value.asString());
        }
        return messages;
    }

    private static ObjectNode picked(ObjectNode row, List<String> keys) {
        ObjectNode picked = Json.object();
        for (String key : keys) {
            JsonNode value = row.get(key);
            if (value != null) {
                picked.set(key, value);
            }
        }
        return picked;
    }
}
