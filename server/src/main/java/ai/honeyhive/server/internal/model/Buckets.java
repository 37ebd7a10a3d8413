// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The contents of an event's buckets. Immutable by convention: nodes that were handed in or out are never changed
 * afterwards, so they are shared and not copied.
 */
public final class Buckets {
    public static final Buckets EMPTY = new Buckets(new EnumMap<>(Bucket.class));
    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final EnumMap<Bucket, ObjectNode> contents;

    private Buckets(EnumMap<Bucket, ObjectNode> contents) {
        this.contents = contents;
    }

    public static Buckets of(Map<Bucket, ObjectNode> contents) {
        var copy = new EnumMap<Bucket, ObjectNode>(Bucket.class);
        contents.forEach((bucket, values) -> {
            if (!values.isEmpty()) {
                copy.put(bucket, values);
            }
        });
        return copy.isEmpty() ? EMPTY : new Buckets(copy);
    }

    /** The values of one bucket; an empty object when there are none. Not to be changed. */
    public ObjectNode get(Bucket bucket) {
        ObjectNode values = contents.get(bucket);
        return values == null ? NOTHING : values;
    }

    void forEach(BiConsumer<Bucket, ObjectNode> action) {
        contents.forEach(action);
    }

    public boolean isEmpty() {
        return contents.isEmpty();
    }

    public Buckets with(Bucket bucket, ObjectNode values) {
        var copy = new EnumMap<>(contents);
        copy.put(bucket, values);
        return of(copy);
    }

    /** These buckets with the given ones laid over them key by key; the keys of {@code over} win. */
    public Buckets overlaidBy(Buckets over) {
        if (over.isEmpty()) {
            return this;
        }
        var merged = new EnumMap<>(contents);
        over.contents.forEach((bucket, values) -> merged.put(bucket, merge(get(bucket), values)));
        return new Buckets(merged);
    }

    /** All buckets as one JSON object by wire name; empty ones are left out. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        contents.forEach((bucket, values) -> json.set(bucket.wireName(), values));
        return json;
    }

    /** The inverse of {@link #toJson()}; anything in a bucket's place that is not an object is passed over. */
    public static Buckets fromJson(JsonNode json) {
        var contents = new EnumMap<Bucket, ObjectNode>(Bucket.class);
        for (Bucket bucket : Bucket.values()) {
            if (json.get(bucket.wireName()) instanceof ObjectNode values) {
                contents.put(bucket, values);
            }
        }
        return of(contents);
    }

    private static ObjectNode merge(ObjectNode below, ObjectNode above) {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        merged.setAll(below);
        merged.setAll(above);
        return merged;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Buckets that && contents.equals(that.contents);
    }

    @Override
    public int hashCode() {
        return contents.hashCode();
    }

    @Override
    public String toString() {
        return toJson().toString();
    }
}
