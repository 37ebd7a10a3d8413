// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongCounter;
import io.opentelemetry.api.metrics.ObservableLongUpDownCounter;
import java.util.function.Supplier;

/** Reports the health of one tracer as OpenTelemetry metrics until it is closed. */
final class HealthMetrics {
    private static final AttributeKey<String> CAUSE = AttributeKey.stringKey("cause");

    private final ObservableLongCounter delivered;
    private final ObservableLongCounter sessionCalls;
    private final ObservableLongCounter dropped;
    private final ObservableLongUpDownCounter waiting;
    private final ObservableLongUpDownCounter spooled;

    /** Each series names project and tracer: two tracers of one project must not pass for one. */
    HealthMetrics(Settings settings, String tracerId, Supplier<TracerHealth> health) {
        Meter meter = settings.meterProvider().get("ai.honeyhive");
        String project = settings.project();
        Attributes tracer = Attributes.of(
                AttributeKey.stringKey("project"),
                project == null ? "" : project,
                AttributeKey.stringKey("tracer_id"),
                tracerId);
        delivered = meter.counterBuilder("honeyhive.spans.delivered")
                .setDescription("Spans that the server accepted")
                .setUnit("{span}")
                .buildWithCallback(series -> series.record(health.get().spansDelivered(), tracer));
        sessionCalls = meter.counterBuilder("honeyhive.session_calls.delivered")
                .setDescription("Session starts and enrichments that the server accepted")
                .setUnit("{call}")
                .buildWithCallback(series -> series.record(health.get().sessionCallsDelivered(), tracer));
        dropped = meter.counterBuilder("honeyhive.dropped")
                .setDescription("Spans and session calls that were given up")
                .setUnit("{item}")
                .buildWithCallback(series -> health.get()
                        .dropped()
                        .forEach((cause, count) -> series.record(
                                count, tracer.toBuilder().put(CAUSE, cause).build())));
        waiting = meter.upDownCounterBuilder("honeyhive.spans.waiting")
                .setDescription("Ended spans that were neither accepted nor lost so far")
                .setUnit("{span}")
                .buildWithCallback(series -> series.record(health.get().spansWaiting(), tracer));
        spooled = meter.upDownCounterBuilder("honeyhive.spool.size")
                .setDescription("What waits on disk")
                .setUnit("By")
                .buildWithCallback(series -> series.record(health.get().spooledBytes(), tracer));
    }

    void close() {
        delivered.close();
        sessionCalls.close();
        dropped.close();
        waiting.close();
        spooled.close();
    }
}
