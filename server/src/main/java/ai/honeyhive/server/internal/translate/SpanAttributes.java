// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The attributes of one span while it is translated. What a dialect understands it takes; what is left is metadata. */
final class SpanAttributes {
    private final Map<String, JsonNode> left;
    private final Map<String, JsonNode> all;
    private final Set<String> roots = new HashSet<>();

    SpanAttributes(Map<String, JsonNode> attributes) {
        this.left = new LinkedHashMap<>(attributes);
        this.all = attributes;
        for (String key : attributes.keySet()) {
            int dot = key.indexOf('.');
            roots.add(dot < 0 ? key : key.substring(0, dot));
        }
    }

    /** True if any of the words is the first of an attribute's name. */
    boolean hasRoot(Set<String> words) {
        return !Collections.disjoint(roots, words);
    }

    /** All attributes, taken or not. */
    Map<String, JsonNode> all() {
        return all;
    }

    /** Looks at an attribute whether taken or not. */
    @Nullable JsonNode peek(String key) {
        return all.get(key);
    }

    /** The text of an attribute; null if it is missing or blank. */
    @Nullable String peekText(String key) {
        JsonNode value = all.get(key);
        if (value == null || !value.isValueNode()) {
            return null;
        }
        String text = AttributeValues.text(value);
        return text.isBlank() ? null : text;
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
        String text = AttributeValues.text(value);
        return text.isBlank() ? null : text;
    }

    /** The attributes left whose keys begin with the prefix, by what follows it. */
    Map<String, JsonNode> prefixed(String prefix) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        left.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), value);
            }
        });
        return found;
    }

    /** Those of {@link #prefixed} that go on with a number: the items of a list, and not a name that looks like it. */
    Map<String, JsonNode> numbered(String prefix) {
        Map<String, JsonNode> found = prefixed(prefix);
        found.keySet().removeIf(rest -> rest.isEmpty() || rest.charAt(0) < '0' || rest.charAt(0) > '9');
        return found;
    }

    Map<String, JsonNode> takeNumbered(String prefix) {
        Map<String, JsonNode> taken = numbered(prefix);
        taken.keySet().forEach(rest -> left.remove(prefix + rest));
        return taken;
    }

    /** Takes all attributes whose keys begin with the prefix; keys are returned without it. */
    Map<String, JsonNode> takePrefixed(String prefix) {
        Map<String, JsonNode> taken = prefixed(prefix);
        taken.keySet().forEach(rest -> left.remove(prefix + rest));
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
