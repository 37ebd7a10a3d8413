// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.Json;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** OpenTelemetry attribute values as JSON, types kept. */
final class AttributeValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Longer texts are no numbers, and an exponent beyond this is an attack on whoever writes it out. */
    private static final int MAX_DIGITS = 40;

    private static final int MAX_EXPONENT = 308;

    private AttributeValues() {}

    /** The attributes in their order; of two with one key the later wins, one without a value is left out. */
    static Map<String, JsonNode> toMap(List<KeyValue> attributes) {
        Map<String, JsonNode> result = new LinkedHashMap<>();
        for (KeyValue attribute : attributes) {
            JsonNode value = toJson(attribute.getValue());
            if (value != null) {
                result.put(attribute.getKey(), value);
            }
        }
        return result;
    }

    static ObjectNode toObject(List<KeyValue> attributes) {
        ObjectNode json = Json.object();
        toMap(attributes).forEach(json::set);
        return json;
    }

    /** Null for a value of no type, which some exporters send for what they do not know. */
    static @Nullable JsonNode toJson(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> NODES.stringNode(value.getStringValue());
            case BOOL_VALUE -> NODES.booleanNode(value.getBoolValue());
            case INT_VALUE -> NODES.numberNode(value.getIntValue());
            case DOUBLE_VALUE -> number(value.getDoubleValue());
            case BYTES_VALUE ->
                NODES.stringNode(
                        Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray()));
            case ARRAY_VALUE -> {
                ArrayNode array = NODES.arrayNode();
                value.getArrayValue().getValuesList().forEach(item -> array.add(orNull(toJson(item))));
                yield array;
            }
            case KVLIST_VALUE -> {
                ObjectNode object = Json.object();
                value.getKvlistValue()
                        .getValuesList()
                        .forEach(entry -> object.set(entry.getKey(), orNull(toJson(entry.getValue()))));
                yield object;
            }
            default -> null;
        };
    }

    /** The value of a text that holds a JSON object or array; anything else as it is. */
    static JsonNode parsed(JsonNode value) {
        if (!value.isString()) {
            return value;
        }
        String text = value.asString().strip();
        if (text.isEmpty() || (text.charAt(0) != '{' && text.charAt(0) != '[')) {
            return value;
        }
        try {
            return Json.read(text);
        } catch (JacksonException e) { // a text that only looks like JSON
            return value;
        }
    }

    /** A value as text: texts and numbers as they are, anything with parts as JSON. */
    static String text(JsonNode value) {
        return value.isValueNode() ? value.asString("") : value.toString();
    }

    /** The number that a text is; null if it is none, or none that a double could hold. */
    static @Nullable BigDecimal decimal(String text) {
        String number = text.strip();
        if (number.isEmpty() || number.length() > MAX_DIGITS) {
            return null;
        }
        try {
            BigDecimal value = new BigDecimal(number);
            return Math.abs((long) value.precision() - value.scale()) <= MAX_EXPONENT ? value : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** JSON has no word for these. */
    private static JsonNode number(double value) {
        return Double.isFinite(value) ? NODES.numberNode(value) : NODES.stringNode(Double.toString(value));
    }

    private static JsonNode orNull(@Nullable JsonNode value) {
        return value == null ? NODES.nullNode() : value;
    }
}
