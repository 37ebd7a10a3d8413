// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive;

import ai.honeyhive.tracing.Enrichment;
import ai.honeyhive.tracing.HoneyHiveTracer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
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

    private HoneyHive() {}

    /**
     * LEGACY since 1.0, goes in 2.0: enriches the current span of the discovered tracer. Use
     * {@link HoneyHiveTracer#enrichSpan(Consumer)}.
     *
     * @return false if there is no tracer or it has no open span here
     */
    public static boolean enrichSpan(Consumer<? super Enrichment> enrichment) {
        return discovered().map(tracer -> tracer.enrichSpan(enrichment)).orElse(false);
    }

    /**
     * LEGACY since 1.0, goes in 2.0: adds metadata to the current span of the discovered tracer. Use
     * {@link HoneyHiveTracer#enrichSpan(Consumer)}.
     *
     * @return false if there is no tracer or it has no open span here
     */
    public static boolean enrichSpan(@Nullable Map<String, ?> metadata) {
        return enrichSpan(enrichment -> enrichment.metadata(metadata));
    }

    /**
     * LEGACY since 1.0, goes in 2.0: enriches the current session of the discovered tracer. Use
     * {@link HoneyHiveTracer#enrichSession(Consumer)}.
     *
     * @return false if there is no tracer, or nothing was taken
     */
    public static boolean enrichSession(Consumer<? super Enrichment> enrichment) {
        return discovered().map(tracer -> tracer.enrichSession(enrichment)).orElse(false);
    }

    /**
     * LEGACY since 1.0, goes in 2.0: adds metadata to the session with this id. Use
     * {@link HoneyHiveTracer#enrichSession(String, Consumer)}.
     *
     * @return false if there is no tracer, or nothing was taken
     */
    public static boolean enrichSession(String sessionId, @Nullable Map<String, ?> metadata) {
        return discovered()
                .map(tracer -> tracer.enrichSession(sessionId, enrichment -> enrichment.metadata(metadata)))
                .orElse(false);
    }

    /** Returns the tracer named in the current baggage, else the default tracer; empty when there is neither. */
    public static Optional<HoneyHiveTracer> discover() {
        return HoneyHiveTracer.discover();
    }

    /** LEGACY since 1.0, goes in 2.0: use {@link HoneyHiveTracer#setDefault(HoneyHiveTracer)}. */
    public static void setDefaultTracer(@Nullable HoneyHiveTracer tracer) {
        HoneyHiveTracer.setDefault(tracer);
    }

    private static Optional<HoneyHiveTracer> discovered() {
        Optional<HoneyHiveTracer> tracer = HoneyHiveTracer.discover();
        if (tracer.isEmpty() && WARNED.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "nothing was enriched: no tracer is named in the context and none is the default. Build a"
                            + " HoneyHiveTracer first, or pass the one you have. This is said once.");
        }
        return tracer;
    }
}
