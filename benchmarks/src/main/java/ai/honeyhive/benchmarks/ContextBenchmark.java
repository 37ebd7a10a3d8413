// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks;

import ai.honeyhive.internal.context.Frame;
import ai.honeyhive.internal.context.PreparedBaggage;
import ai.honeyhive.internal.context.SafeKeys;
import ai.honeyhive.tracing.HoneyHiveTracer;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Finding a tracer, and making one current. */
@State(Scope.Thread)
public class ContextBenchmark {
    private final HoneyHiveTracer tracer = Subjects.honeyHive();
    private final Map<String, HoneyHiveTracer> map = new HashMap<>();
    private final String id = tracer.id();
    private final Map<String, String> entries = Map.of(
            SafeKeys.RUN_ID, "b5ad8c5e-0c57-4d0e-9f0c-6a1f9ad1d6a0",
            SafeKeys.DATASET_ID, "faq-v3",
            SafeKeys.DATAPOINT_ID, "datapoint-17",
            SafeKeys.TRACER_ID, id,
            SafeKeys.PROJECT, "benchmark",
            SafeKeys.SOURCE, "prod");
    private final PreparedBaggage baggage = new PreparedBaggage(SafeKeys.baggage(entries));
    private io.opentelemetry.context.@Nullable Scope open;

    @Setup
    @SuppressWarnings("MustBeClosedChecker") // leave() closes it
    public void enter() {
        map.put(id, tracer);
        open = Context.root()
                .with(SafeKeys.baggage(Map.of(SafeKeys.TRACER_ID, id)))
                .makeCurrent();
    }

    @TearDown
    public void leave() {
        if (open != null) {
            open.close();
        }
        tracer.close();
    }

    @Benchmark
    public Optional<HoneyHiveTracer> discover() {
        return HoneyHiveTracer.discover();
    }

    @Benchmark
    public @Nullable HoneyHiveTracer hashMap() {
        return map.get(id);
    }

    /** What every scope of ours does: the frame, and the six entries that were made with the session. */
    @Benchmark
    public Context attachPrebuilt() {
        try (var scope =
                Frame.push(Context.root(), tracer, null, entries, baggage).makeCurrent()) {
            return Context.current();
        }
    }

    @Benchmark
    public Context attachBuilt() {
        Baggage built = Baggage.builder()
                .put(SafeKeys.RUN_ID, "b5ad8c5e-0c57-4d0e-9f0c-6a1f9ad1d6a0")
                .put(SafeKeys.DATASET_ID, "faq-v3")
                .put(SafeKeys.DATAPOINT_ID, "datapoint-17")
                .put(SafeKeys.TRACER_ID, id)
                .put(SafeKeys.PROJECT, "benchmark")
                .put(SafeKeys.SOURCE, "prod")
                .build();
        try (var scope = Context.root().with(built).makeCurrent()) {
            return Context.current();
        }
    }
}
