// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static ai.honeyhive.testing.RecordingServer.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.testing.RecordingServer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever user code does with scopes: what was current before them is current after them. */
class ScopesIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RecordingServer server = new RecordingServer();
    private final HoneyHiveTracer tracer =
            HoneyHiveTracer.builder().serverUrl(server.url()).project("bot").build();
    private final HoneyHiveTracer other =
            HoneyHiveTracer.builder().serverUrl(server.url()).project("other").build();

    @AfterEach
    void close() {
        assertThat(Context.current()).isSameAs(Context.root());
        tracer.close();
        other.close();
        server.close();
    }

    @Test
    void scopes_closedInOrder_restoreStepByStep() {
        String own = tracer.sessionId();

        try (SessionScope outer = tracer.session("outer").open()) {
            try (SessionScope inner = tracer.session("inner").open()) {
                assertThat(tracer.sessionId()).isEqualTo(inner.sessionId());
                try (Scope remote = tracer.link(Map.of("baggage", "session_id=remote"))) {
                    assertThat(tracer.sessionId()).isEqualTo("remote");
                }
                assertThat(tracer.sessionId()).isEqualTo(inner.sessionId());
            }
            assertThat(tracer.sessionId()).isEqualTo(outer.sessionId());
        }
        assertThat(tracer.sessionId()).isEqualTo(own);
    }

    @Test
    void outerScope_closedFirst_closesWhatIsInsideToo() {
        SessionScope outer = tracer.session("outer").open();
        SessionScope middle = other.session("middle").open();
        SessionScope inner = tracer.session("inner").open();

        outer.close();
        assertThat(Context.current()).isSameAs(Context.root());

        inner.close();
        middle.close();
        assertThat(Context.current()).isSameAs(Context.root());
    }

    @Test
    void middleScope_closedFirst_leavesTheOuterOneOpen() {
        try (SessionScope outer = tracer.session("outer").open()) {
            SessionScope middle = tracer.session("middle").open();
            SessionScope inner = tracer.session("inner").open();

            middle.close();
            inner.close();

            assertThat(tracer.sessionId()).isEqualTo(outer.sessionId());
        }
    }

    @Test
    void scope_closedTwice_isClosedOnce() {
        try (SessionScope outer = tracer.session("outer").open()) {
            SessionScope inner = tracer.session("inner").open();
            inner.close();
            inner.close();
            assertThat(tracer.sessionId()).isEqualTo(outer.sessionId());

            try (SessionScope next = tracer.session("next").open()) {
                inner.close();
                assertThat(tracer.sessionId()).isEqualTo(next.sessionId());
            }
        }
    }

    @Test
    void scope_closedByAnotherThread_touchesNeitherThread() throws Exception {
        try (SessionScope session = tracer.session("mine").open()) {
            Context seen = CompletableFuture.supplyAsync(() -> {
                        session.close();
                        return Context.current();
                    })
                    .get(10, TimeUnit.SECONDS);

            assertThat(seen).isSameAs(Context.root());
            assertThat(tracer.sessionId()).isEqualTo(session.sessionId());
        }
    }

    @Test
    void linkScopes_closedOutOfOrderAndTwice_leaveNothing() {
        Scope outer = tracer.link(Map.of("baggage", "session_id=one"));
        Scope inner = tracer.link(Map.of("baggage", "session_id=two"));

        outer.close();
        outer.close();
        inner.close();

        assertThat(Context.current()).isSameAs(Context.root());
    }

    @Test
    void withoutContentScope_leftOpenInASession_endsWithIt() {
        try (SessionScope session = tracer.session("quiet").open()) {
            Scope quiet = tracer.withoutContent();
            assertThat(quiet).isNotNull();
        }
        tracer.run("loud", EventType.TOOL, span -> span.input("question", "why?"));

        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(attributes(server.span("loud"))).containsEntry("honeyhive_inputs.question", "why?");
    }

    @Test
    void span_whoseBodyForgetsItsScopes_endsThemToo() {
        SessionScope[] forgotten = new SessionScope[1];

        tracer.run("outer", EventType.CHAIN, span -> {
            forgotten[0] = tracer.session("forgotten").open();
            tracer.link(Map.of("baggage", "session_id=remote"));
        });
        assertThat(Context.current()).isSameAs(Context.root());

        forgotten[0].close();
        assertThat(Context.current()).isSameAs(Context.root());
    }

    @Test
    void pooledThread_afterEveryKindOfTask_isClean() throws Exception {
        List<Runnable> tasks = List.of(
                () -> tracer.run("span", EventType.TOOL, span -> {}),
                () -> {
                    try (SessionScope session = tracer.session("session").open();
                            Scope remote = tracer.link(Map.of("baggage", "session_id=remote"))) {
                        other.run("nested", EventType.TOOL, span -> {});
                    }
                },
                () -> {
                    try (SessionScope session = tracer.session("session").open()) {
                        throw new IllegalStateException("in the session");
                    }
                },
                () -> tracer.run("failing", EventType.TOOL, span -> {
                    throw new IllegalStateException("in the span");
                }),
                () -> tracer.run(
                        "failing deeper",
                        EventType.TOOL,
                        span -> other.run("deep", EventType.TOOL, deep -> {
                            tracer.session("never closed").open();
                            throw new IllegalStateException("with an open session");
                        })),
                () -> tracer.callAsync("async", EventType.TOOL, span -> new CompletableFuture<String>()),
                () -> tracer.callIterator(
                                "iterator",
                                EventType.TOOL,
                                span -> List.of(1, 2).iterator())
                        .next(),
                () -> {
                    try (Stream<Integer> items =
                            tracer.callStream("stream", EventType.TOOL, span -> Stream.of(1, 2, 3))) {
                        items.forEach(item -> {});
                    }
                });
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            for (Runnable task : tasks) {
                CompletableFuture.runAsync(task, pool)
                        .handle((done, failure) -> null)
                        .get(10, TimeUnit.SECONDS);
                assertThat(CompletableFuture.supplyAsync(Context::current, pool).get(10, TimeUnit.SECONDS))
                        .as("after task %d", tasks.indexOf(task))
                        .isSameAs(Context.root());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void nestedBodiesThatThrow_restoreEachTracerOnTheWayOut() {
        tracer.run("outer", EventType.CHAIN, span -> {
            Context inside = Context.current();
            assertThatThrownBy(() -> other.run("inner", EventType.TOOL, s -> {
                        throw new IllegalStateException("broken");
                    }))
                    .hasMessage("broken");
            assertThat(Context.current()).isSameAs(inside);
        });
    }
}
