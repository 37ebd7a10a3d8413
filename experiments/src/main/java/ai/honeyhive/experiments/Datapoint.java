// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.datasets.ExternalIds;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One example of a dataset: what goes in and, if known, what a good answer looks like. Immutable: maps and lists are
 * copied, other values are kept as they are.
 */
public final class Datapoint {
    private final String id;
    private final Map<String, @Nullable Object> inputs;
    private final @Nullable Object groundTruth;
    private final Map<String, @Nullable Object> metadata;
    /** The row as HoneyHive writes it; what the id is a hash of. */
    private final Map<String, @Nullable Object> row;

    /** Whether the id stays what it is wherever the datapoint is put. */
    private final boolean pinned;

    private Datapoint(Map<String, @Nullable Object> row, Map<String, @Nullable Object> metadata, int index) {
        this(row, metadata, ExternalIds.datapoint(row, index), false);
    }

    private Datapoint(
            Map<String, @Nullable Object> row, Map<String, @Nullable Object> metadata, String id, boolean pinned) {
        this.row = row;
        this.pinned = pinned;
        this.inputs = Json.frozenMap(row.get("inputs") instanceof Map<?, ?> map ? map : Map.of());
        this.groundTruth = row.get("ground_truth");
        this.metadata = metadata;
        this.id = id;
    }

    /**
     * Makes a datapoint of which no good answer is known.
     *
     * @param inputs what goes in
     */
    public static Datapoint of(Map<String, ?> inputs) {
        return builder().inputs(inputs).build();
    }

    /**
     * Makes a datapoint.
     *
     * @param inputs what goes in
     * @param groundTruth what a good answer looks like: a text, number, list, map or any other object
     */
    public static Datapoint of(Map<String, ?> inputs, @Nullable Object groundTruth) {
        return builder().inputs(inputs).groundTruth(groundTruth).build();
    }

    /** Starts a datapoint without inputs. */
    public static Builder builder() {
        return new Builder();
    }

    /** Reads a row in HoneyHive's form; keys beside the known ones become metadata. */
    static Datapoint fromRow(Map<String, @Nullable Object> row) {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        row.forEach((key, value) -> {
            if (!DatasetRows.KNOWN_KEYS.contains(key)) {
                metadata.put(key, value);
            }
        });
        if (row.get("metadata") instanceof Map<?, ?> map) {
            map.forEach((key, value) -> metadata.put(String.valueOf(key), value));
        }
        return new Datapoint(Json.frozenMap(row), Json.frozenMap(metadata), 0);
    }

    /** What is recorded where a whole datapoint is captured, such as by code that captures its arguments: no ground truth. */
    @JsonValue
    private Map<String, @Nullable Object> captured() {
        Map<String, @Nullable Object> captured = new LinkedHashMap<>();
        captured.put("id", id);
        captured.put("inputs", inputs);
        return captured;
    }

    /** Returns the same datapoint with the id that it has at this place of a dataset. */
    Datapoint at(int index) {
        return pinned ? this : new Datapoint(row, metadata, index);
    }

    Map<String, @Nullable Object> row() {
        return row;
    }

    /** Returns the same datapoint under an id that the server gave, or that it has in a larger dataset. */
    Datapoint pinned(String fixedId) {
        return new Datapoint(row, metadata, fixedId, true);
    }

    /**
     * Returns the row as files hold it, with the keys {@code inputs}, {@code ground_truth}, {@code id} and
     * {@code metadata} as far as they are there, and all others that it was read with. Unmodifiable; values may be null.
     */
    public Map<String, @Nullable Object> toMap() {
        if (!pinned || ExternalIds.hasOwn(row)) {
            return row;
        }
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        named.put("id", id);
        named.putAll(row);
        named.put("id", id);
        return Collections.unmodifiableMap(named);
    }

    /** Returns the row with an id in it that stays, and further metadata. */
    Datapoint withMetadata(String key, Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(toMap());
        if (!ExternalIds.hasOwn(changed)) {
            changed.put("id", id);
        }
        Map<String, @Nullable Object> more = new LinkedHashMap<>();
        if (changed.get("metadata") instanceof Map<?, ?> known) {
            known.forEach((name, element) -> more.put(String.valueOf(name), element));
        }
        more.put(key, value);
        changed.put("metadata", more);
        Datapoint datapoint = fromRow(changed);
        return pinned ? datapoint.pinned(id) : datapoint;
    }

    /**
     * Returns the id under which runs are compared: {@code EXT-} and the given id, or else a hash of the content and
     * of the place in the dataset (place 0 while it is in none).
     */
    public String id() {
        return id;
    }

    /** Returns what goes in; values may be null. */
    public Map<String, @Nullable Object> inputs() {
        return inputs;
    }

    /**
     * Returns an input, as the type that the caller expects.
     *
     * @param <T> the expected type; a value of another type fails with a {@link ClassCastException} at the caller
     * @throws IllegalArgumentException if there is no such input or it is null
     */
    @SuppressWarnings(
            "TypeParameterUnusedInFormals") // so that bot.answer(datapoint.input("question")) reads as it does
    public <T> T input(String key) {
        return Datapoint.<T>cast(required("input", inputs, key));
    }

    /**
     * Returns an input of a certain type.
     *
     * @throws IllegalArgumentException if there is no such input, or it is null or of another type
     */
    public <T> T input(String key, Class<T> type) {
        Object value = required("input", inputs, key);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("input \"" + key + "\" of datapoint " + id + " is a "
                    + value.getClass().getName() + ", not a " + type.getName());
        }
        return type.cast(value);
    }

    /** Returns an input if there is one and it is not null. */
    public Optional<Object> findInput(String key) {
        return Optional.ofNullable(inputs.get(key));
    }

    /** Returns what a good answer looks like, if that is known. */
    public Optional<Object> groundTruth() {
        return Optional.ofNullable(groundTruth);
    }

    /**
     * Returns one entry of a ground truth that is a map, as the type that the caller expects.
     *
     * @param <T> the expected type; a value of another type fails with a {@link ClassCastException} at the caller
     * @throws IllegalArgumentException if the ground truth is no map, or has no such entry or a null there
     */
    @SuppressWarnings("TypeParameterUnusedInFormals") // as input(key)
    public <T> T groundTruth(String key) {
        return Datapoint.<T>cast(required("ground truth", groundTruthMap(), key));
    }

    /** Returns one entry of a ground truth, if that is a map, and has the entry, and it is not null. */
    public Optional<Object> findGroundTruth(String key) {
        return Optional.ofNullable(groundTruthMap().get(key));
    }

    /** Returns whatever else is known about the datapoint; values may be null. */
    public Map<String, @Nullable Object> metadata() {
        return metadata;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Datapoint that && id.equals(that.id) && row.equals(that.row);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "Datapoint[" + id + ", inputs=" + inputs + ", groundTruth=" + groundTruth + "]";
    }

    private Map<?, ?> groundTruthMap() {
        return groundTruth instanceof Map<?, ?> map ? map : Map.of();
    }

    private Object required(String what, Map<?, ?> values, String key) {
        Object value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException(
                    "datapoint " + id + (values.containsKey(key) ? " has a null " : " has no ") + what + " \"" + key
                            + "\"; there is " + values.keySet());
        }
        return value;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // the caller names the type; a wrong one fails there at once
    private static <T> T cast(Object value) {
        return (T) value;
    }

    /** Collects the parts of a datapoint. Not for use by several threads. */
    public static final class Builder {
        private final Map<String, @Nullable Object> row = new LinkedHashMap<>();
        private final Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        private final Map<String, @Nullable Object> groundTruths = new LinkedHashMap<>();
        private final Map<String, @Nullable Object> metadata = new LinkedHashMap<>();

        private Builder() {}

        /** Sets an id that stays the same when the content or its place in the dataset changes. */
        public Builder id(String id) {
            row.put("id", requireNonNull(id, "id"));
            return this;
        }

        /** Adds one input. */
        public Builder input(String key, @Nullable Object value) {
            inputs.put(requireNonNull(key, "key"), value);
            return this;
        }

        /** Adds inputs. */
        public Builder inputs(Map<String, ?> values) {
            inputs.putAll(values);
            return this;
        }

        /** Sets the whole ground truth. */
        public Builder groundTruth(@Nullable Object value) {
            row.put("ground_truth", value);
            return this;
        }

        /** Adds one entry to a ground truth that is a map. */
        public Builder groundTruth(String key, @Nullable Object value) {
            groundTruths.put(requireNonNull(key, "key"), value);
            return this;
        }

        /** Adds metadata. */
        public Builder metadata(String key, @Nullable Object value) {
            metadata.put(requireNonNull(key, "key"), value);
            return this;
        }

        /**
         * Returns the datapoint.
         *
         * @throws IllegalArgumentException if the ground truth was set both as a whole and by entries, or the content
         *     cannot be written as JSON
         */
        public Datapoint build() {
            Map<String, @Nullable Object> complete = new LinkedHashMap<>(row);
            complete.put("inputs", inputs);
            if (!groundTruths.isEmpty()) {
                if (complete.containsKey("ground_truth")) {
                    throw new IllegalArgumentException(
                            "groundTruth(value) and groundTruth(key, value) exclude each other");
                }
                complete.put("ground_truth", groundTruths);
            }
            if (!metadata.isEmpty()) {
                complete.put("metadata", metadata);
            }
            return new Datapoint(Json.frozenMap(complete), Json.frozenMap(metadata), 0);
        }
    }
}
