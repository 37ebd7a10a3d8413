// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns dotted keys back into the structure they were flattened from: {@code a.b} is a map in a map, {@code a.0} a
 * list. A key that has a value and keys below it keeps the value under {@code value}.
 */
final class NestedKeys {
    private static final int MAX_DEPTH = 64;
    /** How many unset places a list may have, times its set ones: an index alone must not make a list of millions. */
    private static final int MAX_SPARSENESS = 4;

    private static final int FREE_GAPS = 16;
    private static final String OWN_VALUE = "value";

    private NestedKeys() {}

    static ObjectNode unflatten(Map<String, JsonNode> flat) {
        ObjectNode root = Json.object();
        flat.forEach((key, value) -> put(root, key, value));
        ObjectNode result = Json.object();
        root.forEachEntry((key, value) -> result.set(key, withLists(value)));
        return result;
    }

    /** The items of a list whose indices are the first segments of the keys, in their order, gaps closed. */
    static List<JsonNode> items(Map<String, JsonNode> flat) {
        return unflatten(flat).properties().stream()
                .sorted(Map.Entry.comparingByKey(NestedKeys::compareIndices))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Numbers by value: the tenth comes after the second. */
    private static int compareIndices(String one, String other) {
        int byLength = Integer.compare(one.length(), other.length());
        return byLength != 0 ? byLength : one.compareTo(other);
    }

    private static void put(ObjectNode root, String key, JsonNode value) {
        String[] path = key.split("\\.", MAX_DEPTH);
        ObjectNode place = root;
        for (int i = 0; i < path.length - 1; i++) {
            JsonNode child = place.get(path[i]);
            if (child instanceof Branch branch) {
                place = branch;
            } else {
                Branch branch = new Branch();
                if (child != null) {
                    branch.set(OWN_VALUE, child);
                }
                place.set(path[i], branch);
                place = branch;
            }
        }
        String last = path[path.length - 1];
        if (place.get(last) instanceof Branch branch) {
            branch.set(OWN_VALUE, value);
        } else {
            place.set(last, value);
        }
    }

    private static JsonNode withLists(JsonNode node) {
        if (!(node instanceof Branch branch)) {
            return node;
        }
        int length = listLength(branch);
        if (length > 0) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode(length);
            for (int i = 0; i < length; i++) {
                JsonNode item = branch.get(Integer.toString(i));
                list.add(item == null ? JsonNodeFactory.instance.nullNode() : withLists(item));
            }
            return list;
        }
        ObjectNode object = Json.object();
        branch.forEachEntry((key, value) -> object.set(key, withLists(value)));
        return object;
    }

    /** The length of the list whose indices the keys are; 0 if they are not. */
    private static int listLength(ObjectNode branch) {
        int largest = -1;
        for (String key : branch.propertyNames()) {
            Integer index = index(key);
            if (index == null) {
                return 0;
            }
            largest = Math.max(largest, index);
        }
        return largest < MAX_SPARSENESS * branch.size() + FREE_GAPS ? largest + 1 : 0;
    }

    private static @Nullable Integer index(String key) {
        boolean digits = !key.isEmpty() && key.length() < 9 && key.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && (key.length() == 1 || key.charAt(0) != '0') ? Integer.valueOf(key) : null;
    }

    /** A map that was made here; a map among the values is left as it is. */
    private static final class Branch extends ObjectNode {
        private static final long serialVersionUID = 1;

        private Branch() {
            super(JsonNodeFactory.instance);
        }
    }
}
