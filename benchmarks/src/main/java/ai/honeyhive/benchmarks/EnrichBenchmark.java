// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks;

import ai.honeyhive.HoneyHive;
import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.HoneyHiveTracer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Four values onto the current span. So many for one span that starting and ending it does not show. */
@State(Scope.Thread)
public class EnrichBenchmark {
    private static final int TIMES = 1_000;

    private HoneyHiveTracer honeyHive = HoneyHiveTracer.noop();
    private SdkTracerProvider provider = SdkTracerProvider.builder().build();
    private Tracer tracer = Subjects.tracer(provider);

    @Setup
    public void open() {
        honeyHive = Subjects.honeyHive();
        provider = Subjects.openTelemetry();
        tracer = Subjects.tracer(provider);
    }

    @TearDown
    public void close() {
        honeyHive.close();
        provider.close();
    }

    @Benchmark
    @OperationsPerInvocation(TIMES)
    public void instance() {
        honeyHive.run("answer", EventType.MODEL, span -> {
            for (int i = 0; i < TIMES; i++) {
                honeyHive.enrichSpan(e -> e.input("question", TenAttributes.QUESTION)
                        .metadata("index", "faq-v3")
                        .metric("tokens", 412L)
                        .userProperty("plan", "pro"));
            }
        });
    }

    @Benchmark
    @OperationsPerInvocation(TIMES)
    public void legacyStatic() {
        honeyHive.run("answer", EventType.MODEL, span -> {
            for (int i = 0; i < TIMES; i++) {
                HoneyHive.enrichSpan(e -> e.input("question", TenAttributes.QUESTION)
                        .metadata("index", "faq-v3")
                        .metric("tokens", 412L)
                        .userProperty("plan", "pro"));
            }
        });
    }

    @Benchmark
    @OperationsPerInvocation(TIMES)
    public void plain() {
        Span started = tracer.spanBuilder("answer").startSpan();
        try (var scope = started.makeCurrent()) {
            for (int i = 0; i < TIMES; i++) {
                Span.current()
                        .setAttribute("honeyhive_inputs.question", TenAttributes.QUESTION)
                        .setAttribute("honeyhive_metadata.index", "faq-v3")
                        .setAttribute("honeyhive_metrics.tokens", 412L)
                        .setAttribute("honeyhive_user_properties.plan", "pro");
            }
        } finally {
            started.end();
        }
    }
}
