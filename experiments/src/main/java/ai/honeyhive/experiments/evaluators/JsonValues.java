// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.evaluators;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON values of whatever comes along, and where two of them differ. */
final class JsonValues {
    private static final int SHOWN = 60;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonValues() {}

    /**
     * Reads a text as JSON, and writes anything else as JSON.
     *
     * @throws tools.jackson.core.JacksonException if that cannot be done
     */
    static JsonNode read(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            JsonNode read = JSON.readTree(text.toString());
            if (read.isMissingNode()) {
                return JSON.readValue("", JsonNode.class); // complains as other texts that are no JSON do
            }
            return read;
        }
        return JSON.valueToTree(value);
    }

    /** Says where and how two values differ, as a JSON pointer and both values; null if they do not. */
    static @Nullable String difference(String pointer, JsonNode expected, JsonNode actual) {
        if (expected.isObject() && actual.isObject()) {
            return objectDifference(pointer, expected, actual);
        }
        if (expected.isArray() && actual.isArray()) {
            for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
                String inside = difference(pointer + "/" + i, expected.get(i), actual.get(i));
                if (inside != null) {
                    return inside;
                }
            }
            return expected.size() == actual.size()
                    ? null
                    : at(pointer) + expected.size() + " items expected, but there are " + actual.size();
        }
        return same(expected, actual) ? null : at(pointer) + shown(expected) + " expected, but it is " + shown(actual);
    }

    private static @Nullable String objectDifference(String pointer, JsonNode expected, JsonNode actual) {
        for (Map.Entry<String, JsonNode> entry : expected.properties()) {
            String place = pointer + "/" + entry.getKey().replace("~", "~0").replace("/", "~1");
            JsonNode other = actual.get(entry.getKey());
            String inside = other == null
                    ? at(place) + shown(entry.getValue()) + " expected, but it is missing"
                    : difference(place, entry.getValue(), other);
            if (inside != null) {
                return inside;
            }
        }
        for (String key : actual.propertyNames()) {
            if (!expected.has(key)) {
                return at(pointer) + "\"" + key + "\" is not expected";
            }
        }
        return null;
    }

    private static boolean same(JsonNode expected, JsonNode actual) {
        if (expected.isNumber() && actual.isNumber()) {
            return (expected.isIntegralNumber() && actual.isIntegralNumber())
                    ? expected.bigIntegerValue().equals(actual.bigIntegerValue())
                    : expected.doubleValue() == actual.doubleValue();
        }
        return expected.equals(actual);
    }

    private static String at(String pointer) {
        return pointer.isEmpty() ? "" : pointer + ": ";
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
