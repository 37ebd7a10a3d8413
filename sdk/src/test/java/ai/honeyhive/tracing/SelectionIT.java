// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static ai.honeyhive.testing.RecordingServer.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.testing.RecordingServer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SelectionIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RecordingServer server = new RecordingServer();

    @AfterEach
    void close() {
        assertThat(Context.current()).isSameAs(Context.root());
        server.close();
    }

    private HoneyHiveTracerBuilder builder() {
        return HoneyHiveTracer.builder().serverUrl(server.url());
    }

    @Test
    void sampleRatio_wholeSessionsOrNone_aboutTheShare() {
        try (HoneyHiveTracer tracer = builder().sampleRatio(0.25).build()) {
            for (int i = 0; i < 400; i++) {
                try (SessionScope session = tracer.session("s").open()) {
                    tracer.run("outer", EventType.CHAIN, span -> tracer.run("inner", EventType.TOOL, s -> {}));
                    tracer.enrichSession(e -> e.metadata("i", 1));
                }
            }
            assertThat(tracer.flush(LIMIT)).isTrue();
        }

        Set<Object> sessions = new HashSet<>();
        server.spans().forEach(span -> sessions.add(attributes(span).get("honeyhive.session_id")));
        assertThat(sessions.size()).isBetween(60, 145); // 100 expected, five standard deviations
        assertThat(server.spans()).hasSize(2 * sessions.size());
        assertThat(server.sessionStarts()).hasSameSizeAs(sessions);
    }

    @Test
    void sampleRatio_zero_keepsErrorsAndTheirSession() {
        try (HoneyHiveTracer tracer = builder().sampleRatio(0).build()) {
            assertThatThrownBy(() -> tracer.run("outer", EventType.CHAIN, span -> {
                        tracer.run("fine", EventType.TOOL, s -> {});
                        throw new IllegalStateException("broken");
                    }))
                    .hasMessage("broken");
            assertThat(tracer.flush(LIMIT)).isTrue();
        }

        assertThat(server.spans()).extracting(span -> span.getName()).containsExactly("outer");
        assertThat(server.sessionStarts()).hasSize(1);
    }

    @Test
    void excludeSpans_descendantsHangOnTheNearestKeptAncestor() {
        try (HoneyHiveTracer tracer =
                builder().excludeSpans("http").excludeSpans("sql").build()) {
            tracer.run("http request", EventType.CHAIN, root -> {
                tracer.run("handle", EventType.CHAIN, handle -> {
                    assertThat(tracer.enrichSpan(e -> e.metadata("a", 1))).isTrue();
                    tracer.run("http call", EventType.TOOL, skipped -> {
                        assertThat(tracer.enrichSpan(e -> e.metadata("b", 1))).isFalse();
                        tracer.run("sql", EventType.TOOL, s -> tracer.run("parse", EventType.TOOL, p -> {}));
                    });
                });
            });
            assertThat(tracer.flush(LIMIT)).isTrue();
        }

        assertThat(server.spans()).extracting(span -> span.getName()).containsExactlyInAnyOrder("handle", "parse");
        assertThat(server.span("parse").getParentSpanId())
                .isEqualTo(server.span("handle").getSpanId());
        assertThat(server.span("handle").getParentSpanId().isEmpty()).isTrue();
    }

    @Test
    void includeSpans_onlyThose() {
        try (HoneyHiveTracer tracer = builder().includeSpans("bot.").build()) {
            tracer.run("web", EventType.CHAIN, web -> tracer.run("bot.answer", EventType.CHAIN, span -> {}));
            assertThat(tracer.flush(LIMIT)).isTrue();
        }

        assertThat(server.spans()).extracting(span -> span.getName()).containsExactly("bot.answer");
    }

    @Test
    void serverSpans_ofTwoRequestsOnOneThread_haveSessionsOfTheirOwn() {
        try (HoneyHiveTracer tracer = builder().build()) {
            Tracer library = tracer.openTelemetry().getTracer("web");
            Set<String> sessions = new HashSet<>();
            for (int i = 0; i < 2; i++) {
                Span request = library.spanBuilder("GET /chat")
                        .setSpanKind(SpanKind.SERVER)
                        .startSpan();
                try (Scope scope = request.makeCurrent()) {
                    sessions.add(tracer.sessionId());
                    tracer.run("answer", EventType.CHAIN, span -> sessions.add(tracer.sessionId()));
                } finally {
                    request.end();
                }
                assertThat(sessions).hasSize(i + 1).doesNotContain(tracer.sessionId());
            }
            assertThat(tracer.flush(LIMIT)).isTrue();
        }

        assertThat(server.sessionStarts())
                .hasSize(2)
                .allSatisfy(session ->
                        assertThat(session.get("session_name").asString()).isEqualTo("GET /chat"));
    }

    @Test
    void serverSpan_inAnOpenSession_belongsToIt() {
        try (HoneyHiveTracer tracer = builder().build();
                SessionScope session = tracer.session("mine").open()) {
            tracer.openTelemetry()
                    .getTracer("web")
                    .spanBuilder("GET /chat")
                    .setSpanKind(SpanKind.SERVER)
                    .startSpan()
                    .end();
            assertThat(tracer.flush(LIMIT)).isTrue();
            assertThat(attributes(server.span("GET /chat"))).containsEntry("honeyhive.session_id", session.sessionId());
        }
    }

    @Test
    void httpClient_ofTheCaller_isUsedAndNotClosed() {
        AtomicInteger tasks = new AtomicInteger();
        ExecutorService pool = Executors.newCachedThreadPool();
        HttpClient client = HttpClient.newBuilder()
                .executor(task -> {
                    tasks.incrementAndGet();
                    pool.execute(task);
                })
                .build();
        try {
            try (HoneyHiveTracer tracer = builder().httpClient(client).build()) {
                tracer.run("one", EventType.CHAIN, span -> {});
                assertThat(tracer.flush(LIMIT)).isTrue();
            }
            assertThat(tasks).hasPositiveValue();
            try (HoneyHiveTracer again = builder().httpClient(client).build()) {
                again.run("two", EventType.CHAIN, span -> {});
                assertThat(again.flush(LIMIT)).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(server.spans()).hasSize(2);
    }
}
