// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.internal.wire.Bucket;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the fields of one {@code PUT /events}: of a session, or of an event whose span has ended. */
final class EventEnrichment extends Enrichment {
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final TracerCore tracer;

    EventEnrichment(TracerCore tracer) {
        this.tracer = tracer;
    }

    /** Returns what was collected; empty when there was nothing. */
    Map<String, Object> fields() {
        return fields;
    }

    @Override
    public Enrichment error(@Nullable String message) {
        return metadata("error", message); // the API has no error field for updates
    }

    @Override
    public Enrichment error(@Nullable Throwable error) {
        return error == null
                ? this
                : error(Failures.describe(error))
                        .metadata("error_type", error.getClass().getName());
    }

    @Override
    void write(Bucket bucket, String name, Object value) {
        String key = tracer.maskName(name);
        Object plain = tracer.snapshot(bucket, key, value);
        if (plain == null) {
            return;
        }
        if (bucket == Bucket.INPUTS) { // the API updates no inputs: HoneyHive's SDKs put them here
            in(in(fields, Bucket.METADATA.wireName()), Bucket.INPUTS.wireName()).put(key, plain);
        } else {
            in(fields, bucket.wireName()).put(key, plain);
        }
    }

    @SuppressWarnings("unchecked") // only maps of this kind are put under these names
    private static Map<String, Object> in(Map<String, Object> map, String name) {
        return (Map<String, Object>) map.computeIfAbsent(name, n -> new LinkedHashMap<String, Object>());
    }
}
