// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static ai.honeyhive.testing.RecordingServer.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.HoneyHive;
import ai.honeyhive.testing.RecordingServer;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several tracers in one process, on ten threads and one after the other. */
class MultiInstanceIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int THREADS = 10;

    private final RecordingServer server = new RecordingServer();

    @AfterEach
    void close() {
        HoneyHive.setDefaultTracer(null);
        server.close();
    }

    private HoneyHiveTracer tracer(String project) {
        return HoneyHiveTracer.builder()
                .serverUrl(server.url())
                .project(project)
                .build();
    }

    private Span delivered(HoneyHiveTracer tracer, String name) {
        assertThat(tracer.flush(LIMIT)).isTrue();
        return server.span(name);
    }

    /** What one of the threads does; its number makes its names. */
    @FunctionalInterface
    private interface Work<T> {
        T of(int number) throws Exception;
    }

    /** Does the work on all threads at the same time. */
    private static <T> List<T> onAllThreads(Work<T> work) throws Exception {
        CyclicBarrier together = new CyclicBarrier(THREADS);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<T>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                tasks.add(pool.submit(() -> {
                    together.await(10, TimeUnit.SECONDS);
                    return work.of(number);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> task : tasks) {
                results.add(task.get(30, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void concurrentTracers_areIsolated() throws Exception {
        List<String> ids = onAllThreads(number -> {
            try (HoneyHiveTracer tracer = tracer("project-" + number)) {
                tracer.run("step " + number, EventType.CHAIN, span -> {
                    tracer.enrichSpan(e -> e.metadata("number", number));
                    tracer.run("below " + number, EventType.TOOL, below -> {});
                });
                Map<String, Object> step = attributes(delivered(tracer, "step " + number));
                assertThat(step)
                        .containsEntry("honeyhive_metadata.number", (long) number)
                        .containsEntry("honeyhive.project", "project-" + number)
                        .containsEntry("honeyhive.session_id", tracer.sessionId());
                assertThat(server.span("below " + number).getParentSpanId())
                        .isEqualTo(server.span("step " + number).getSpanId());
                return tracer.id();
            }
        });

        assertThat(ids).hasSize(THREADS).doesNotHaveDuplicates();
        assertThat(server.spans()).hasSize(2 * THREADS);
    }

    @Test
    void baggage_isThatOfTheThreadsOwnTracer() throws Exception {
        onAllThreads(number -> {
            try (HoneyHiveTracer tracer = tracer("project-" + number)) {
                tracer.run("step", EventType.CHAIN, span -> {
                    assertThat(Baggage.current().getEntryValue("honeyhive_tracer_id"))
                            .isEqualTo(tracer.id());
                    assertThat(Baggage.current().getEntryValue("project")).isEqualTo("project-" + number);
                });
                assertThat(Baggage.current().isEmpty()).isTrue();
                return true;
            }
        });
    }

    @Test
    void discovery_inEachThread_findsItsOwnTracer() throws Exception {
        onAllThreads(number -> {
            try (HoneyHiveTracer tracer = tracer("project-" + number)) {
                for (int round = 0; round < 100; round++) {
                    tracer.run(
                            "step",
                            EventType.CHAIN,
                            span -> assertThat(HoneyHive.discover()).containsSame(tracer));
                }
                return true;
            }
        });
    }

    @Test
    void registry_underConcurrentAccess_keepsAllApart() throws Exception {
        Set<String> ids = new HashSet<>();

        List<List<String>> ofThreads = onAllThreads(number -> {
            try (HoneyHiveTracer first = tracer("a");
                    HoneyHiveTracer second = tracer("b");
                    HoneyHiveTracer third = tracer("c")) {
                List.of(first, second, third)
                        .forEach(tracer -> tracer.run(
                                "step",
                                EventType.CHAIN,
                                span -> assertThat(HoneyHive.discover()).containsSame(tracer)));
                return List.of(first.id(), second.id(), third.id());
            }
        });

        ofThreads.forEach(ids::addAll);
        assertThat(ids).hasSize(3 * THREADS);
        assertThat(HoneyHive.discover()).isEmpty();
    }

    @Test
    void legacyEnrichment_onManyThreads_neverContaminatesAnother() throws Exception {
        onAllThreads(number -> {
            try (HoneyHiveTracer tracer = tracer("project-" + number)) {
                for (int round = 0; round < 20; round++) {
                    String unique = number + "/" + round;
                    tracer.run("step " + unique, EventType.CHAIN, span -> {
                        HoneyHive.enrichSpan(Map.of("unique_id", unique));
                        HoneyHive.enrichSpan(Map.of("of", number));
                    });
                }
                return tracer.flush(LIMIT);
            }
        });

        assertThat(server.spans()).hasSize(20 * THREADS).allSatisfy(span -> {
            String unique = span.getName().substring("step ".length());
            assertThat(attributes(span))
                    .containsEntry("honeyhive_metadata.unique_id", unique)
                    .containsEntry("honeyhive_metadata.of", Long.valueOf(unique.split("/", 2)[0]))
                    .containsEntry("honeyhive.project", "project-" + unique.split("/", 2)[0]);
        });
    }

    @Test
    void twoProjects_inOneProcess_eachSpanCarriesItsOwn() {
        try (HoneyHiveTracer production = tracer("production");
                HoneyHiveTracer staging = tracer("staging")) {
            production.run("p", EventType.CHAIN, span -> production.enrichSpan(e -> e.metadata("env", "production")));
            staging.run("s", EventType.CHAIN, span -> staging.enrichSpan(e -> e.metadata("env", "staging")));

            assertThat(attributes(delivered(production, "p")))
                    .containsEntry("honeyhive.project", "production")
                    .containsEntry("honeyhive_metadata.env", "production");
            assertThat(attributes(delivered(staging, "s")))
                    .containsEntry("honeyhive.project", "staging")
                    .containsEntry("honeyhive_metadata.env", "staging");
            assertThat(production.sessionId()).isNotEqualTo(staging.sessionId());
        }
    }

    @Test
    void sequentialTracers_haveIdsSessionsAndSpansOfTheirOwn() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            try (HoneyHiveTracer tracer = tracer("sequential")) {
                tracer.run("step " + i, EventType.CHAIN, span -> {});
                assertThat(attributes(delivered(tracer, "step " + i)))
                        .containsEntry("honeyhive.session_id", tracer.sessionId());
                ids.add(tracer.id());
                ids.add(tracer.sessionId());
            }
        }
        assertThat(ids).hasSize(10);
    }
}
