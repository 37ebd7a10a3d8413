// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import ai.honeyhive.internal.wire.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Copies values into unmodifiable maps and lists of what JSON knows. */
final class PlainJson {
    /** Deeper is a mistake, most likely a map that contains itself. */
    private static final int MAX_DEPTH = 200;

    private PlainJson() {}

    /**
     * Copies deeply.
     *
     * @throws IllegalArgumentException if a value cannot be written as JSON
     */
    static Map<String, Object> copy(Map<String, ?> fields) {
        Map<String, Object> copy = new LinkedHashMap<>();
        fields.forEach((key, value) -> copy.put(key, value(key, value, 1)));
        return Collections.unmodifiableMap(copy);
    }

    @SuppressWarnings("unchecked") // copies have string keys only
    static Map<String, Object> object(@Nullable Object copied) {
        return copied instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    static List<?> list(@Nullable Object copied) {
        return copied instanceof List<?> list ? list : List.of();
    }

    /** Copies any value; {@code field} is for messages. */
    static @Nullable Object value(String field, @Nullable Object value, int depth) {
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException(field + " is nested deeper than " + MAX_DEPTH + ", or contains itself");
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, member) -> copy.put(String.valueOf(key), value(field, member, depth + 1)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof Collection<?> elements) {
            List<@Nullable Object> copy = new ArrayList<>(elements.size());
            elements.forEach(element -> copy.add(value(field, element, depth + 1)));
            return Collections.unmodifiableList(copy);
        }
        Object plain;
        try {
            plain = Json.plain(value);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    field + " cannot be written as JSON: " + value.getClass().getName(), e);
        }
        return plain == null || plain.getClass() == value.getClass() ? text(plain) : value(field, plain, depth + 1);
    }

    /** For what Jackson hands through unchanged although JSON does not know it, such as bytes. */
    private static @Nullable Object text(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        return value == null ? null : value.toString();
    }
}
