// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import ai.honeyhive.internal.export.Drops;
import ai.honeyhive.internal.export.EndedSpan;
import ai.honeyhive.internal.export.ExportTransport;
import ai.honeyhive.internal.export.Outlet;
import ai.honeyhive.internal.export.SessionOutbox;
import ai.honeyhive.internal.export.SpanQueue;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** All that one tracer owns and has to end: its OpenTelemetry SDK and its ways to the server. Thread-safe. */
final class Pipeline {
    private final @Nullable SpanQueue spans;
    private final @Nullable SessionOutbox sessions;
    private final @Nullable Outlet outlet;
    private final @Nullable Drops drops;
    private final @Nullable HealthMetrics metrics;
    private final SdkTracerProvider provider;
    private final AtomicBoolean closed = new AtomicBoolean();

    Pipeline(Settings settings, String tracerId) {
        String label = "honeyhive-" + (settings.project() == null ? "tracer" : settings.project());
        if (settings.enabled() && settings.connected()) {
            this.drops = new Drops(label);
            this.outlet = new Outlet(transport(settings), Spools.open(settings), label + "-spool", drops);
            this.spans = new SpanQueue(
                    settings.source(), label + "-spans", settings.export().batching(), outlet, drops);
            this.sessions = new SessionOutbox(outlet, label + "-sessions", drops);
            this.metrics = new HealthMetrics(settings, tracerId, this::health);
        } else {
            this.spans = null;
            this.sessions = null;
            this.outlet = null;
            this.drops = null;
            this.metrics = null;
        }
        this.provider = Providers.create(settings, tracerId);
    }

    SdkTracerProvider provider() {
        return provider;
    }

    boolean isClosed() {
        return closed.get();
    }

    void startSession(Session session) {
        if (sessions != null && session.claimStart()) {
            sessions.start(session.id(), session.startBody());
        }
    }

    /** As {@link #startSession}, but to be sent when it is released. */
    void hold(Session session) {
        if (sessions != null && !closed.get() && session.claimStart()) {
            sessions.hold(session.id(), session.startBody());
        }
    }

    void release(String sessionId, Map<String, Object> lastFields) {
        if (sessions != null) {
            sessions.release(sessionId, lastFields);
        }
    }

    void ended(EndedSpan span) {
        if (spans != null) {
            spans.add(span);
        }
    }

    boolean update(String eventId, Map<String, Object> fields) {
        return sessions != null && sessions.update(eventId, fields);
    }

    TracerHealth health() {
        if (spans == null || sessions == null || outlet == null || drops == null) {
            return TracerHealth.NOTHING;
        }
        return new TracerHealth(
                spans.delivered(), spans.waiting(), sessions.delivered(), drops.byCause(), outlet.spooledBytes());
    }

    /** Sends what waits without waiting for more. */
    void hurry() {
        if (spans != null) {
            spans.hurry();
        }
    }

    boolean flush(Duration timeout) {
        if (spans == null || sessions == null) {
            return true;
        }
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            boolean spansDelivered = spans.flush(timeout);
            boolean sessionsDelivered = sessions.flush(left(deadline));
            return spansDelivered && sessionsDelivered;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Returns false if it was closed already. */
    boolean close(Duration timeout) {
        if (!closed.compareAndSet(false, true)) {
            return false;
        }
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            if (spans != null && sessions != null && outlet != null && metrics != null) {
                spans.close(timeout);
                sessions.close(left(deadline));
                outlet.close();
                metrics.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            provider.shutdown();
        }
        return true;
    }

    private static ExportTransport transport(Settings settings) {
        ExportSettings export = settings.export();
        return new ExportTransport(
                settings.serverUrl(),
                settings.apiKey(),
                export.otlpEndpoint(),
                export.otlpHeaders(),
                export.httpClient(),
                export.timeout());
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(deadline - System.nanoTime(), 0));
    }
}
