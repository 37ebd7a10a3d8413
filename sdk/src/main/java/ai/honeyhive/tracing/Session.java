// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.internal.context.SafeKeys;
import ai.honeyhive.internal.wire.AttributeNames;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One user interaction of one tracer: its id, what every span of it is stamped with, and the baggage of its scope, both
 * built once. Thread-safe.
 */
final class Session {
    private final String id;
    private final Attributes stamp;
    private final Baggage baggage;
    private final Map<String, Object> startBody;
    private final AtomicBoolean started;

    private Session(
            String id, Attributes stamp, Baggage baggage, Map<String, Object> startBody, boolean alreadyStarted) {
        this.id = id;
        this.stamp = stamp;
        this.baggage = baggage;
        this.startBody = startBody;
        this.started = new AtomicBoolean(alreadyStarted);
    }

    static Session of(HoneyHiveTracer tracer, SessionBuilder builder) {
        String source = builder.source == null ? tracer.source() : builder.source;
        Map<String, @Nullable String> entries = new LinkedHashMap<>();
        entries.put(SafeKeys.RUN_ID, builder.runId);
        entries.put(SafeKeys.DATASET_ID, builder.datasetId);
        entries.put(SafeKeys.DATAPOINT_ID, builder.datapointId);
        entries.put(SafeKeys.TRACER_ID, tracer.id());
        entries.put(SafeKeys.PROJECT, tracer.project());
        entries.put(SafeKeys.SOURCE, source);

        AttributesBuilder stamp = Attributes.builder();
        stamp.put(AttributeNames.SESSION_ID, builder.id);
        stamp.put(AttributeNames.SOURCE, source);
        putIfPresent(stamp, AttributeNames.PROJECT, tracer.project());
        putIfPresent(stamp, AttributeNames.RUN_ID, builder.runId);
        putIfPresent(stamp, AttributeNames.DATASET_ID, builder.datasetId);
        putIfPresent(stamp, AttributeNames.DATAPOINT_ID, builder.datapointId);
        return new Session(
                builder.id,
                stamp.build(),
                SafeKeys.baggage(entries),
                builder.startBody(tracer, source),
                builder.existing);
    }

    String id() {
        return id;
    }

    Attributes stamp() {
        return stamp;
    }

    Baggage baggage() {
        return baggage;
    }

    Map<String, Object> startBody() {
        return startBody;
    }

    /** Returns true for the one caller who has to announce the session. */
    boolean claimStart() {
        return !started.get() && started.compareAndSet(false, true);
    }

    private static void putIfPresent(
            AttributesBuilder stamp, io.opentelemetry.api.common.AttributeKey<String> key, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            stamp.put(key, value);
        }
    }
}
