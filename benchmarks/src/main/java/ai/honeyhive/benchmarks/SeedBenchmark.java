// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks;

import ai.honeyhive.HoneyHive;
import ai.honeyhive.internal.context.SafeKeys;
import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.HoneyHiveTracer;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What HoneyHive's Python SDK measures of itself, here in Java; as there, in test mode. */
@State(Scope.Thread)
public class SeedBenchmark {
    private static final Map<String, String> SAFE = Map.of(
            SafeKeys.RUN_ID, "run-1",
            SafeKeys.DATASET_ID, "dataset-1",
            SafeKeys.DATAPOINT_ID, "datapoint-1",
            SafeKeys.PROJECT, "benchmark");
    private static final Map<String, String> MIXED = Map.of(
            SafeKeys.RUN_ID,
            "run-1",
            SafeKeys.DATASET_ID,
            "dataset-1",
            SafeKeys.PROJECT,
            "benchmark",
            "session_id",
            "session-1",
            "span_id",
            "span-1",
            "parent_id",
            "parent-1");

    private final HoneyHiveTracer tracer = testTracer();

    @TearDown
    public void close() {
        tracer.close();
    }

    @Benchmark
    public Context s01_baggageOfFourKeys() {
        try (var scope = Context.current().with(SafeKeys.baggage(SAFE)).makeCurrent()) {
            return Context.current();
        }
    }

    @Benchmark
    public Context s02_threeOfSixKeysFiltered() {
        try (var scope = Context.current().with(SafeKeys.baggage(MIXED)).makeCurrent()) {
            return Context.current();
        }
    }

    @Benchmark
    public Optional<HoneyHiveTracer> s03_discoverInNewSpan() {
        return tracer.call("step", EventType.TOOL, span -> HoneyHiveTracer.discover());
    }

    @Benchmark
    public boolean s04_explicitTracer() {
        return HoneyHive.enrichSpan(MIXED, tracer);
    }

    @Benchmark
    public boolean s05_spanAndInstanceEnrich() {
        return tracer.call("step", EventType.TOOL, span -> tracer.enrichSpan(e -> e.metadata("step", 1L)));
    }

    @Benchmark
    public boolean s06_spanAndStaticEnrich() {
        return tracer.call("step", EventType.TOOL, span -> HoneyHive.enrichSpan(e -> e.metadata("step", 1L)));
    }

    @Benchmark
    public void s07_span() {
        tracer.openTelemetry()
                .getTracer("benchmark")
                .spanBuilder("step")
                .startSpan()
                .end();
    }

    @Benchmark
    public String s08_tracedCall() {
        return tracer.call("step", EventType.TOOL, span -> "done");
    }

    @Benchmark
    public void s09_thousandSpansEnriched() {
        for (int i = 0; i < 1_000; i++) {
            enrichedSpan(i);
        }
    }

    @Benchmark
    public void s10_hundredParentsWithThreeChildren() {
        for (int i = 0; i < 100; i++) {
            tracer.run("parent", EventType.CHAIN, span -> {
                for (int child = 0; child < 3; child++) {
                    enrichedSpan(child);
                }
            });
        }
    }

    @Benchmark
    public void s11_hundredTracersCreatedAndClosed() {
        for (int i = 0; i < 100; i++) {
            testTracer().close();
        }
    }

    private void enrichedSpan(long number) {
        tracer.run("step", EventType.TOOL, span -> tracer.enrichSpan(e -> e.metadata("step", number)));
    }

    private static HoneyHiveTracer testTracer() {
        return HoneyHiveTracer.builder()
                .testMode(true)
                .project("benchmark")
                .sessionName("benchmark")
                .build();
    }
}
