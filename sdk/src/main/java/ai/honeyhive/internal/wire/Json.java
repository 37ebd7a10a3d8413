// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The one JSON mapper of the SDK. Thread-safe. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final JsonMapper OBSERVER =
            JsonMapper.builder().addModule(OneShot.module()).build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private Json() {}

    /**
     * Writes plain values (maps, lists, strings, numbers, booleans, null) as UTF-8.
     *
     * @throws JacksonException if a value cannot be written
     */
    public static byte[] write(Map<String, ?> value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /**
     * Reads an object; an empty body is an empty object.
     *
     * @throws JacksonException if the body is not a JSON object
     */
    public static Map<String, Object> read(byte[] body) {
        return body.length == 0 ? Map.of() : MAPPER.readValue(body, OBJECT);
    }

    /**
     * Reads any JSON value; an empty body is null.
     *
     * @throws JacksonException if the body is not JSON
     */
    public static @Nullable Object readValue(byte[] body) {
        return body.length == 0 ? null : MAPPER.readValue(body, Object.class);
    }

    /**
     * Writes one plain value as text.
     *
     * @throws JacksonException if it cannot be written
     */
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /**
     * Turns any object into maps, lists, strings, numbers and booleans.
     *
     * @return one of {@link Map}, {@link List}, {@link String}, {@link Number}, {@link Boolean}; null for what JSON
     *     writes as null
     * @throws JacksonException if the object cannot be read
     */
    public static @Nullable Object plain(Object value) {
        return MAPPER.convertValue(value, Object.class);
    }

    /** As {@link #plain}, but for values of the application that are only looked at: nothing of them is used up. */
    static @Nullable Object observe(Object value) {
        return OBSERVER.convertValue(value, Object.class);
    }
}
