// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive;

import ai.honeyhive.tracing.Enrichment;
import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.HoneyHiveTracer;
import ai.honeyhive.tracing.SpanFunction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * LEGACY static functions, for code that has no tracer at hand: each finds the tracer by itself, in the current baggage,
 * else the default one. They work without warnings in 1.x and go in 2.0; prefer the methods of {@link HoneyHiveTracer}.
 * Harmless when there is no tracer: false is returned, and said once in the log. Thread-safe.
 */
public final class HoneyHive {
    private static final Logger LOG = System.getLogger(HoneyHive.class.getName());
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(30);

    private HoneyHive() {}

    /**
     * LEGACY since 1.0, goes in 2.0: builds a tracer. Use {@link HoneyHiveTracer#builder()}.
     *
     * @param apiKey null: {@code HH_API_KEY}
     * @param project null: {@code HH_PROJECT}
     */
    public static HoneyHiveTracer init(@Nullable String apiKey, @Nullable String project) {
        return init(apiKey, project, null, null, null);
    }

    /**
     * LEGACY since 1.0, goes in 2.0: builds a tracer. Use {@link HoneyHiveTracer#builder()}. Null means what the builder
     * takes when an option is not set.
     */
    public static HoneyHiveTracer init(
            @Nullable String apiKey,
            @Nullable String project,
            @Nullable String source,
            @Nullable String sessionName,
            @Nullable String serverUrl) {
        return HoneyHiveTracer.builder()
                .apiKey(apiKey)
                .project(project)
                .source(source)
                .sessionName(sessionName)
                .serverUrl(serverUrl)
                .build();
    }

    /**
     * LEGACY since 1.0, goes in 2.0: enriches the current span of the discovered tracer. Use
     * {@link HoneyHiveTracer#enrichSpan(Consumer)}.
     *
     * @return false if there is no tracer or it has no open span here
     */
    public static boolean enrichSpan(Consumer<? super Enrichment> enrichment) {
        return of(null).map(tracer -> tracer.enrichSpan(enrichment)).orElse(false);
    }

    /**
     * LEGACY since 1.0, goes in 2.0: adds metadata to the current span of the discovered tracer. Use
     * {@link HoneyHiveTracer#enrichSpan(Consumer)}.
     *
     * @return false if there is no tracer or it has no open span here
     */
    public static boolean enrichSpan(@Nullable Map<String, ?> metadata) {
        return enrichSpan(metadata, null);
    }

    /**
     * LEGACY since 1.0, goes in 2.0: adds metadata to the current span of this tracer, or with null of the discovered one.
     * Use {@link HoneyHiveTracer#enrichSpan(Consumer)}.
     *
     * @return false if there is no tracer or it has no open span here
     */
    public static boolean enrichSpan(@Nullable Map<String, ?> metadata, @Nullable HoneyHiveTracer tracer) {
        return enrichSpan(metadata, null, null, null, null, null, null, null, null, tracer);
    }

    /**
     * LEGACY since 1.0, goes in 2.0: the positional form of 0.2, for the discovered tracer. Use
     * {@link HoneyHiveTracer#enrichSpan(Consumer)}; with an event id, {@link HoneyHiveTracer#enrichEvent}.
     *
     * @see #enrichSpan(Map, Map, Map, Map, Map, Map, Map, String, String, HoneyHiveTracer)
     */
    public static boolean enrichSpan(
            @Nullable Map<String, ?> attributes,
            @Nullable Map<String, ?> metadata,
            @Nullable Map<String, ?> metrics,
            @Nullable Map<String, ?> feedback,
            @Nullable Map<String, ?> inputs,
            @Nullable Map<String, ?> outputs,
            @Nullable Map<String, ?> config,
            @Nullable String error,
            @Nullable String eventId) {
        return enrichSpan(attributes, metadata, metrics, feedback, inputs, outputs, config, error, eventId, null);
    }

    /**
     * LEGACY since 1.0, goes in 2.0: the positional form of 0.2. Use {@link HoneyHiveTracer#enrichSpan(Consumer)}; with an
     * event id, {@link HoneyHiveTracer#enrichEvent}.
     *
     * @param attributes become metadata, and win over {@code metadata} with the same key
     * @param eventId updates the event with this id, whose span has ended, instead of the current span
     * @param tracer null: the discovered one
     * @return false if there is no tracer, no open span, or nothing was taken
     */
    public static boolean enrichSpan(
            @Nullable Map<String, ?> attributes,
            @Nullable Map<String, ?> metadata,
            @Nullable Map<String, ?> metrics,
            @Nullable Map<String, ?> feedback,
            @Nullable Map<String, ?> inputs,
            @Nullable Map<String, ?> outputs,
            @Nullable Map<String, ?> config,
            @Nullable String error,
            @Nullable String eventId,
            @Nullable HoneyHiveTracer tracer) {
        Consumer<Enrichment> all = enrichment -> enrichment
                .metadata(metadata)
                .metrics(metrics)
                .feedback(feedback)
                .inputs(inputs)
                .outputs(outputs)
                .config(config)
                .metadata(attributes)
                .error(error);
        return of(tracer)
                .map(found -> eventId == null ? found.enrichSpan(all) : found.enrichEvent(eventId, all))
                .orElse(false);
    }

    /**
     * LEGACY since 1.0, goes in 2.0: enriches the current session of the discovered tracer. Use
     * {@link HoneyHiveTracer#enrichSession(Consumer)}.
     *
     * @return false if there is no tracer, or nothing was taken
     */
    public static boolean enrichSession(Consumer<? super Enrichment> enrichment) {
        return of(null).map(tracer -> tracer.enrichSession(enrichment)).orElse(false);
    }

    /**
     * LEGACY since 1.0, goes in 2.0: adds metadata to the session with this id. Use
     * {@link HoneyHiveTracer#enrichSession(String, Consumer)}.
     *
     * @return false if there is no tracer, or nothing was taken
     */
    public static boolean enrichSession(String sessionId, @Nullable Map<String, ?> metadata) {
        return enrichSession(sessionId, metadata, null);
    }

    /**
     * LEGACY since 1.0, goes in 2.0: adds metadata to the session with this id. Use
     * {@link HoneyHiveTracer#enrichSession(String, Consumer)}.
     *
     * @param tracer null: the discovered one
     * @return false if there is no tracer, or nothing was taken
     */
    public static boolean enrichSession(
            String sessionId, @Nullable Map<String, ?> metadata, @Nullable HoneyHiveTracer tracer) {
        return of(tracer)
                .map(found -> found.enrichSession(sessionId, enrichment -> enrichment.metadata(metadata)))
                .orElse(false);
    }

    /**
     * LEGACY since 1.0, goes in 2.0: the positional form of 0.2, for the discovered tracer. Use
     * {@link HoneyHiveTracer#enrichSession(Consumer)}.
     *
     * @param sessionId null: the current session
     * @return false if there is no tracer, or nothing was taken
     */
    public static boolean enrichSession(
            @Nullable Map<String, ?> metadata,
            @Nullable Map<String, ?> inputs,
            @Nullable Map<String, ?> outputs,
            @Nullable Map<String, ?> config,
            @Nullable Map<String, ?> feedback,
            @Nullable Map<String, ?> metrics,
            @Nullable Map<String, ?> userProperties,
            @Nullable String sessionId) {
        Consumer<Enrichment> all = enrichment -> enrichment
                .metadata(metadata)
                .inputs(inputs)
                .outputs(outputs)
                .config(config)
                .feedback(feedback)
                .metrics(metrics)
                .userProperties(userProperties);
        return of(null).map(found -> sessionId == null ? found.enrichSession(all) : found.enrichSession(sessionId, all))
                .orElse(false);
    }

    /**
     * LEGACY since 1.0, goes in 2.0: runs the body in a span of the discovered tracer; without one, the body just runs. Use
     * {@link HoneyHiveTracer#call} or {@link HoneyHiveTracer#run}.
     */
    public static <T extends @Nullable Object, X extends Throwable> T trace(
            String name, EventType type, SpanFunction<T, X> body) throws X {
        return of(null).orElseGet(() -> Nobody.TRACER).call(name, type, body);
    }

    /**
     * LEGACY since 1.0, goes in 2.0: as {@link #trace}, for a body that returns before its result is complete. Use
     * {@link HoneyHiveTracer#callAsync}.
     */
    public static <T extends @Nullable Object, S extends CompletionStage<T>, X extends Throwable> S traceAsync(
            String name, EventType type, SpanFunction<S, X> body) throws X {
        return of(null).orElseGet(() -> Nobody.TRACER).<T, S, X>callAsync(name, type, body);
    }

    /**
     * LEGACY since 1.0, goes in 2.0: sends what waits, for at most thirty seconds. Use
     * {@link HoneyHiveTracer#flush(Duration)}.
     *
     * @param tracer null: the discovered one
     * @return false if there is no tracer, or not all was accepted in time
     */
    public static boolean flush(@Nullable HoneyHiveTracer tracer) {
        return of(tracer).map(found -> found.flush(FLUSH_TIMEOUT)).orElse(false);
    }

    /**
     * LEGACY since 1.0, goes in 2.0: returns the tracer named in the current baggage, else the default tracer; empty when
     * there is neither. Use {@link HoneyHiveTracer#discover()}.
     */
    public static Optional<HoneyHiveTracer> discover() {
        return HoneyHiveTracer.discover();
    }

    /**
     * LEGACY since 1.0, goes in 2.0: makes a tracer the default, or with null none. Use
     * {@link HoneyHiveTracer#setDefault(HoneyHiveTracer)}.
     */
    public static void setDefaultTracer(@Nullable HoneyHiveTracer tracer) {
        HoneyHiveTracer.setDefault(tracer);
    }

    /** The explicit tracer, else the discovered one; none is said once in the log. */
    private static Optional<HoneyHiveTracer> of(@Nullable HoneyHiveTracer explicit) {
        if (explicit != null) {
            LOG.log(Level.DEBUG, "tracer {0} given explicitly", explicit.id());
            return Optional.of(explicit);
        }
        Optional<HoneyHiveTracer> tracer = HoneyHiveTracer.discover();
        if (tracer.isEmpty() && WARNED.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "nothing was traced or enriched: no tracer is named in the context and none is the default. Build a"
                            + " HoneyHiveTracer first, or pass the one you have. This is said once.");
        }
        return tracer;
    }

    /** Made when it is first needed. */
    private static final class Nobody {
        private static final HoneyHiveTracer TRACER = HoneyHiveTracer.noop();
    }
}
