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
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the Python SDK got wrong about context (defects 1 to 6 and 26 of its list), and how it is right here. */
class ContextDefectsIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RecordingServer server = new RecordingServer();
    private final HoneyHiveTracer first =
            HoneyHiveTracer.builder().serverUrl(server.url()).project("first").build();
    private final HoneyHiveTracer second =
            HoneyHiveTracer.builder().serverUrl(server.url()).project("second").build();

    @AfterEach
    void close() {
        HoneyHive.setDefaultTracer(null);
        assertThat(Context.current()).isSameAs(Context.root());
        first.close();
        second.close();
        server.close();
    }

    private Map<String, Object> delivered(String name) {
        assertThat(first.flush(LIMIT)).isTrue();
        assertThat(second.flush(LIMIT)).isTrue();
        return attributes(server.span(name));
    }

    @Test // 1: the id was an object's address, and was sent to every other service
    void tracerId_isARandomUuid_andNeverLeavesTheProcess() {
        Map<String, String> injected = new HashMap<>();
        Map<String, String> propagated = new HashMap<>();
        first.run("call", EventType.CHAIN, span -> {
            first.inject(injected);
            first.openTelemetry()
                    .getPropagators()
                    .getTextMapPropagator()
                    .inject(Context.current(), propagated, (carrier, key, value) -> carrier.put(key, value));
        });

        assertThat(UUID.fromString(first.id()).version()).isEqualTo(4);
        assertThat(first.id()).isNotEqualTo(second.id());
        assertThat(injected.toString() + propagated)
                .contains("traceparent")
                .doesNotContain(first.id())
                .doesNotContain("tracer_id");
    }

    @Test // 2: a nested tracer exported the outer one's session, project and source into its own account
    void nestedTracers_keepSessionProjectAndSourceApart() {
        try (SessionScope session = first.session("outer").source("prod").open()) {
            first.run("outer", EventType.CHAIN, span -> second.run("nested", EventType.TOOL, s -> {}));
            assertThat(delivered("outer")).containsEntry("honeyhive.session_id", session.sessionId());
        }

        assertThat(delivered("nested"))
                .containsEntry("honeyhive.session_id", second.sessionId())
                .containsEntry("honeyhive.project", "second")
                .containsEntry("honeyhive.source", "dev");
    }

    @Test // 3: the tracer that was created last won discovery for the rest of the thread
    void discovery_insideASpan_findsItsTracerAndNotTheLastCreated() {
        first.run("span", EventType.CHAIN, span -> {
            try (HoneyHiveTracer last = HoneyHiveTracer.builder().testMode(true).build()) {
                assertThat(last.id()).isNotEqualTo(first.id());
                assertThat(HoneyHive.discover()).containsSame(first);
            }
            assertThat(HoneyHive.enrichSpan(Map.of("found", true))).isTrue();
        });

        assertThat(delivered("span")).containsEntry("honeyhive_metadata.found", true);
    }

    @Test // 4: what construction and sessions attached stayed attached
    void whateverIsAttached_isDetachedAgain() {
        try (HoneyHiveTracer third = HoneyHiveTracer.builder().testMode(true).build()) {
            assertThat(Context.current()).isSameAs(Context.root());
            try (SessionScope session = third.session("request").open()) {
                assertThat(third.sessionId()).isEqualTo(session.sessionId());
            }
            try (Scope remote = third.link(Map.of("baggage", "session_id=s"))) {
                assertThat(third.sessionId()).isEqualTo("s");
            }
            third.session("forgotten").open().close();
        }
        assertThat(Context.current()).isSameAs(Context.root());
        assertThat(Baggage.current().isEmpty()).isTrue();
    }

    @Test // 5: the next request on the thread went on with the session of the one before
    void requests_onTheSameThread_neverShareASession() {
        Set<String> sessions = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            Span request = first.openTelemetry()
                    .getTracer("web")
                    .spanBuilder("request")
                    .setSpanKind(SpanKind.SERVER)
                    .startSpan();
            try (Scope scope = request.makeCurrent()) {
                sessions.add(first.sessionId());
            } finally {
                request.end();
            }
        }

        assertThat(sessions).hasSize(3).doesNotContain(first.sessionId());
    }

    @Test // 6: spans on other threads were orphans, and discovery fell back to the default
    void workOnAnotherThread_keepsParentSessionAndTracer() throws Exception {
        HoneyHive.setDefaultTracer(second);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (SessionScope session = first.session("request").open()) {
            first.<Exception>run(
                    "outer",
                    EventType.CHAIN,
                    span -> Context.taskWrapping(pool)
                            .submit(() -> HoneyHive.trace("inner", EventType.TOOL, s -> "done"))
                            .get(10, TimeUnit.SECONDS));
            assertThat(delivered("inner"))
                    .containsEntry("honeyhive.project", "first")
                    .containsEntry("honeyhive.session_id", session.sessionId());
        } finally {
            pool.shutdownNow();
        }
        assertThat(server.span("inner").getParentSpanId())
                .isEqualTo(server.span("outer").getSpanId());
    }

    @Test // 26: headers were read in one case and not decoded, and what the caller had in baggage was lost
    void remoteHeaders_anyCaseAndDecodedOnce_keepLocalBaggage() {
        Map<String, String> headers = Map.of(
                "BAGGAGE",
                "session_id=sess%20x;p=1,honeyhive_tracer_id=" + first.id(),
                "TRACEPARENT",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        try (Scope local = Baggage.builder().put("tenant", "t1").build().makeCurrent();
                Scope remote = second.link(headers)) {
            assertThat(second.sessionId()).isEqualTo("sess x");
            assertThat(Baggage.current().getEntryValue("tenant")).isEqualTo("t1");
            assertThat(HoneyHive.discover()).containsSame(second);
            second.run(
                    "served",
                    EventType.TOOL,
                    span -> assertThat(span.span().getSpanContext().getTraceId())
                            .isEqualTo("0af7651916cd43dd8448eb211c80319c"));
        }
    }
}
