// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks;

import ai.honeyhive.tracing.EventType;
import io.opentelemetry.api.trace.Span;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Traced steps with ten attributes each: from start to the queue. What is behind the queue accepts at once, and is
 * emptied after so many steps that no queue overflows: dropping spans is cheap, and would be measured instead.
 */
@OperationsPerInvocation(CallBenchmark.STEPS)
public class CallBenchmark {
    static final int STEPS = 2_000;

    /** As our users write it. */
    @Benchmark
    public void enriched(Subjects.Ours ours, Blackhole results) {
        for (int i = 0; i < STEPS; i++) {
            results.consume(ours.tracer().call("answer", EventType.MODEL, span -> {
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
            }));
        }
    }

    /** Ours, with OpenTelemetry's own keys. */
    @Benchmark
    public void keyed(Subjects.Ours ours, Blackhole results) {
        for (int i = 0; i < STEPS; i++) {
            results.consume(ours.tracer().call("answer", EventType.MODEL, span -> {
                TenAttributes.set(span.span());
                return TenAttributes.ANSWER;
            }));
        }
    }

    @Benchmark
    public void plainKeyed(Subjects.Plain plain, Blackhole results) {
        for (int i = 0; i < STEPS; i++) {
            Span span = plain.tracer().spanBuilder("answer").startSpan();
            try (var scope = span.makeCurrent()) {
                TenAttributes.set(span);
                results.consume(TenAttributes.ANSWER);
            } finally {
                span.end();
            }
        }
    }

    @Benchmark
    public void plainNamed(Subjects.Plain plain, Blackhole results) {
        for (int i = 0; i < STEPS; i++) {
            Span span = plain.tracer().spanBuilder("answer").startSpan();
            try (var scope = span.makeCurrent()) {
                TenAttributes.setByName(span);
                results.consume(TenAttributes.ANSWER);
            } finally {
                span.end();
            }
        }
    }
}
