// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks;

import ai.honeyhive.HoneyHive;
import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.HoneyHiveTracer;
import io.opentelemetry.api.trace.Span;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Four values onto the current span. So many for one span that starting and ending it does not show. */
@OperationsPerInvocation(EnrichBenchmark.TIMES)
public class EnrichBenchmark {
    static final int TIMES = 1_000;

    @Benchmark
    public void instance(Subjects.Ours ours) {
        HoneyHiveTracer honeyHive = ours.tracer();
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
    public void legacyStatic(Subjects.Ours ours) {
        ours.tracer().run("answer", EventType.MODEL, span -> {
            for (int i = 0; i < TIMES; i++) {
                HoneyHive.enrichSpan(e -> e.input("question", TenAttributes.QUESTION)
                        .metadata("index", "faq-v3")
                        .metric("tokens", 412L)
                        .userProperty("plan", "pro"));
            }
        });
    }

    @Benchmark
    public void plain(Subjects.Plain plain) {
        Span started = plain.tracer().spanBuilder("answer").startSpan();
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
