// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.operations;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;

/**
 * What Prometheus reads. Each server has a registry of its own. Labels are routes, states and causes, of which there are
 * few; never ids, projects or addresses. Thread-safe.
 */
public final class Metrics {
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter requests;
    private final Histogram seconds;
    private final Counter ingested;
    private final Counter rejected;
    private final AtomicBoolean jvm = new AtomicBoolean();

    public Metrics() {
        requests = Counter.builder()
                .name("hive_http_requests_total")
                .help("Requests answered.")
                .labelNames("method", "route", "status")
                .register(registry);
        seconds = Histogram.builder()
                .name("hive_http_request_duration_seconds")
                .help("Time from the head of a request to the end of its answer.")
                .labelNames("route")
                .classicOnly()
                .classicUpperBounds(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
                .register(registry);
        ingested = Counter.builder()
                .name("hive_ingested_total")
                .help("Spans, log records, events and sessions taken and stored.")
                .labelNames("kind")
                .register(registry);
        rejected = Counter.builder()
                .name("hive_rejected_total")
                .help("Requests refused, by cause; for 'unreadable_record' spans and log records.")
                .labelNames("cause")
                .register(registry);
    }

    /** What a gauge reads when it is asked. */
    public void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    public void answered(RequestTrace trace, int status, long nanos) {
        String method = METHODS.contains(trace.method()) ? trace.method() : "other";
        requests.labelValues(method, trace.route(), Integer.toString(status)).inc();
        seconds.labelValues(trace.route()).observe(nanos / 1e9);
    }

    public void ingested(String kind, long count) {
        if (count > 0) {
            ingested.labelValues(kind).inc(count);
        }
    }

    public void rejected(String cause, long count) {
        if (count > 0) {
            rejected.labelValues(cause.toLowerCase(Locale.ROOT)).inc(count);
        }
    }

    /** Those of the JVM take a while to load, and few servers are asked for them. */
    private void registerJvm() {
        if (jvm.compareAndSet(false, true)) {
            JvmMemoryMetrics.builder().register(registry);
            JvmThreadsMetrics.builder().register(registry);
            JvmGarbageCollectorMetrics.builder().register(registry);
            JvmRuntimeInfoMetric.builder().register(registry);
            ProcessMetrics.builder().register(registry);
        }
    }

    /** All of it in Prometheus' text format. */
    public byte[] text() {
        registerJvm();
        var out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
