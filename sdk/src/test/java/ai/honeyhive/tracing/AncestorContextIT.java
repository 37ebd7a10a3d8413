// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static ai.honeyhive.testing.RecordingServer.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.HoneyHive;
import ai.honeyhive.testing.RecordingServer;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** What the Python SDK 1.5 had wrong about context and discovery; each number names its defect. */
class AncestorContextIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RecordingServer server = new RecordingServer();
    private final HoneyHiveTracer tracer =
            HoneyHiveTracer.builder().serverUrl(server.url()).project("mine").build();
    private final HoneyHiveTracer other = HoneyHiveTracer.builder()
            .testMode(true)
            .project("theirs")
            .source("staging")
            .build();

    @BeforeEach
    void noDefault() {
        HoneyHive.setDefaultTracer(null);
    }

    @AfterEach
    void close() {
        assertThat(Context.current()).isSameAs(Context.root());
        tracer.close();
        other.close();
        server.close();
    }

    private io.opentelemetry.proto.trace.v1.Span delivered(String name) {
        assertThat(tracer.flush(LIMIT)).isTrue();
        return server.span(name);
    }

    // 1: ids were object addresses, which repeat, and they left the process in baggage
    @Test
    void tracerId_isARandomUuidThatStaysInTheProcess() {
        Map<String, String> headers = new HashMap<>();

        tracer.run("call", EventType.CHAIN, span -> tracer.inject(headers));

        assertThat(UUID.fromString(tracer.id()).version()).isEqualTo(4);
        assertThat(tracer.id()).isNotEqualTo(other.id());
        assertThat(headers).containsKey("baggage");
        assertThat(headers.toString()).doesNotContain(tracer.id()).doesNotContain("tracer_id");
    }

    // 2: session, project and source were taken from any baggage, so nested tracers wrote into each other's accounts
    @Test
    void sessionProjectAndSource_areTakenFromTheOwnTracerOnly() {
        try (SessionScope session =
                other.session("theirs").evaluation("run", "ds", "dp").open()) {
            other.run("outer", EventType.CHAIN, span -> tracer.run("own", EventType.TOOL, s -> {}));
        }

        assertThat(attributes(delivered("own")))
                .containsEntry("honeyhive.session_id", tracer.sessionId())
                .containsEntry("honeyhive.project", "mine")
                .containsEntry("honeyhive.source", "dev")
                .doesNotContainKey("honeyhive_metadata.run_id");
    }

    // 3: whichever tracer was created last in a thread was the one discovered
    @Test
    void tracerOfTheInnermostSpan_isDiscovered_whicheverWasBuiltLast() {
        tracer.run("outer", EventType.CHAIN, span -> {
            try (HoneyHiveTracer latest =
                    HoneyHiveTracer.builder().testMode(true).build()) {
                assertThat(HoneyHive.discover()).containsSame(tracer).isNotEqualTo(latest);
                other.run(
                        "inner",
                        EventType.TOOL,
                        s -> assertThat(HoneyHive.discover()).containsSame(other));
            }
            assertThat(HoneyHive.discover()).containsSame(tracer);
        });
    }

    // 4: building a tracer, creating a session and linking attached context that nobody ever detached
    @Test
    void whateverIsAttached_isDetachedByItsScope() {
        try (HoneyHiveTracer built = HoneyHiveTracer.builder().testMode(true).build()) {
            assertThat(Context.current()).isSameAs(Context.root());
            try (SessionScope session = built.session("one").open()) {
                assertThat(built.sessionId()).isEqualTo(session.sessionId());
            }
            assertThat(Context.current()).isSameAs(Context.root());
            try (Scope remote = built.link(Map.of("baggage", "session_id=theirs"))) {
                assertThat(built.sessionId()).isEqualTo("theirs");
            }
        }

        assertThat(Context.current()).isSameAs(Context.root());
    }

    // 5: the session of one request was still there for the next one on the thread
    @Test
    void serverSpan_hasASessionThatEndsWithIt() {
        List<String> sessions = new ArrayList<>();
        for (String name : List.of("first", "second")) {
            Span request = tracer.openTelemetry()
                    .getTracer("web")
                    .spanBuilder(name)
                    .setSpanKind(SpanKind.SERVER)
                    .startSpan();
            try (Scope scope = request.makeCurrent()) {
                sessions.add(tracer.sessionId());
            } finally {
                request.end();
            }
            assertThat(Context.current()).isSameAs(Context.root());
        }

        assertThat(sessions).doesNotHaveDuplicates().doesNotContain(tracer.sessionId());
        assertThat(attributes(delivered("second"))).containsEntry("honeyhive.session_id", sessions.get(1));
    }

    // 6: on other threads spans were orphans and discovery fell back to the default
    @Test
    void wrappedExecutor_keepsParentSessionAndTracer() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (SessionScope session = tracer.session("request").open()) {
            tracer.<Exception>run(
                    "outer",
                    EventType.CHAIN,
                    span -> Context.taskWrapping(pool)
                            .submit(() -> {
                                assertThat(HoneyHive.discover()).containsSame(tracer);
                                tracer.run("inner", EventType.TOOL, s -> {});
                            })
                            .get(10, TimeUnit.SECONDS));

            assertThat(delivered("inner").getParentSpanId())
                    .isEqualTo(server.span("outer").getSpanId());
            assertThat(attributes(server.span("inner"))).containsEntry("honeyhive.session_id", session.sessionId());
        } finally {
            pool.shutdownNow();
        }
    }

    // 9: the weak registry kept every tracer, and a closed one stayed the default
    @Test
    void registry_forgetsClosedAndDroppedTracers() {
        HoneyHiveTracer closed = HoneyHiveTracer.builder().testMode(true).build();
        HoneyHive.setDefaultTracer(closed);
        closed.close();
        assertThat(HoneyHive.discover()).isEmpty();

        WeakReference<HoneyHiveTracer> dropped = defaultThatNobodyHolds();
        RecordingServer.await("collection of a tracer that nobody holds", () -> {
            System.gc();
            return dropped.get() == null;
        });
        assertThat(HoneyHive.discover()).isEmpty();
    }

    private static WeakReference<HoneyHiveTracer> defaultThatNobodyHolds() {
        HoneyHiveTracer tracer = HoneyHiveTracer.builder().testMode(true).build();
        HoneyHive.setDefaultTracer(tracer);
        return new WeakReference<>(tracer);
    }

    // 10: registry and default were unguarded, and so was the state of the static functions
    @Test
    void staticFunctions_onManyThreadsWhileTracersComeAndGo_reachTheirOwnTracer() throws Exception {
        int count = 8;
        CyclicBarrier together = new CyclicBarrier(count);
        Set<String> seen = ConcurrentHashMap.newKeySet();
        ExecutorService pool = Executors.newFixedThreadPool(count);
        try {
            List<Future<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                tasks.add(pool.submit(() -> {
                    together.await(10, TimeUnit.SECONDS);
                    for (int round = 0; round < 100; round++) {
                        try (HoneyHiveTracer mine =
                                HoneyHiveTracer.builder().testMode(true).build()) {
                            HoneyHive.setDefaultTracer(mine);
                            mine.run("step", EventType.TOOL, span -> {
                                assertThat(HoneyHive.enrichSpan(Map.of("id", mine.id())))
                                        .isTrue();
                                seen.add(HoneyHive.discover().orElseThrow().id());
                            });
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

        assertThat(seen).hasSize(count * 100);
    }

    // 26: headers were read raw and with their case, local baggage was lost, and the tracer id of the sender taken over
    @Test
    void extract_decodesOnce_readsAnyCase_keepsLocalBaggageAndItsOwnTracer() {
        try (Scope local = Baggage.builder().put("tenant", "t1").build().makeCurrent();
                Scope remote = tracer.link(
                        Map.of("BAGGAGE", "run_id=a%2520b,session_id=far%20away,honeyhive_tracer_id=" + other.id()))) {
            assertThat(Baggage.current().getEntryValue("run_id")).isEqualTo("a%20b");
            assertThat(Baggage.current().getEntryValue("tenant")).isEqualTo("t1");
            assertThat(tracer.sessionId()).isEqualTo("far away");
            assertThat(HoneyHive.discover()).containsSame(tracer);
        }
    }
}
