// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Query parameters in the encodings of all clients: lists as {@code name[]=a&name[]=b} or {@code name=a&name=b},
 * objects as JSON, as Python writes them, or in brackets.
 */
record QueryParameters(Map<String, List<String>> values) {

    @Nullable String text(String name) {
        List<String> found = values.get(name);
        return found == null || found.isEmpty() || found.get(0).isBlank() ? null : found.get(0);
    }

    String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    int integer(String name, int otherwise, int min, int max) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            // Python may send 20.0 where 20 is meant.
            double number = Double.parseDouble(text.strip());
            if (number == Math.rint(number) && number >= min && number <= max) {
                return (int) number;
            }
        } catch (NumberFormatException e) {
            throw ApiException.badRequest(name + " must be a whole number, but is '" + text + "'");
        }
        throw ApiException.badRequest(name + " must be a whole number from " + min + " to " + max);
    }

    /** True or false in any case, as Python writes it too; false if absent. */
    boolean flag(String name) {
        String text = text(name, "false").strip().toLowerCase(Locale.ROOT);
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw ApiException.badRequest(name + " must be true or false");
    }

    /** A list, whether its name is repeated as it is, with empty brackets or with an index in them. */
    List<String> list(String name) {
        List<String> result = new ArrayList<>(values.getOrDefault(name + "[]", List.of()));
        result.addAll(values.getOrDefault(name, List.of()));
        indices(name).forEach(index -> result.addAll(values.getOrDefault(name + "[" + index + "]", List.of())));
        result.removeIf(String::isBlank);
        return result;
    }

    /** The indices that a name has in brackets, in order. */
    private SortedSet<Integer> indices(String name) {
        SortedSet<Integer> indices = new TreeSet<>();
        for (String key : values.keySet()) {
            if (key.startsWith(name + "[")) {
                int end = key.indexOf(']', name.length());
                String index = end < 0 ? "" : key.substring(name.length() + 1, end);
                if (!index.isEmpty() && index.length() < 6 && index.chars().allMatch(c -> c >= '0' && c <= '9')) {
                    indices.add(Integer.valueOf(index));
                }
            }
        }
        return indices;
    }

    /** An object or list, in whatever way it was written; empty if the parameter is not there. */
    Optional<JsonNode> structure(String name) {
        List<String> texts = list(name);
        if (texts.size() == 1) {
            return Optional.of(LenientJson.parse(name, texts.get(0)));
        }
        if (texts.size() > 1) {
            var array = Json.mapper().createArrayNode();
            texts.forEach(text -> array.add(LenientJson.parse(name, text)));
            return Optional.of(array);
        }
        return bracketed(name);
    }

    private Optional<JsonNode> bracketed(String name) {
        SortedSet<Integer> indices = indices(name);
        if (!indices.isEmpty()) { // objects in a list: name[0][field]=...
            var array = Json.mapper().createArrayNode();
            indices.forEach(index -> bracketed(name + "[" + index + "]").ifPresent(array::add));
            return Optional.of(array);
        }
        var object = Json.object();
        values.forEach((key, texts) -> {
            if (key.startsWith(name + "[") && key.endsWith("]") && !texts.isEmpty()) {
                object.put(key.substring(name.length() + 1, key.length() - 1), texts.get(0));
            }
        });
        return object.isEmpty() ? Optional.empty() : Optional.of(object);
    }
}
