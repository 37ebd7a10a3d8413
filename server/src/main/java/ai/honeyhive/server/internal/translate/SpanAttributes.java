// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The attributes of one span while it is translated. What a dialect understands it takes; what is left is metadata. */
final class SpanAttributes {
    private final Map<String, JsonNode> left;
    private final Map<String, JsonNode> all;

    SpanAttributes(Map<String, JsonNode> attributes) {
        this.left = new LinkedHashMap<>(attributes);
        this.all = Map.copyOf(attributes);
    }

    /** Looks at an attribute whether taken or not. */
    @Nullable JsonNode peek(String key) {
        return all.get(key);
    }

    /** The text of an attribute; null if it is missing or blank. */
    @Nullable String peekText(String key) {
        JsonNode value = all.get(key);
        if (value == null || !value.isValueNode() || value.asString().isBlank()) {
            return null;
        }
        return value.asString();
    }

    @Nullable JsonNode take(String key) {
        return left.remove(key);
    }

    @Nullable String takeText(String key) {
        JsonNode value = left.get(key);
        if (value == null || !value.isValueNode()) {
            return null;
        }
        left.remove(key);
        return value.asString().isBlank() ? null : value.asString();
    }

    /** Takes all attributes whose keys begin with the prefix; keys are returned without it. */
    Map<String, JsonNode> takePrefixed(String prefix) {
        Map<String, JsonNode> taken = new LinkedHashMap<>();
        Iterator<Map.Entry<String, JsonNode>> entries = left.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, JsonNode> entry = entries.next();
            if (entry.getKey().startsWith(prefix)) {
                taken.put(entry.getKey().substring(prefix.length()), entry.getValue());
                entries.remove();
            }
        }
        return taken;
    }

    boolean hasPrefix(String prefix) {
        return all.keySet().stream().anyMatch(key -> key.startsWith(prefix));
    }

    boolean has(String key) {
        return all.containsKey(key);
    }

    Map<String, JsonNode> left() {
        return left;
    }
}
