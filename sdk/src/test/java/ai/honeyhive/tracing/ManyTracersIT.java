// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.HoneyHive;
import ai.honeyhive.testing.CountingServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hundred projects in one process, each used by a hundred threads at once. */
class ManyTracersIT {
    private static final int TRACERS = 100;
    private static final int THREADS = 100;
    private static final int SPANS = 100;
    private static final int ROUNDS_AT_ONCE = 5;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    @Timeout(180)
    void hundredTracersOnHundredThreads_everySpanAtItsOwnProjectOnly() throws Exception {
        try (CountingServer server = new CountingServer(span -> CountingServer.text(span, "honeyhive.project")
                + "/" + CountingServer.text(span, "honeyhive.session_id")
                + "/" + CountingServer.text(span, "honeyhive_metadata.found"))) {
            List<HoneyHiveTracer> tracers = new ArrayList<>();
            for (int i = 0; i < TRACERS; i++) {
                tracers.add(HoneyHiveTracer.builder()
                        .serverUrl(server.url())
                        .apiKey("key-" + i)
                        .project("project-" + i)
                        .build());
            }

            traceOnManyThreads(tracers);

            for (HoneyHiveTracer tracer : tracers) {
                assertThat(tracer.flush(LIMIT)).isTrue();
                assertThat(tracer.health().droppedInAll()).isZero();
                assertThat(server.spans()
                                .get("key-" + tracers.indexOf(tracer) + "/" + tracer.project() + "/"
                                        + tracer.sessionId() + "/" + tracer.id()))
                        .as(tracer.project())
                        .hasToString(String.valueOf(THREADS * SPANS));
            }
            assertThat(server.spans()).hasSize(TRACERS);
            assertThat(server.distinctSpans()).isEqualTo(TRACERS * THREADS * SPANS);
            assertThat(server.sessionStarts()).isEqualTo(TRACERS);
            tracers.forEach(HoneyHiveTracer::close);
        }
    }

    /** Every thread makes its spans in pairs, one tracer's inside another's, and enriches what it discovers. */
    private static void traceOnManyThreads(List<HoneyHiveTracer> tracers) throws Exception {
        // Sending is slower than tracing: without a rest now and then, a million spans would wait in memory at once.
        CyclicBarrier together = new CyclicBarrier(
                THREADS, () -> assertThat(HoneyHiveTracer.flushAll(LIMIT)).isTrue());
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                tasks.add(pool.submit(() -> {
                    for (int round = 0; round < SPANS / 2; round++) {
                        if (round % ROUNDS_AT_ONCE == 0) {
                            together.await(60, TimeUnit.SECONDS);
                        }
                        for (int k = 0; k < TRACERS; k++) {
                            HoneyHiveTracer inner = tracers.get((k + thread + 1) % TRACERS);
                            tracers.get(k).run("outer", EventType.CHAIN, span -> {
                                inner.run("inner", EventType.TOOL, s -> noteWhoIsFound());
                                noteWhoIsFound();
                            });
                        }
                    }
                    return null;
                }));
            }
            for (Future<Void> task : tasks) {
                task.get(120, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static void noteWhoIsFound() {
        HoneyHive.enrichSpan(
                e -> e.metadata("found", HoneyHive.discover().orElseThrow().id()));
    }
}
