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
import java.util.Collection;

/** The tracers that are compared, each set up as its user would, but for where the spans go. */
final class Subjects {
    private Subjects() {}

    /** Ours, with everything but the network. */
    static HoneyHiveTracer honeyHive() {
        return local().httpClient(new AcceptingClient()).build();
    }

    /** Ours over a connection to a server of this machine. */
    static HoneyHiveTracer honeyHive(LoopbackServer server) {
        return local().serverUrl(server.url()).build();
    }

    /** OpenTelemetry's SDK with its batch processor and an exporter that does nothing at all. */
    static SdkTracerProvider openTelemetry() {
        return SdkTracerProvider.builder()
                .addSpanProcessor(BatchSpanProcessor.builder(new NoExporter()).build())
                .build();
    }

    static Tracer tracer(SdkTracerProvider provider) {
        return provider.get("benchmark");
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
