// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object of the API. Subtypes give its known fields types; the object itself is the unmodifiable map of all its
 * fields by their wire names, so that nothing the server says is lost. Values are maps, lists, strings, numbers,
 * booleans, or null where the JSON says null. Equal to every map with the same content. Immutable and thread-safe.
 */
public abstract class JsonObject extends AbstractMap<String, Object> {
    private final Map<String, Object> fields;

    /** Keeps the map, which must be a copy made by {@link PlainJson}. */
    JsonObject(Map<String, Object> fields) {
        this.fields = fields;
    }

    @Override
    public final Set<Entry<String, Object>> entrySet() {
        return fields.entrySet();
    }

    @Override
    public final @Nullable Object get(@Nullable Object key) {
        return fields.get(key);
    }

    @Override
    public final boolean containsKey(@Nullable Object key) {
        return fields.containsKey(key);
    }

    /** Returns the first of these fields that holds text. */
    final String required(String... keys) {
        for (String key : keys) {
            Object value = fields.get(key);
            if (value != null) {
                return value.toString();
            }
        }
        throw new NoSuchElementException("the server sent no " + keys[0] + ", only " + fields.keySet());
    }

    final Optional<String> text(String key) {
        return Optional.ofNullable(fields.get(key)).map(Object::toString);
    }

    /** Empty if absent or of another shape. */
    final Map<String, Object> object(String key) {
        return PlainJson.object(fields.get(key));
    }

    /** Empty if absent or of another shape; elements of another shape are skipped. */
    final List<Map<String, Object>> objects(String key) {
        return PlainJson.list(fields.get(key)).stream()
                .filter(Map.class::isInstance)
                .map(PlainJson::object)
                .toList();
    }

    /** Empty if absent or of another shape. */
    final List<String> texts(String key) {
        return PlainJson.list(fields.get(key)).stream().map(String::valueOf).toList();
    }

    final OptionalDouble number(String key) {
        return fields.get(key) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    final boolean flag(String key) {
        return Boolean.TRUE.equals(fields.get(key));
    }

    /** Reads Unix milliseconds and ISO 8601. */
    final Optional<Instant> time(String key) {
        return WireTime.instant(fields.get(key));
    }

    /** Reads milliseconds. */
    final Optional<Duration> duration(String key) {
        return WireTime.duration(fields.get(key));
    }

    /**
     * Collects the fields of a request. Not thread-safe.
     *
     * @param <B> the builder itself
     * @param <T> what is built
     */
    public abstract static class Builder<B extends Builder<B, T>, T extends JsonObject> {
        private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

        Builder() {}

        /**
         * Sets a field by its wire name, for what this version has no method for.
         *
         * @param value sent as JSON; null is sent as null
         */
        public final B field(String name, @Nullable Object value) {
            fields.put(name, value);
            return self();
        }

        /**
         * Returns the request; later changes of what was handed in do not reach it.
         *
         * @throws IllegalArgumentException if a value cannot be written as JSON
         */
        public abstract T build();

        abstract B self();

        final B set(String name, Object value) {
            fields.put(name, requireNonNull(value, name));
            return self();
        }

        final Map<String, Object> copyOfFields() {
            return PlainJson.copy(fields);
        }
    }
}
