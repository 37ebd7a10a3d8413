// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.internal.context.Frame;
import ai.honeyhive.internal.context.GuardedBaggagePropagator;
import ai.honeyhive.internal.context.Remote;
import ai.honeyhive.internal.context.TracerRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final TracerRegistry<TracerCore> REGISTRY = new TracerRegistry<>();
    private static final ContextPropagators PROPAGATORS = ContextPropagators.create(TextMapPropagator.composite(
            W3CTraceContextPropagator.getInstance(), guard(W3CBaggagePropagator.getInstance())));

    private final TracerCore core;

    HoneyHiveTracer(Settings settings, String callerName) {
        this.core = new TracerCore(this, settings, PROPAGATORS, callerName);
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
        TracerCore found = REGISTRY.discover(Context.current());
        return found == null ? Optional.empty() : found.discovered();
    }

    /**
     * Makes a tracer the one that discovery falls back to; null means none. Without this call it is the first living
     * tracer that was built.
     */
    public static void setDefault(@Nullable HoneyHiveTracer tracer) {
        REGISTRY.setDefault(tracer == null ? null : tracer.core);
    }

    /**
     * Flushes all tracers of this process that are open.
     *
     * @param timeout for all of them together
     * @return true only if every one of them says so, see {@link #flush(Duration)}
     */
    public static boolean flushAll(Duration timeout) {
        List<TracerCore> open = REGISTRY.all();
        open.forEach(core -> core.pipeline().hurry());
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean accepted = true;
        for (TracerCore core : open) {
            accepted &= core.pipeline().flush(Duration.ofNanos(Math.max(deadline - System.nanoTime(), 0)));
        }
        return accepted;
    }

    /**
     * Has work done when the JVM ends (Ctrl-C, {@code SIGTERM}, {@code System.exit}), before the open tracers are flushed
     * and closed: such as cancelling what still uses them. The JVM waits for it, so it has to bound its own time.
     *
     * @return takes the work back; can be called again
     */
    public static Runnable beforeShutdown(Runnable work) {
        return ShutdownHook.before(work, REGISTRY);
    }

    /**
     * Runs the body in a span of its own and returns what it returns. An exception of the body is recorded on the span
     * and passed on unchanged.
     */
    public <T extends @Nullable Object, X extends Throwable> T call(
            String name, EventType type, SpanFunction<T, X> body) throws X {
        OwnedSpan span = core.start(name, type);
        if (span == null) {
            return body.apply(ActiveSpan.NONE);
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
            return body.apply(ActiveSpan.NONE);
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
                ? new TracedIterator<>(body.apply(ActiveSpan.NONE), null)
                : new TracedIterator<>(span.ofSequence().apply(body), span);
    }

    /** As {@link #callIterator}, for a stream: its span ends with the last item, an exception, or {@code close}. */
    public <T extends @Nullable Object, X extends Throwable> Stream<T> callStream(
            String name, EventType type, SpanFunction<Stream<T>, X> body) throws X {
        OpenSpan span = open(name, type);
        if (span == null) {
            return body.apply(ActiveSpan.NONE);
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
                body.apply(ActiveSpan.NONE).subscribe(subscriber);
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
        Frame<TracerCore, Session> frame = Frame.nearest(Context.current(), core);
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
        Session session = core.currentSession();
        if (!session.isSampled()) {
            return false;
        }
        core.ensureStarted(session);
        return core.update(session.id(), enrichment);
    }

    /** Enriches the session with this id, wherever it was started; otherwise as {@link #enrichSession(Consumer)}. */
    public boolean enrichSession(String sessionId, Consumer<? super Enrichment> enrichment) {
        return core.update(sessionId, enrichment);
    }

    /**
     * Enriches an event whose span has ended, by its id: see {@link ActiveSpan#eventId()}. For a span that is still open
     * use {@link #enrichSpan}. Sent behind the scenes, in order; inputs and error arrive as metadata, since an event that
     * was stored takes no others.
     *
     * @return false if there was nothing to send or it was not taken
     */
    public boolean enrichEvent(String eventId, Consumer<? super Enrichment> enrichment) {
        return core.update(eventId, enrichment);
    }

    /**
     * Until the scope is closed, inputs and outputs of new spans and of session enrichment are not recorded in this
     * context, whatever {@code captureContent} says.
     */
    public Scope withoutContent() {
        return ContextScope.open(TracerCore.withoutContent(Context.current()));
    }

    /** Describes a new session, for one user interaction; {@link SessionBuilder#open()} makes it current. */
    public SessionBuilder session(String name) {
        return new SessionBuilder(core, name);
    }

    /**
     * Returns this tracer's OpenTelemetry, to hand to instrumentation libraries. Spans made with it belong to this
     * tracer, its sessions and its project as those of {@link #call} do. Not the global one, which stays untouched.
     */
    public OpenTelemetry openTelemetry() {
        return core.openTelemetry();
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
        if (core.isEnabled()) {
            Session session = core.currentSession();
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
        if (!core.isEnabled()) {
            return base;
        }
        Context extracted = Remote.extract(base.with(Baggage.empty()), carrier, getter);
        Baggage remote = Baggage.fromContext(extracted);
        Context merged = extracted.with(Remote.merge(Baggage.fromContext(base), remote));
        Session session = Session.continued(core, core.currentSession(), remote);
        return session == null ? merged : Frame.push(merged, core, null, session, session.baggage());
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
        Settings settings = core.settings();
        HoneyHiveClient.Builder builder = HoneyHiveClient.builder()
                .serverUrl(settings.serverUrl().toString())
                .apiKey(settings.apiKey());
        HttpClient httpClient = settings.export().httpClient();
        if (httpClient != null) {
            builder.httpClient(httpClient);
        }
        return builder.build();
    }

    /** Returns the id by which discovery finds this tracer: random, unique, of this process only. */
    public String id() {
        return core.id();
    }

    /** Returns the project; null when the key alone decides it. */
    public @Nullable String project() {
        return core.settings().project();
    }

    /** Returns where the traffic comes from. */
    public String source() {
        return core.settings().source();
    }

    /** Returns the server that spans and sessions go to. */
    public URI serverUrl() {
        return core.settings().serverUrl();
    }

    /** Returns the id of the current session: that of the innermost scope of this tracer, else the tracer's own. */
    public String sessionId() {
        return core.currentSession().id();
    }

    /**
     * Sends what waits, and waits for the answers.
     *
     * @return true only if everything that ended or was enriched before this call was accepted in time, and nothing was
     *     lost since the last flush that reported a loss
     */
    public boolean flush(Duration timeout) {
        return core.pipeline().flush(timeout);
    }

    /** Returns whether what is traced goes to a server: false in test mode, when disabled, and once closed. */
    public boolean isSending() {
        return core.isEnabled() && core.settings().connected();
    }

    /** Returns what was delivered and lost so far. */
    public TracerHealth health() {
        return core.pipeline().health();
    }

    /** Sends what waits, for at most five seconds, and ends this tracer. Can be called again. */
    @Override
    public void close() {
        close(CLOSE_TIMEOUT);
    }

    void close(Duration timeout) {
        REGISTRY.unregister(core.id(), core);
        core.pipeline().close(timeout);
    }

    void register() {
        if (core.isEnabled()) {
            REGISTRY.register(core.id(), core);
            ShutdownHook.install(REGISTRY);
        }
    }

    private @Nullable OpenSpan open(String name, EventType type) {
        OwnedSpan span = core.start(name, type);
        return span == null ? null : new OpenSpan(span);
    }
}
