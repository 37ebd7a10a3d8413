// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static ai.honeyhive.testing.RecordingServer.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.HoneyHive;
import ai.honeyhive.testing.RecordingServer;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the Python SDK got wrong from start to shutdown (defects 7 to 10, 27 and 28 of its list). */
class LifecycleDefectsIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RecordingServer server = new RecordingServer();

    @AfterEach
    void close() {
        HoneyHive.setDefaultTracer(null);
        server.close();
    }

    private HoneyHiveTracerBuilder builder() {
        return HoneyHiveTracer.builder().serverUrl(server.url());
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    @Test // 7: after the first tracer was shut down, every later one made spans that recorded nothing
    void tracer_builtAfterAnotherWasClosed_tracesAsTheFirstDid() {
        for (String project : List.of("one", "two", "three")) {
            try (HoneyHiveTracer tracer = builder().project(project).build()) {
                tracer.run(project, EventType.CHAIN, span -> {});
                assertThat(tracer.flush(LIMIT)).isTrue();
            }
            assertThat(attributes(server.span(project))).containsEntry("honeyhive.project", project);
        }
    }

    @Test // 8: ten tracers left ten batch threads and nine cache threads behind
    void close_endsEveryThreadOfTheTracer() {
        for (int i = 0; i < 10; i++) {
            try (HoneyHiveTracer tracer = builder().project("leaks-" + i).build()) {
                tracer.run("step", EventType.CHAIN, span -> {});
                tracer.enrichSession(e -> e.metadata("i", 1));
                assertThat(tracer.flush(LIMIT)).isTrue();
                assertThat(threadsOfOurs()).isPositive();
            }
        }

        RecordingServer.await("end of the threads", () -> threadsOfOurs() == 0);
    }

    private static long threadsOfOurs() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("honeyhive-leaks-"))
                .count();
    }

    @Test // 9: a closed tracer stayed the default; a dropped one was never collected
    void closedOrDroppedTracer_isForgotten() {
        HoneyHiveTracer closed = builder().build();
        HoneyHive.setDefaultTracer(closed);
        closed.close();
        assertThat(HoneyHive.discover()).isEmpty();

        WeakReference<HoneyHiveTracer> dropped = droppedDefault();
        RecordingServer.await("collection", () -> {
            System.gc();
            return dropped.get() == null;
        });
        assertThat(HoneyHive.discover()).isEmpty();
    }

    private WeakReference<HoneyHiveTracer> droppedDefault() {
        HoneyHiveTracer tracer = builder().build();
        HoneyHive.setDefaultTracer(tracer);
        tracer.run("step", EventType.CHAIN, span -> {});
        assertThat(tracer.flush(LIMIT)).isTrue();
        return new WeakReference<>(tracer);
    }

    @Test // 10: registry without a lock, and static functions that kept the last caller's arguments and answer
    void staticFunctions_onManyThreads_answerEachCallerForItself() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(10);
        List<Future<Void>> tasks = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                String project = "p" + i;
                boolean inSpan = i % 2 == 0;
                tasks.add(pool.submit(() -> {
                    for (int round = 0; round < 100; round++) {
                        try (HoneyHiveTracer tracer =
                                builder().testMode(true).project(project).build()) {
                            if (inSpan) {
                                tracer.run(
                                        "step",
                                        EventType.TOOL,
                                        span -> assertThat(HoneyHive.enrichSpan(Map.of("of", project), tracer))
                                                .isTrue());
                            } else {
                                assertThat(HoneyHive.enrichSpan(Map.of("of", project), tracer))
                                        .isFalse();
                            }
                        }
                    }
                    return null;
                }));
            }
            for (Future<Void> task : tasks) {
                task.get(30, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(HoneyHive.discover()).isEmpty();
    }

    @Test // 27: the constructor waited up to five seconds for the session; unbatched spans waited for their answers
    void buildingAndTracing_neverWaitForTheServer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();
            HoneyHiveTracer tracer = HoneyHiveTracer.builder()
                    .serverUrl("http://127.0.0.1:" + silent.getLocalPort())
                    .disableBatch(true)
                    .build();
            for (int i = 0; i < 100; i++) {
                tracer.run("step", EventType.CHAIN, span -> {});
            }
            tracer.enrichSession(e -> e.metadata("a", 1));

            assertThat(since(start)).isLessThan(Duration.ofSeconds(4));
            tracer.close(Duration.ofMillis(100));
        }
    }

    @Test // 28: shutdown waited for its helper thread whatever its timeout said
    void flushAndClose_keepTheirDeadline_whenTheServerHangs() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            HoneyHiveTracer tracer = HoneyHiveTracer.builder()
                    .serverUrl("http://127.0.0.1:" + silent.getLocalPort())
                    .build();
            tracer.run("step", EventType.CHAIN, span -> {});

            long start = System.nanoTime();
            assertThat(tracer.flush(Duration.ofMillis(200))).isFalse();
            assertThat(since(start)).isBetween(Duration.ofMillis(150), Duration.ofSeconds(5));

            start = System.nanoTime();
            tracer.close(); // five seconds, and up to two more for its threads to write what they hold
            assertThat(since(start)).isLessThan(Duration.ofSeconds(15));
        }
    }
}
