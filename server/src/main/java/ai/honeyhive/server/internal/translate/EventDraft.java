// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.Buckets;
import ai.honeyhive.server.internal.model.Json;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The buckets of an event in the making. What is there stays: dialects run from the most to the least explicit. */
final class EventDraft {
    private final Map<Bucket, ObjectNode> contents = new EnumMap<>(Bucket.class);

    ObjectNode bucket(Bucket bucket) {
        return contents.computeIfAbsent(bucket, key -> Json.object());
    }

    boolean has(Bucket bucket, String key) {
        ObjectNode values = contents.get(bucket);
        return values != null && values.has(key);
    }

    @Nullable JsonNode get(Bucket bucket, String key) {
        ObjectNode values = contents.get(bucket);
        return values == null ? null : values.get(key);
    }

    void put(Bucket bucket, String key, @Nullable JsonNode value) {
        if (value != null && !has(bucket, key)) {
            bucket(bucket).set(key, value);
        }
    }

    void put(Bucket bucket, String key, @Nullable String value) {
        if (value != null && !has(bucket, key)) {
            bucket(bucket).put(key, value);
        }
    }

    void putAll(Bucket bucket, ObjectNode values) {
        values.forEachEntry((key, value) -> put(bucket, key, value));
    }

    Buckets toBuckets() {
        return Buckets.of(contents);
    }
}
