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
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** All that one tracer owns and has to end: its OpenTelemetry SDK and its ways to the server. Thread-safe. */
final class Pipeline {
    private static final Duration CENTURY = Duration.ofDays(36_500);

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
            String source = settings.recording().filter().text("source", settings.source());
            this.spans =
                    new SpanQueue(source, label + "-spans", settings.export().batching(), outlet, drops);
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
                spans.delivered(),
                spans.waiting(),
                sessions.delivered(),
                sessions.waiting(),
                drops.byCause(),
                outlet.spooledBytes(),
                outlet.lastFailure());
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
        long deadline = deadline(timeout);
        boolean accepted = false;
        try {
            boolean spansDelivered = spans.flush(left(deadline));
            boolean sessionsDelivered = sessions.flush(left(deadline));
            accepted = spansDelivered && sessionsDelivered;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!accepted) {
            HoneyHiveTracer.LOG.log(Level.DEBUG, "not all was accepted: {0}", health());
        }
        return accepted;
    }

    /** The clock's value at which the time is over; very long times end in a century. */
    static long deadline(@Nullable Duration timeout) {
        Duration given = timeout == null || timeout.isNegative() ? Duration.ZERO : timeout;
        return System.nanoTime() + (given.compareTo(CENTURY) < 0 ? given : CENTURY).toNanos();
    }

    /** Returns false if it was closed already. */
    boolean close(Duration timeout) {
        if (!closed.compareAndSet(false, true)) {
            return false;
        }
        long deadline = deadline(timeout);
        if (spans != null && sessions != null && outlet != null && metrics != null) {
            boolean interrupted = Thread.interrupted(); // then nothing is waited for, but all is ended
            interrupted = endWithin(interrupted ? Duration.ZERO : left(deadline), spans::close) || interrupted;
            interrupted = endWithin(interrupted ? Duration.ZERO : left(deadline), sessions::close) || interrupted;
            interrupted = endWithin(Duration.ZERO, time -> outlet.close()) || interrupted;
            metrics.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        provider.shutdown();
        return true;
    }

    private interface Ending {
        void within(Duration time) throws InterruptedException;
    }

    /** Returns whether it was interrupted; then it was ended without waiting. */
    private static boolean endWithin(Duration time, Ending ending) {
        for (int interrupts = 0; ; interrupts++) {
            try {
                ending.within(interrupts == 0 ? time : Duration.ZERO);
                return interrupts > 0;
            } catch (InterruptedException e) {
                if (interrupts > 1) {
                    return true;
                }
            }
        }
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

    static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(deadline - System.nanoTime(), 0));
    }
}
