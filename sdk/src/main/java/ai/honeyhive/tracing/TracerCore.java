// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.internal.context.Frame;
import ai.honeyhive.internal.wire.Bucket;
import ai.honeyhive.internal.wire.PlainValues;
import ai.honeyhive.internal.wire.TextLimit;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.propagation.ContextPropagators;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final AtomicBoolean warned = new AtomicBoolean();
    private final AtomicBoolean warnedOfListener = new AtomicBoolean();

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

    /** Starts a span in a context; null when there is nothing to record with. */
    @Nullable OwnedSpan start(@Nullable String name, @Nullable EventType type, Context current) {
        if (!isEnabled()) {
            return null;
        }
        try {
            String masked = name == null ? "unnamed" : mask("name", name);
            return new OwnedSpanBuilder(this, masked, spans.spanBuilder(masked), current)
                    .type(type)
                    .startSpan(current);
        } catch (RuntimeException e) { // ours or a null argument: the caller's work matters more
            if (warned.compareAndSet(false, true)) {
                HoneyHiveTracer.LOG.log(Level.WARNING, "a span was not recorded; this is said once", e);
            }
            return null;
        }
    }

    void listenerFailed(RuntimeException failure) {
        if (warnedOfListener.compareAndSet(false, true)) {
            HoneyHiveTracer.LOG.log(Level.WARNING, "a span listener failed; this is said once", failure);
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
    boolean update(@Nullable String eventId, @Nullable Consumer<? super Enrichment> enrichment) {
        if (!isEnabled() || eventId == null || eventId.isBlank() || enrichment == null) {
            return false;
        }
        EventEnrichment collected = new EventEnrichment(this);
        enrichment.accept(collected);
        return !collected.fields().isEmpty() && pipeline.update(eventId, collected.fields());
    }

    Context withSession(Context context, Session session) {
        Frame<TracerCore, Session> outer = Frame.nearest(context, this);
        return Frame.push(context, this, outer == null ? null : outer.span(), session, session.prepared());
    }

    /** Copies and filters what goes into a session; null when nothing of it may. */
    @Nullable Object snapshot(Bucket bucket, String key, @Nullable Object value) {
        if (!capturesContent(Context.current()) && (bucket == Bucket.INPUTS || bucket == Bucket.OUTPUTS)) {
            return null;
        }
        ContentFilter filter = settings.recording().filter();
        try {
            return PlainValues.snapshot(bucket.wireName() + '.' + key, value, filter::name, (path, leaf) -> {
                String masked = filter.masksNothing() ? null : filter.scalar(path, leaf);
                return masked == null ? leaf : masked;
            });
        } catch (RuntimeException | StackOverflowError e) { // the value's own code
            HoneyHiveTracer.LOG.log(Level.DEBUG, "not readable: a value for " + bucket.wireName(), e);
            return value == null ? null : PlainValues.unreadable(value);
        }
    }

    String mask(String key, String value) {
        return settings.recording().filter().text(key, value);
    }

    @Nullable String maskIfPresent(String key, @Nullable String value) {
        return value == null ? null : TextLimit.wellFormed(mask(key, value));
    }

    /** Masks a name that the application made up, such as the key of a map. */
    String maskName(String name) {
        return TextLimit.wellFormed(settings.recording().filter().name(name));
    }

    boolean capturesContent(Context context) {
        return settings.captureContent() && context.get(WITHOUT_CONTENT) == null;
    }
}
