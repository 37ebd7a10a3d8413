// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks;

import ai.honeyhive.tracing.HoneyHiveTracer;
import ai.honeyhive.tracing.HoneyHiveTracerBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The tracers that are compared, each set up as its user would, but for where the spans go. */
public final class Subjects {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private Subjects() {}

    /** Ours, delivering after each invocation. */
    @State(Scope.Thread)
    public static class Ours {
        private final HoneyHiveTracer tracer = honeyHive();

        HoneyHiveTracer tracer() {
            return tracer;
        }

        @TearDown(Level.Invocation)
        public void deliver() {
            tracer.flush(PATIENCE);
        }

        @TearDown
        public void close() {
            tracer.close();
        }
    }

    /** OpenTelemetry's SDK, delivering after each invocation. */
    @State(Scope.Thread)
    public static class Plain {
        private final SdkTracerProvider provider = openTelemetry();
        private final Tracer tracer = provider.get("benchmark");

        Tracer tracer() {
            return tracer;
        }

        @TearDown(Level.Invocation)
        public void deliver() {
            provider.forceFlush().join(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        @TearDown
        public void close() {
            provider.close();
        }
    }

    /** Ours, with everything but the network. */
    static HoneyHiveTracer honeyHive() {
        return local().httpClient(new AcceptingClient()).build();
    }

    /** Ours over a connection to a server of this machine. */
    static HoneyHiveTracer honeyHive(LoopbackServer server) {
        return local().serverUrl(server.url()).build();
    }

    /**
     * OpenTelemetry's SDK with its batch processor and an exporter that does nothing at all. Its queue has room for all
     * steps of a few invocations: a queue that overflows is quick, and not what is compared here.
     */
    private static SdkTracerProvider openTelemetry() {
        return SdkTracerProvider.builder()
                .addSpanProcessor(BatchSpanProcessor.builder(new NoExporter())
                        .setMaxQueueSize(8 * CallBenchmark.STEPS)
                        .build())
                .build();
    }

    private static HoneyHiveTracerBuilder local() {
        return HoneyHiveTracer.builder()
                .serverUrl("http://127.0.0.1:9")
                .project("benchmark")
                .sessionName("benchmark");
    }

    private static final class NoExporter implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
