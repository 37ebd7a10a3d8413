// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks;

import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.HoneyHiveTracer;
import dev.braintrust.config.BraintrustConfig;
import dev.braintrust.trace.BraintrustTracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** The same steps, sent over loopback to the same server by us and by a peer. */
@OperationsPerInvocation(PeerBenchmark.STEPS)
public class PeerBenchmark {
    static final int STEPS = 1_000; // fewer than the peer's queue has room for

    @Benchmark
    public void honeyHive(Ours ours, Blackhole results) {
        for (int i = 0; i < STEPS; i++) {
            results.consume(ours.tracer.call("answer", EventType.MODEL, span -> {
                TenAttributes.set(span.span());
                return TenAttributes.ANSWER;
            }));
        }
    }

    /** In the peer's favour: without the JSON that its own instrumentation would write. */
    @Benchmark
    public void braintrust(Peer peer, Blackhole results) {
        for (int i = 0; i < STEPS; i++) {
            Span span = peer.tracer.spanBuilder("answer").startSpan();
            try (var scope = span.makeCurrent()) {
                TenAttributes.set(span);
                results.consume(TenAttributes.ANSWER);
            } finally {
                span.end();
            }
        }
    }

    @State(Scope.Thread)
    public static class Ours {
        private final LoopbackServer server = new LoopbackServer();
        private final HoneyHiveTracer tracer = Subjects.honeyHive(server);

        @TearDown(Level.Invocation)
        public void deliver() {
            tracer.flush(Subjects.PATIENCE);
        }

        @TearDown
        public void close() {
            tracer.close();
            server.close();
        }
    }

    @State(Scope.Thread)
    public static class Peer {
        private final LoopbackServer server = new LoopbackServer();
        private final OpenTelemetry openTelemetry = BraintrustTracing.of(
                BraintrustConfig.builder()
                        .apiKey("dummy")
                        .apiUrl(server.url())
                        .appUrl(server.url())
                        .defaultProjectName("benchmark")
                        .build(),
                false);
        private final Tracer tracer = BraintrustTracing.getTracer(openTelemetry);

        @TearDown(Level.Invocation)
        public void deliver() {
            if (openTelemetry instanceof OpenTelemetrySdk sdk) {
                sdk.getSdkTracerProvider().forceFlush().join(Subjects.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }

        @TearDown
        public void close() {
            if (openTelemetry instanceof OpenTelemetrySdk sdk) {
                sdk.close();
            }
            server.close();
        }
    }
}
