// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks;

import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.HoneyHiveTracer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One traced step with ten attributes: from start to the queue. What is behind the queue accepts at once. */
@State(Scope.Thread)
public class CallBenchmark {
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

    /** As our users write it. */
    @Benchmark
    public String enriched() {
        return honeyHive.call("answer", EventType.MODEL, span -> {
            span.input("question", TenAttributes.QUESTION)
                    .output("answer", TenAttributes.ANSWER)
                    .metadata("index", "faq-v3")
                    .metadata("language", "en")
                    .metadata("passages", 4L)
                    .config("model", "gpt-4o")
                    .config("temperature", 0.2)
                    .metric("tokens", 412L)
                    .metric("grounded", true)
                    .userProperty("plan", "pro");
            return TenAttributes.ANSWER;
        });
    }

    /** Ours, with OpenTelemetry's own keys. */
    @Benchmark
    public String keyed() {
        return honeyHive.call("answer", EventType.MODEL, span -> {
            TenAttributes.set(span.span());
            return TenAttributes.ANSWER;
        });
    }

    @Benchmark
    public String plainKeyed() {
        Span span = tracer.spanBuilder("answer").startSpan();
        try (var scope = span.makeCurrent()) {
            TenAttributes.set(span);
            return TenAttributes.ANSWER;
        } finally {
            span.end();
        }
    }

    @Benchmark
    public String plainNamed() {
        Span span = tracer.spanBuilder("answer").startSpan();
        try (var scope = span.makeCurrent()) {
            TenAttributes.setByName(span);
            return TenAttributes.ANSWER;
        } finally {
            span.end();
        }
    }
}
