// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.testing.CapturedLog;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageEntry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which keys travel with the context, and for how long. */
class BaggagePropagationTest {
    private final HoneyHiveTracer tracer = HoneyHiveTracer.builder()
            .testMode(true)
            .project("support-bot")
            .source("prod")
            .build();

    @AfterEach
    void close() {
        tracer.close();
        assertThat(Context.current()).isSameAs(Context.root());
    }

    private static Map<String, String> baggage() {
        Map<String, String> entries = new TreeMap<>();
        Baggage.current().asMap().forEach((String key, BaggageEntry entry) -> entries.put(key, entry.getValue()));
        return entries;
    }

    @Test
    void safeKeys_allSix_arePropagated() {
        Map<String, String> safe = Map.of(
                "run_id", "run",
                "dataset_id", "ds",
                "datapoint_id", "dp",
                "honeyhive_tracer_id", tracer.id(),
                "project", "support-bot",
                "source", "prod");

        try (SessionScope session =
                tracer.session("row").evaluation("run", "ds", "dp").open()) {
            assertThat(baggage()).isEqualTo(safe);
            tracer.run(
                    "outer",
                    EventType.CHAIN,
                    outer -> tracer.run(
                            "inner",
                            EventType.TOOL,
                            inner -> assertThat(baggage()).isEqualTo(safe)));
        }
    }

    @Test
    void unsafeKeys_areFilteredAndNamedAtDebug() {
        try (CapturedLog log = new CapturedLog();
                SessionScope session = tracer.session("row").open()) {
            assertThat(baggage()).doesNotContainKeys("session_id", "session_name", "span_id", "parent_id");
            assertThat(baggage().values()).doesNotContain(session.sessionId(), "row");
            assertThat(log.debug())
                    .anySatisfy(line -> assertThat(line)
                            .contains("not propagated", "session_id", "session_name")
                            .doesNotContain(session.sessionId()));
        }
    }

    @Test
    void unsafeKeys_ofARemoteService_areFilteredAndNamedAtDebug() {
        Map<String, String> headers =
                Map.of("baggage", "session_name=theirs,span_id=1,parent_id=2,honeyhive_tracer_id=3,tenant=t1");

        try (CapturedLog log = new CapturedLog();
                Scope remote = tracer.link(headers)) {
            assertThat(baggage()).isEqualTo(Map.of("tenant", "t1"));
            assertThat(log.debug())
                    .anySatisfy(line -> assertThat(line)
                            .contains("not propagated", "session_name", "span_id", "parent_id", "honeyhive_tracer_id")
                            .doesNotContain("tenant"));
        }
    }

    @Test
    void emptyValues_areSkipped() {
        try (SessionScope session =
                tracer.session("row").evaluation("", null, "").open()) {
            assertThat(baggage()).containsOnlyKeys("honeyhive_tracer_id", "project", "source");
        }
    }

    @Test
    void nothingLeftAfterFiltering_nothingIsAttached() {
        try (Scope remote = tracer.link(Map.of("baggage", "session_name=theirs,run_id=,source= "))) {
            assertThat(Baggage.current().isEmpty()).isTrue();
            assertThat(tracer.sessionId()).isEqualTo(tracer.sessionId());
        }
    }

    @Test
    void context_isAttachedForTheScopeAndDetachedWithIt() {
        assertThat(baggage()).isEmpty(); // building the tracer left nothing behind

        try (SessionScope session =
                tracer.session("row").evaluation("r", "s", "p").open()) {
            assertThat(baggage()).containsEntry("run_id", "r");
            try (SessionScope inner = tracer.session("inner").open()) {
                assertThat(baggage()).doesNotContainKeys("run_id", "dataset_id", "datapoint_id");
            }
            assertThat(baggage()).containsEntry("run_id", "r");
        }
        assertThat(baggage()).isEmpty();
    }

    @Test
    void threads_seeTheirOwnContextOnly() throws Exception {
        int count = 10;
        CyclicBarrier allInside = new CyclicBarrier(count + 1);
        ExecutorService pool = Executors.newFixedThreadPool(count);
        try {
            Future<?>[] tasks = new Future<?>[count];
            for (int i = 0; i < count; i++) {
                String row = "row-" + i;
                tasks[i] = pool.submit(() -> {
                    try (SessionScope session =
                            tracer.session(row).evaluation(row, null, row).open()) {
                        allInside.await(10, TimeUnit.SECONDS);
                        assertThat(baggage()).containsEntry("run_id", row).containsEntry("datapoint_id", row);
                        allInside.await(10, TimeUnit.SECONDS);
                    }
                    return null;
                });
            }
            allInside.await(10, TimeUnit.SECONDS);
            assertThat(baggage()).isEmpty();
            allInside.await(10, TimeUnit.SECONDS);
            for (Future<?> task : tasks) {
                task.get(10, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
