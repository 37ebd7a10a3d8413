// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.internal.context.Frame;
import ai.honeyhive.internal.context.GuardedBaggagePropagator;
import ai.honeyhive.internal.context.Remote;
import ai.honeyhive.internal.context.TracerRegistry;
import ai.honeyhive.internal.wire.AttributeNames;
import ai.honeyhive.internal.wire.Bucket;
import ai.honeyhive.internal.wire.PlainValues;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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
    private static final ContextKey<Boolean> WITHOUT_CONTENT = ContextKey.named("honeyhive-without-content");
    private static final ContextPropagators PROPAGATORS = ContextPropagators.create(TextMapPropagator.composite(
            W3CTraceContextPropagator.getInstance(), guard(W3CBaggagePropagator.getInstance())));

    private final String id = UUID.randomUUID().toString();
    private final Settings settings;
    private final Pipeline pipeline;
    private final OwnedTracerProvider openTelemetry;
    private final io.opentelemetry.api.trace.Tracer tracer;
    private final Session ownSession;

    HoneyHiveTracer(Settings settings, String callerName) {
        this.settings = settings;
        this.pipeline = new Pipeline(settings, id);
        this.openTelemetry = new OwnedTracerProvider(this, pipeline.provider(), PROPAGATORS);
        this.tracer = pipeline.provider().get(SCOPE_NAME);
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
        Context before = Context.current();
        Scope scope = span.makeCurrent();
        try {
            return body.apply(new ActiveSpan(span));
        } catch (Throwable failure) {
            span.fail(failure);
            throw failure;
        } finally {
            scope.close();
            ContextScope.restore(before);
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
     * Runs the body in a span that stays open until the result that it returns is complete: with a value, with an
     * exception, by a time-out or by being cancelled. The very same result is returned.
     */
    public <T extends @Nullable Object, S extends CompletionStage<T>, X extends Throwable> S callAsync(
            String name, EventType type, SpanFunction<S, X> body) throws X {
        OpenSpan span = open(name, type);
        if (span == null) {
            return body.apply(new ActiveSpan(Span.getInvalid()));
        }
        S result = span.apply(body);
        if (result == null) { // the declared type forbids it, but it is not for us to throw
            span.end();
        } else {
            result.whenComplete((value, failure) -> span.end(failure));
        }
        return result;
    }

    /**
     * Runs the body in a span that stays open until the items that it returns are read to the end, reading them fails,
     * or the iterator is closed. Number of items and time to the first are recorded.
     */
    public <T extends @Nullable Object, X extends Throwable> TracedIterator<T> callIterator(
            String name, EventType type, SpanFunction<? extends Iterator<? extends T>, X> body) throws X {
        OpenSpan span = open(name, type);
        return span == null
                ? new TracedIterator<>(body.apply(new ActiveSpan(Span.getInvalid())), null)
                : new TracedIterator<>(span.ofSequence().apply(body), span);
    }

    /** As {@link #callIterator}, for a stream: its span ends with the last item, an exception, or {@code close}. */
    public <T extends @Nullable Object, X extends Throwable> Stream<T> callStream(
            String name, EventType type, SpanFunction<Stream<T>, X> body) throws X {
        OpenSpan span = open(name, type);
        if (span == null) {
            return body.apply(new ActiveSpan(Span.getInvalid()));
        }
        Stream<T> items = span.ofSequence().apply(body);
        return StreamSupport.stream(new TracedSpliterator<>(items.spliterator(), span), false)
                .onClose(span::cancel)
                .onClose(items::close);
    }

    /**
     * Describes a publisher that runs the body and opens a span for each subscriber; the span ends when the publisher
     * completes or fails, or the subscriber cancels.
     */
    public <T> Flow.Publisher<T> callPublisher(
            String name, EventType type, SpanFunction<Flow.Publisher<T>, RuntimeException> body) {
        return subscriber -> {
            OpenSpan span = open(name, type);
            if (span == null) {
                body.apply(new ActiveSpan(Span.getInvalid())).subscribe(subscriber);
            } else {
                new TracedPublisher<>(span.ofSequence().apply(body), span).subscribe(subscriber);
            }
        };
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
        if (!session.isSampled()) {
            return false;
        }
        ensureStarted(session);
        return enrich(session.id(), enrichment);
    }

    /** Enriches the session with this id, wherever it was started; otherwise as {@link #enrichSession(Consumer)}. */
    public boolean enrichSession(String sessionId, Consumer<? super Enrichment> enrichment) {
        return enrich(sessionId, enrichment);
    }

    /**
     * Until the scope is closed, inputs and outputs of new spans and of session enrichment are not recorded in this
     * context, whatever {@code captureContent} says.
     */
    public Scope withoutContent() {
        return ContextScope.open(Context.current().with(WITHOUT_CONTENT, Boolean.TRUE));
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

    /**
     * Writes what the next of our own services needs to go on with this session and trace: {@code traceparent}, and as
     * W3C baggage the session, project, source and experiment ids beside the caller's own entries. Only call this for
     * servers that shall know.
     *
     * @param carrier what takes the headers, such as a request
     * @param setter how the carrier takes one
     */
    public <C> void inject(C carrier, TextMapSetter<C> setter) {
        if (isEnabled()) {
            Session session = currentSession();
            Remote.inject(Context.current(), session.baggage(), session.id(), carrier, setter);
        }
    }

    /** Writes into a map of headers; otherwise as {@link #inject(Object, TextMapSetter)}. */
    public void inject(Map<? super String, ? super String> headers) {
        inject(headers, (carrier, key, value) -> {
            if (carrier != null) {
                carrier.put(key, value);
            }
        });
    }

    /**
     * Reads what {@link #inject} of another service wrote. In the returned context, this tracer's spans continue that
     * trace and session, with its project, source and experiment ids; the baggage of the current context is kept. Header
     * names are compared without case.
     *
     * @param carrier what holds the headers, such as a request
     * @param getter how the carrier gives one
     * @return the current context when the carrier says nothing
     */
    public <C> Context extract(C carrier, TextMapGetter<C> getter) {
        Context base = Context.current();
        if (!isEnabled()) {
            return base;
        }
        Context extracted = Remote.extract(base.with(Baggage.empty()), carrier, getter);
        Baggage remote = Baggage.fromContext(extracted);
        Context merged = extracted.with(Remote.merge(Baggage.fromContext(base), remote));
        Session session = Session.continued(this, currentSession(), remote);
        return session == null ? merged : Frame.push(merged, this, null, session, session.baggage());
    }

    /** Reads a map of headers; otherwise as {@link #extract(Object, TextMapGetter)}. */
    public Context extract(Map<String, String> headers) {
        return extract(headers, MapGetter.INSTANCE);
    }

    /** Makes the extracted context current until the scope is closed, as a server does around one request. */
    public <C> Scope link(C carrier, TextMapGetter<C> getter) {
        return ContextScope.open(extract(carrier, getter));
    }

    /** Links a map of headers; otherwise as {@link #link(Object, TextMapGetter)}. */
    public Scope link(Map<String, String> headers) {
        return link(headers, MapGetter.INSTANCE);
    }

    /**
     * Guards a propagator of your own OpenTelemetry SDK as {@link #openTelemetry()} guards its own: requests to other
     * servers, such as a model vendor's, do not carry our baggage entries.
     */
    public static TextMapPropagator guard(TextMapPropagator propagator) {
        return new GuardedBaggagePropagator(propagator);
    }

    /** Returns a REST client for this tracer's server and key. */
    public HoneyHiveClient client() {
        HoneyHiveClient.Builder builder = HoneyHiveClient.builder()
                .serverUrl(settings.serverUrl().toString())
                .apiKey(settings.apiKey());
        if (settings.httpClient() != null) {
            builder.httpClient(settings.httpClient());
        }
        return builder.build();
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
        return pipeline.flush(timeout);
    }

    /** Returns what was delivered and lost so far. */
    public TracerHealth health() {
        return pipeline.health();
    }

    /** Sends what waits, for at most five seconds, and ends this tracer. Can be called again. */
    @Override
    public void close() {
        close(CLOSE_TIMEOUT);
    }

    void close(Duration timeout) {
        REGISTRY.unregister(id, this);
        pipeline.close(timeout);
    }

    boolean isEnabled() {
        return settings.enabled() && !pipeline.isClosed();
    }

    void register() {
        if (settings.enabled()) {
            REGISTRY.register(id, this);
            ShutdownHook.install(REGISTRY);
        }
    }

    SpanSelection selection() {
        return settings.selection();
    }

    boolean samples(String sessionId) {
        return settings.selection().samples(sessionId);
    }

    Session ownSession() {
        return ownSession;
    }

    void ensureStarted(Session session) {
        if (!pipeline.isClosed()) {
            pipeline.startSession(session);
        }
    }

    void ended(OwnedRecordingSpan span) {
        pipeline.ended(span);
    }

    void rootEnded() {
        if (settings.serverlessDeadline() != null) {
            flush(settings.serverlessDeadline());
        }
    }

    Context withSpan(Context context, OwnedSpan span, Session session) {
        return Frame.push(context, this, span, session, session.baggage());
    }

    Context withSession(Context context, Session session) {
        Frame<HoneyHiveTracer, Session> outer = Frame.nearest(context, this);
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

    private Session currentSession() {
        Frame<HoneyHiveTracer, Session> frame = Frame.nearest(Context.current(), this);
        return frame == null ? ownSession : frame.session();
    }

    private @Nullable OwnedSpan start(String name, EventType type) {
        if (!isEnabled()) {
            return null;
        }
        try {
            String masked = mask("name", name);
            return new OwnedSpanBuilder(
                            this,
                            masked,
                            tracer.spanBuilder(masked).setAttribute(AttributeNames.EVENT_TYPE, type.wireName()))
                    .startSpan();
        } catch (RuntimeException e) { // ours or a null argument: the caller's work matters more
            LOG.log(Level.WARNING, "no span for \"" + name + "\"", e);
            return null;
        }
    }

    private @Nullable OpenSpan open(String name, EventType type) {
        OwnedSpan span = start(name, type);
        return span == null ? null : new OpenSpan(span);
    }

    private boolean enrich(String sessionId, Consumer<? super Enrichment> enrichment) {
        if (!isEnabled()) {
            return false;
        }
        SessionEnrichment collected = new SessionEnrichment(this);
        enrichment.accept(collected);
        return !collected.fields().isEmpty() && pipeline.updateSession(sessionId, collected.fields());
    }
}
