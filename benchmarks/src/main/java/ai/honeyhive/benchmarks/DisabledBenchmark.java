// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks;

import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.HoneyHiveTracer;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What remains when tracing is switched off. */
@State(Scope.Thread)
public class DisabledBenchmark {
    private final HoneyHiveTracer disabled =
            HoneyHiveTracer.builder().disableTracing(true).build();
    private final HoneyHiveTracer noop = HoneyHiveTracer.noop();
    private String answer = TenAttributes.ANSWER;

    @Benchmark
    public String disabled() {
        return disabled.call("answer", EventType.MODEL, span -> answer);
    }

    @Benchmark
    public String noop() {
        return noop.call("answer", EventType.MODEL, span -> answer);
    }

    @Benchmark
    public String lambda() {
        Supplier<String> body = () -> answer;
        return body.get();
    }
}
