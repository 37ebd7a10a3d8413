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
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The same step, sent over loopback to the same server by us and by a peer. */
@State(Scope.Thread)
public class PeerBenchmark {
    private LoopbackServer server = new LoopbackServer();
    private HoneyHiveTracer honeyHive = HoneyHiveTracer.noop();
    private OpenTelemetry braintrust = OpenTelemetry.noop();
    private Tracer tracer = BraintrustTracing.getTracer(braintrust);

    @Setup
    public void open() {
        honeyHive = Subjects.honeyHive(server);
        BraintrustConfig config = BraintrustConfig.builder()
                .apiKey("dummy")
                .apiUrl(server.url())
                .appUrl(server.url())
                .defaultProjectName("benchmark")
                .build();
        braintrust = BraintrustTracing.of(config, false);
        tracer = BraintrustTracing.getTracer(braintrust);
    }

    @TearDown
    public void close() {
        honeyHive.close();
        if (braintrust instanceof OpenTelemetrySdk sdk) {
            sdk.close();
        }
        server.close();
    }

    @Benchmark
    public String honeyHive() {
        return honeyHive.call("answer", EventType.MODEL, span -> {
            TenAttributes.set(span.span());
            return TenAttributes.ANSWER;
        });
    }

    /** In the peer's favour: without the JSON that its own instrumentation would write. */
    @Benchmark
    public String braintrust() {
        Span span = tracer.spanBuilder("answer").startSpan();
        try (var scope = span.makeCurrent()) {
            TenAttributes.set(span);
            return TenAttributes.ANSWER;
        } finally {
            span.end();
        }
    }
}
