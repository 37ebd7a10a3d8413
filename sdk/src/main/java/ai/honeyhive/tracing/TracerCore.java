// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.internal.context.Frame;
import ai.honeyhive.internal.wire.Bucket;
import ai.honeyhive.internal.wire.PlainValues;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.propagation.ContextPropagators;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The inner side of one tracer: what its spans and sessions share, and the frames by which they find each other in the
 * context. Thread-safe; nothing here throws into user code.
 */
final class TracerCore {
    private static final String SCOPE_NAME = "ai.honeyhive";
    private static final ContextKey<Boolean> WITHOUT_CONTENT = ContextKey.named("honeyhive-without-content");

    private final String id = UUID.randomUUID().toString();
    private final HoneyHiveTracer tracer; // whoever holds a span or the OpenTelemetry of a tracer can discover it
    private final Optional<HoneyHiveTracer> discovered; // wrapped once, not by each discovery
    private final Settings settings;
    private final Pipeline pipeline;
    private final OwnedTracerProvider openTelemetry;
    private final io.opentelemetry.api.trace.Tracer spans;
    private final Session ownSession;

    TracerCore(HoneyHiveTracer tracer, Settings settings, ContextPropagators propagators, String callerName) {
        this.tracer = tracer;
        this.discovered = Optional.of(tracer);
        this.settings = settings;
        this.pipeline = new Pipeline(settings, id);
        this.openTelemetry = new OwnedTracerProvider(this, pipeline.provider(), propagators);
        this.spans = pipeline.provider().get(SCOPE_NAME);
        this.ownSession = Session.of(this, settings.ownSession().describe(this, callerName));
    }

    static Context withoutContent(Context context) {
        return context.with(WITHOUT_CONTENT, Boolean.TRUE);
    }

    String id() {
        return id;
    }

    HoneyHiveTracer tracer() {
        return tracer;
    }

    Optional<HoneyHiveTracer> discovered() {
        return discovered;
    }

    Settings settings() {
        return settings;
    }

    Pipeline pipeline() {
        return pipeline;
    }

    OpenTelemetry openTelemetry() {
        return openTelemetry;
    }

    boolean isEnabled() {
        return settings.enabled() && !pipeline.isClosed();
    }

    boolean samples(String sessionId) {
        return settings.selection().samples(sessionId);
    }

    SpanSelection selection() {
        return settings.selection();
    }

    Session ownSession() {
        return ownSession;
    }

    Session currentSession() {
        Frame<TracerCore, Session> frame = Frame.nearest(Context.current(), this);
        return frame == null ? ownSession : frame.session();
    }

    void ensureStarted(Session session) {
        if (!pipeline.isClosed()) {
            pipeline.startSession(session);
        }
    }

    /** Keeps a session here until it is released. */
    void hold(Session session) {
        pipeline.hold(session);
    }

    void release(Session session, Consumer<? super Enrichment> lastWords) {
        if (session.isSampled()) {
            EventEnrichment collected = new EventEnrichment(this);
            lastWords.accept(collected);
            pipeline.release(session.id(), collected.fields());
        }
    }

    /** Starts a span; null when there is nothing to record with. */
    @Nullable OwnedSpan start(String name, EventType type) {
        if (!isEnabled()) {
            return null;
        }
        try {
            String masked = mask("name", name);
            return new OwnedSpanBuilder(this, masked, spans.spanBuilder(masked))
                    .type(type)
                    .startSpan();
        } catch (RuntimeException e) { // ours or a null argument: the caller's work matters more
            HoneyHiveTracer.LOG.log(Level.WARNING, "no span for \"" + name + "\"", e);
            return null;
        }
    }

    void ended(OwnedRecordingSpan span) {
        pipeline.ended(span);
    }

    void rootEnded() {
        Duration deadline = settings.export().serverlessDeadline();
        if (deadline != null) {
            pipeline.flush(deadline);
        }
    }

    /** Updates a session, or any event that is not open here; false when there was nothing to send or it was not taken. */
    boolean update(String eventId, Consumer<? super Enrichment> enrichment) {
        if (!isEnabled()) {
            return false;
        }
        EventEnrichment collected = new EventEnrichment(this);
        enrichment.accept(collected);
        return !collected.fields().isEmpty() && pipeline.update(eventId, collected.fields());
    }

    Context withSpan(Context context, OwnedSpan span, Session session) {
        return Frame.push(context, this, span, session, session.baggage());
    }

    Context withSession(Context context, Session session) {
        Frame<TracerCore, Session> outer = Frame.nearest(context, this);
        return Frame.push(context, this, outer == null ? null : outer.span(), session, session.baggage());
    }

    AttributeWriter newWriter() {
        return new AttributeWriter(settings.recording(), capturesContent());
    }

    /** Copies and filters what goes into a session; null when nothing of it may. */
    @Nullable Object snapshot(Bucket bucket, String key, @Nullable Object value) {
        if (!capturesContent() && (bucket == Bucket.INPUTS || bucket == Bucket.OUTPUTS)) {
            return null;
        }
        ContentFilter filter = settings.recording().filter();
        return PlainValues.snapshot(bucket.wireName() + '.' + key, value, (path, leaf) -> {
            String masked = filter.masksNothing() ? null : filter.scalar(path, leaf);
            return masked == null ? leaf : masked;
        });
    }

    String mask(String key, String value) {
        return settings.recording().filter().text(key, value);
    }

    private boolean capturesContent() {
        return settings.captureContent() && Context.current().get(WITHOUT_CONTENT) == null;
    }
}
