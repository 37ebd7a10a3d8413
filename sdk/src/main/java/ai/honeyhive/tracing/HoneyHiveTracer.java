// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.internal.context.Frame;
import ai.honeyhive.internal.context.TracerRegistry;
import ai.honeyhive.internal.export.Drops;
import ai.honeyhive.internal.export.SessionOutbox;
import ai.honeyhive.internal.export.SpanQueue;
import ai.honeyhive.internal.http.HttpTransport;
import ai.honeyhive.internal.wire.AttributeNames;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Traces one project: spans, sessions, enrichment. Many tracers live in one process and never mix; each has its own
 * OpenTelemetry SDK, which it creates, flushes and closes.
 *
 * <pre>{@code
 * try (HoneyHiveTracer tracer = HoneyHiveTracer.builder().project("support-bot").build()) {
 *     String answer = tracer.call("answer", EventType.CHAIN, span -> {
 *         span.input("question", question);
 *         return bot.answer(question);
 *     });
 *     tracer.enrichSession(e -> e.feedback("rating", 5));
 * }
 * }</pre>
 *
 * <p>Thread-safe. After construction nothing here throws but what user code throws, and nothing waits for the network
 * but {@link #flush(Duration)} and {@link #close()}.
 */
public final class HoneyHiveTracer implements AutoCloseable {
    static final Logger LOG = System.getLogger(HoneyHiveTracer.class.getName());
    private static final String SCOPE_NAME = "ai.honeyhive";
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final TracerRegistry<HoneyHiveTracer> REGISTRY = new TracerRegistry<>();

    private final String id = UUID.randomUUID().toString();
    private final Settings settings;
    private final HttpTransport transport;
    private final Drops drops;
    private final @Nullable SpanQueue spans;
    private final @Nullable SessionOutbox sessions;
    private final SdkTracerProvider provider;
    private final OwnedTracerProvider openTelemetry;
    private final io.opentelemetry.api.trace.Tracer tracer;
    private final Session ownSession;
    private final AtomicBoolean closed = new AtomicBoolean();

    HoneyHiveTracer(Settings settings, String callerName) {
        this.settings = settings;
        this.transport = new HttpTransport(settings.serverUrl(), settings.apiKey());
        String label = "honeyhive-" + (settings.project() == null ? "tracer" : settings.project());
        this.drops = new Drops(label);
        boolean sends = settings.enabled() && settings.connected();
        this.spans = sends ? new SpanQueue(transport, settings.source(), label + "-spans", drops) : null;
        this.sessions = sends ? new SessionOutbox(transport, label + "-sessions", drops) : null;
        this.provider = Providers.create(settings, id, spans);
        this.openTelemetry = new OwnedTracerProvider(
                this,
                provider,
                ContextPropagators.create(TextMapPropagator.composite(
                        W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance())));
        this.tracer = provider.get(SCOPE_NAME);
        SessionBuilder own = session(settings.sessionName() == null ? callerName : settings.sessionName());
        this.ownSession = Session.of(this, settings.sessionId() == null ? own : own.id(settings.sessionId()));
    }

    /** Returns a builder; what is not set comes from the environment ({@code HH_API_KEY}, {@code HH_API_URL}, ...). */
    public static HoneyHiveTracerBuilder builder() {
        return new HoneyHiveTracerBuilder();
    }

    /** Returns a tracer that runs the code it is given and does nothing else. */
    public static HoneyHiveTracer noop() {
        return new HoneyHiveTracerBuilder()
                .environment(name -> null)
                .disableTracing(true)
                .buildUnregistered();
    }

    /** Returns the tracer named in the current baggage, else the default tracer; empty when there is neither. */
    public static Optional<HoneyHiveTracer> discover() {
        return Optional.ofNullable(REGISTRY.discover(null, Context.current()));
    }

    /**
     * Makes a tracer the one that discovery falls back to; null means none. Without this call it is the first living
     * tracer that was built.
     */
    public static void setDefault(@Nullable HoneyHiveTracer tracer) {
        REGISTRY.setDefault(tracer);
    }

    /**
     * Runs the body in a span of its own and returns what it returns. An exception of the body is recorded on the span
     * and passed on unchanged.
     */
    public <T extends @Nullable Object, X extends Throwable> T call(
            String name, EventType type, SpanFunction<T, X> body) throws X {
        OwnedSpan span = start(name, type);
        if (span == null) {
            return body.apply(new ActiveSpan(Span.getInvalid()));
        }
        Scope scope = span.makeCurrent();
        try {
            return body.apply(new ActiveSpan(span));
        } catch (Throwable failure) {
            record(span, failure);
            throw failure;
        } finally {
            scope.close();
            span.end();
        }
    }

    /** Runs the body in a span of its own; otherwise as {@link #call}. */
    public <X extends Throwable> void run(String name, EventType type, SpanAction<X> body) throws X {
        this.<Boolean, X>call(name, type, span -> {
            body.accept(span);
            return Boolean.TRUE;
        });
    }

    /**
     * Enriches this tracer's current span, whatever other spans are open inside it.
     *
     * @return false if this tracer has no open span here; then nothing happens
     */
    public boolean enrichSpan(Consumer<? super Enrichment> enrichment) {
        Frame<HoneyHiveTracer, Session> frame = Frame.nearest(Context.current(), this);
        Span span = frame == null ? null : frame.span();
        if (span == null || !span.isRecording()) {
            LOG.log(Level.DEBUG, "enrichSpan: no open span of this tracer here");
            return false;
        }
        enrichment.accept(new ActiveSpan(span));
        return true;
    }

    /**
     * Enriches the current session: that of the innermost {@link SessionScope} of this tracer, else the tracer's own.
     * Sent behind the scenes, in order; maps merge key by key.
     *
     * @return false if there was nothing to send or it was not taken
     */
    public boolean enrichSession(Consumer<? super Enrichment> enrichment) {
        Session session = currentSession();
        ensureStarted(session);
        return enrich(session.id(), enrichment);
    }

    /** Enriches the session with this id, wherever it was started; otherwise as {@link #enrichSession(Consumer)}. */
    public boolean enrichSession(String sessionId, Consumer<? super Enrichment> enrichment) {
        return enrich(sessionId, enrichment);
    }

    /** Describes a new session, for one user interaction; {@link SessionBuilder#open()} makes it current. */
    public SessionBuilder session(String name) {
        return new SessionBuilder(this, name);
    }

    /**
     * Returns this tracer's OpenTelemetry, to hand to instrumentation libraries. Spans made with it belong to this
     * tracer, its sessions and its project as those of {@link #call} do. Not the global one, which stays untouched.
     */
    public OpenTelemetry openTelemetry() {
        return openTelemetry;
    }

    /** Returns a REST client for this tracer's server and key. */
    public HoneyHiveClient client() {
        return HoneyHiveClient.builder()
                .serverUrl(settings.serverUrl().toString())
                .apiKey(settings.apiKey())
                .build();
    }

    /** Returns the id by which discovery finds this tracer: random, unique, of this process only. */
    public String id() {
        return id;
    }

    /** Returns the project; null when the key alone decides it. */
    public @Nullable String project() {
        return settings.project();
    }

    /** Returns where the traffic comes from. */
    public String source() {
        return settings.source();
    }

    /** Returns the server that spans and sessions go to. */
    public URI serverUrl() {
        return settings.serverUrl();
    }

    /** Returns the id of the current session: that of the innermost scope of this tracer, else the tracer's own. */
    public String sessionId() {
        return currentSession().id();
    }

    /**
     * Sends what waits, and waits for the answers.
     *
     * @return true only if everything that ended or was enriched before this call was accepted in time, and nothing was
     *     lost since the last flush that reported a loss
     */
    public boolean flush(Duration timeout) {
        if (spans == null || sessions == null) {
            return true;
        }
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            boolean spansDelivered = spans.flush(timeout);
            boolean sessionsDelivered = sessions.flush(Duration.ofNanos(deadline - System.nanoTime()));
            return spansDelivered && sessionsDelivered;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Sends what waits, for at most five seconds, and ends this tracer. Can be called again. */
    @Override
    public void close() {
        close(CLOSE_TIMEOUT);
    }

    void close(Duration timeout) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        REGISTRY.unregister(id, this);
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            if (spans != null && sessions != null) {
                spans.close(timeout);
                sessions.close(Duration.ofNanos(Math.max(deadline - System.nanoTime(), 0)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            provider.shutdown();
        }
    }

    boolean isEnabled() {
        return settings.enabled() && !closed.get();
    }

    void register() {
        if (settings.enabled()) {
            REGISTRY.register(id, this);
            ShutdownHook.install(REGISTRY);
        }
    }

    Session ownSession() {
        return ownSession;
    }

    void ensureStarted(Session session) {
        if (sessions != null && session.claimStart()) {
            sessions.start(session.id(), session.startBody());
        }
    }

    Context withSpan(Context context, OwnedSpan span, Session session) {
        return Frame.push(context, this, span, session, session.baggage());
    }

    Context withSession(Context context, Session session) {
        Frame<HoneyHiveTracer, Session> outer = Frame.nearest(context, this);
        return Frame.push(context, this, outer == null ? null : outer.span(), session, session.baggage());
    }

    private Session currentSession() {
        Frame<HoneyHiveTracer, Session> frame = Frame.nearest(Context.current(), this);
        return frame == null ? ownSession : frame.session();
    }

    private @Nullable OwnedSpan start(String name, EventType type) {
        if (!isEnabled()) {
            return null;
        }
        try {
            return new OwnedSpanBuilder(
                            this, tracer.spanBuilder(name).setAttribute(AttributeNames.EVENT_TYPE, type.wireName()))
                    .startSpan();
        } catch (RuntimeException e) { // ours or a null argument: the caller's work matters more
            LOG.log(Level.WARNING, "no span for \"" + name + "\"", e);
            return null;
        }
    }

    private boolean enrich(String sessionId, Consumer<? super Enrichment> enrichment) {
        if (!isEnabled()) {
            return false;
        }
        SessionEnrichment collected = new SessionEnrichment();
        enrichment.accept(collected);
        if (sessions == null || collected.fields().isEmpty()) {
            return false;
        }
        return sessions.update(sessionId, collected.fields());
    }

    private static void record(Span span, Throwable failure) {
        try {
            span.setStatus(StatusCode.ERROR, Failures.describe(failure));
            span.setAttribute(AttributeNames.ERROR, Failures.describe(failure));
            span.setAttribute(AttributeNames.ERROR_TYPE, failure.getClass().getName());
            span.recordException(failure);
        } catch (RuntimeException e) { // an exception that cannot even be printed must still reach the caller itself
            LOG.log(Level.DEBUG, "exception not recorded wholly", e);
        }
    }
}
