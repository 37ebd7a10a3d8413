// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.io.Reader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one JSON reader of this package, and copies of JSON-like values. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** Reads maps, lists, texts, numbers (whole ones of any size exactly), booleans and null. */
    static @Nullable Object read(String text) {
        return MAPPER.readValue(text, Object.class);
    }

    /** Reads the same from a text of several values, one after the other. */
    static JsonParser parser(Reader text) {
        return MAPPER.createParser(text);
    }

    /** Turns any object into maps, lists and scalars. */
    static @Nullable Object plain(Object value) {
        return MAPPER.convertValue(value, Object.class);
    }

    /** Returns a compact JSON text. */
    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** Returns an unmodifiable copy of maps and collections, in depth; other values as they are. */
    static @Nullable Object frozen(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(key, frozen(element)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof Collection<?> values) {
            List<@Nullable Object> copy = new ArrayList<>(values.size());
            values.forEach(element -> copy.add(frozen(element)));
            return Collections.unmodifiableList(copy);
        }
        return value;
    }

    /** Returns an unmodifiable copy with keys as text, in depth. */
    static Map<String, @Nullable Object> frozenMap(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), frozen(value)));
        return Collections.unmodifiableMap(copy);
    }
}
