// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.internal.context.PreparedBaggage;
import ai.honeyhive.internal.context.Remote;
import ai.honeyhive.internal.context.SafeKeys;
import ai.honeyhive.internal.wire.AttributeNames;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One user interaction of one tracer: its id, what every span of it is stamped with, and the baggage of its scope, both
 * built once. Thread-safe.
 */
final class Session {
    private final TracerCore owner;
    private final String id;
    private final Attributes stamp;
    private final Map<EventType, Attributes> typedStamps = new ConcurrentHashMap<>(); // built when first asked for
    private final PreparedBaggage baggage;
    private final Map<String, Object> startBody;
    private final boolean sampled;
    private final @Nullable SpanListener spanListener;
    private final AtomicBoolean started;

    private Session(
            TracerCore owner,
            String id,
            Attributes stamp,
            Baggage baggage,
            Map<String, Object> startBody,
            boolean sampled,
            @Nullable SpanListener spanListener,
            boolean alreadyStarted) {
        this.owner = owner;
        this.id = id;
        this.stamp = stamp;
        this.baggage = new PreparedBaggage(baggage);
        this.startBody = startBody;
        this.sampled = sampled;
        this.spanListener = spanListener;
        this.started = new AtomicBoolean(alreadyStarted);
    }

    /** Returns the session that a remote service named, with its project, source and ids; null if it named nothing. */
    static @Nullable Session continued(TracerCore tracer, Session current, Baggage remote) {
        String sessionId = Remote.sessionId(remote);
        SessionBuilder builder = new SessionBuilder(tracer, "").source(Remote.value(remote, SafeKeys.SOURCE));
        builder.project = Remote.value(remote, SafeKeys.PROJECT);
        builder.runId = Remote.value(remote, SafeKeys.RUN_ID);
        builder.datasetId = Remote.value(remote, SafeKeys.DATASET_ID);
        builder.datapointId = Remote.value(remote, SafeKeys.DATAPOINT_ID);
        if (sessionId == null && builder.source == null && builder.project == null && builder.runId == null) {
            return null;
        }
        builder.id = sessionId == null ? current.id() : sessionId; // as it came, or the two halves would not meet
        builder.existing = sessionId != null || !current.claimable();
        return of(tracer, builder);
    }

    static Session of(TracerCore tracer, SessionBuilder builder) {
        String source = tracer.mask(
                SafeKeys.SOURCE, builder.source == null ? tracer.settings().source() : builder.source);
        String unmasked = builder.project == null ? tracer.settings().project() : builder.project;
        String project = unmasked == null ? null : tracer.mask(SafeKeys.PROJECT, unmasked);
        Map<String, @Nullable String> entries = new LinkedHashMap<>();
        entries.put(SafeKeys.RUN_ID, builder.runId);
        entries.put(SafeKeys.DATASET_ID, builder.datasetId);
        entries.put(SafeKeys.DATAPOINT_ID, builder.datapointId);
        entries.put(SafeKeys.TRACER_ID, tracer.id());
        entries.put(SafeKeys.PROJECT, project);
        entries.put(SafeKeys.SOURCE, source);
        entries.put("session_id", builder.id); // offered, for the one filter to keep back
        entries.put("session_name", builder.name());

        AttributesBuilder stamp = tracer.settings().experimentLabels().toBuilder();
        stamp.put(AttributeNames.SESSION_ID, builder.id);
        stamp.put(AttributeNames.SOURCE, source);
        putIfPresent(stamp, AttributeNames.PROJECT, project);
        putIfPresent(stamp, AttributeNames.RUN_ID, builder.runId);
        putIfPresent(stamp, AttributeNames.DATASET_ID, builder.datasetId);
        putIfPresent(stamp, AttributeNames.DATAPOINT_ID, builder.datapointId);
        return new Session(
                tracer,
                builder.id,
                stamp.build(),
                SafeKeys.baggage(entries),
                builder.startBody(project, source),
                tracer.samples(builder.id),
                builder.spanListener,
                builder.existing);
    }

    TracerCore owner() {
        return owner;
    }

    String id() {
        return id;
    }

    /** Returns what every span of this session carries, beside the type of its event where that is known. */
    Attributes stamp(@Nullable EventType type) {
        return type == null ? stamp : typedStamps.computeIfAbsent(type, this::typed);
    }

    Baggage baggage() {
        return baggage.baggage();
    }

    PreparedBaggage prepared() {
        return baggage;
    }

    Map<String, Object> startBody() {
        return startBody;
    }

    /** Returns whether all of it is recorded, or only what fails. */
    boolean isSampled() {
        return sampled;
    }

    @Nullable SpanListener spanListener() {
        return spanListener;
    }

    boolean claimable() {
        return !started.get();
    }

    /** Returns true for the one caller who has to announce the session. */
    boolean claimStart() {
        return !started.get() && started.compareAndSet(false, true);
    }

    private Attributes typed(EventType type) {
        return stamp.toBuilder().put(AttributeNames.EVENT_TYPE, type.wireName()).build();
    }

    private static void putIfPresent(
            AttributesBuilder stamp, io.opentelemetry.api.common.AttributeKey<String> key, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            stamp.put(key, value);
        }
    }
}
