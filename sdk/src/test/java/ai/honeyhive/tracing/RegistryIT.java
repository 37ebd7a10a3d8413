// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.HoneyHive;
import ai.honeyhive.testing.RecordingServer;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Scope;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which tracers the process knows: concurrent, weak, and forgetful of what was closed. */
class RegistryIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @BeforeEach
    @AfterEach
    void noDefault() {
        HoneyHive.setDefaultTracer(null);
    }

    private static HoneyHiveTracer quiet() {
        return HoneyHiveTracer.builder().testMode(true).build();
    }

    @Test
    void ids_areRandomUuidsAndNeverRepeat() {
        Set<String> ids = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 1_000; i++) {
            try (HoneyHiveTracer tracer = quiet()) {
                assertThat(UUID.fromString(tracer.id()).version()).isEqualTo(4);
                ids.add(tracer.id());
            }
        }
        assertThat(ids).hasSize(1_000);
    }

    @Test
    void firstLivingTracer_isTheDefaultUntilItIsClosed() {
        try (HoneyHiveTracer first = quiet();
                HoneyHiveTracer second = quiet()) {
            assertThat(HoneyHive.discover()).containsSame(first);

            HoneyHive.setDefaultTracer(second);
            assertThat(HoneyHive.discover()).containsSame(second);

            second.close();
            assertThat(HoneyHive.discover()).isEmpty();

            try (HoneyHiveTracer third = quiet()) {
                assertThat(HoneyHive.discover()).containsSame(third);
            }
        }
    }

    @Test
    void closedTracer_isNotFoundByItsIdEither() {
        HoneyHiveTracer tracer = quiet();
        try (Scope scope = Baggage.builder()
                .put("honeyhive_tracer_id", tracer.id())
                .build()
                .makeCurrent()) {
            assertThat(HoneyHive.discover()).containsSame(tracer);
            tracer.close();
            assertThat(HoneyHive.discover()).isEmpty();
        }
    }

    @Test
    void disabledAndNoopTracers_areNeverDiscovered() {
        try (HoneyHiveTracer disabled =
                        HoneyHiveTracer.builder().disableTracing(true).build();
                HoneyHiveTracer noop = HoneyHiveTracer.noop()) {
            disabled.run(
                    "step",
                    EventType.TOOL,
                    span -> noop.run(
                            "step",
                            EventType.TOOL,
                            s -> assertThat(HoneyHive.discover()).isEmpty()));
        }
    }

    @Test
    void droppedTracer_isCollectedAndForgottenEvenAsDefault() {
        try (RecordingServer server = new RecordingServer()) {
            WeakReference<HoneyHiveTracer> dropped = useAndDrop(server);

            RecordingServer.await("collection of a tracer that nobody holds", () -> {
                System.gc();
                return dropped.get() == null;
            });

            assertThat(HoneyHive.discover()).isEmpty();
            assertThat(server.spans()).hasSize(2);
            assertThat(server.updates()).hasSize(1);
        }
    }

    /** A method of its own, so that no frame of the test holds the tracer. */
    private static WeakReference<HoneyHiveTracer> useAndDrop(RecordingServer server) {
        HoneyHiveTracer tracer =
                HoneyHiveTracer.builder().serverUrl(server.url()).build();
        HoneyHive.setDefaultTracer(tracer);
        try (SessionScope session = tracer.session("used").open()) {
            tracer.run("outer", EventType.CHAIN, span -> tracer.run("inner", EventType.TOOL, s -> {}));
            tracer.enrichSession(e -> e.metadata("a", 1));
        }
        assertThat(tracer.flush(LIMIT)).isTrue();
        return new WeakReference<>(tracer);
    }

    @Test
    void manyThreads_registerDiscoverSwitchAndClose_withoutLosingTheirOwn() throws Exception {
        int count = 10;
        CyclicBarrier together = new CyclicBarrier(count);
        Set<String> ids = ConcurrentHashMap.newKeySet();
        ExecutorService pool = Executors.newFixedThreadPool(count);
        try {
            List<Future<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                tasks.add(pool.submit(() -> {
                    together.await(10, TimeUnit.SECONDS);
                    for (int round = 0; round < 200; round++) {
                        try (HoneyHiveTracer tracer = quiet()) {
                            ids.add(tracer.id());
                            HoneyHive.setDefaultTracer(tracer);
                            HoneyHive.discover(); // some thread's, or none: whoever switched or closed last
                            tracer.run(
                                    "step",
                                    EventType.TOOL,
                                    span -> assertThat(HoneyHive.discover()).containsSame(tracer));
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
        assertThat(ids).hasSize(count * 200);
        assertThat(HoneyHive.discover()).isEmpty();
    }
}
