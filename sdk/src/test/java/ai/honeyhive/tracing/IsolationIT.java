// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static ai.honeyhive.testing.RecordingServer.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.HoneyHive;
import ai.honeyhive.testing.RecordingServer;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A tracer takes project, source, session and parent from its own context only, and wins inside its own spans. */
class IsolationIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RecordingServer server = new RecordingServer();
    private final RecordingServer otherServer = new RecordingServer();
    private final HoneyHiveTracer tracer = HoneyHiveTracer.builder()
            .serverUrl(server.url())
            .project("mine")
            .source("prod")
            .build();
    private final HoneyHiveTracer other = HoneyHiveTracer.builder()
            .serverUrl(otherServer.url())
            .project("theirs")
            .source("staging")
            .build();
    private final SdkTracerProvider plainSdk =
            SdkTracerProvider.builder().addSpanProcessor(Listener.INSTANCE).build(); // without one nothing is recorded

    @AfterEach
    void close() {
        assertThat(Context.current()).isSameAs(Context.root());
        HoneyHive.setDefaultTracer(null);
        tracer.close();
        other.close();
        plainSdk.close();
        server.close();
        otherServer.close();
    }

    private io.opentelemetry.proto.trace.v1.Span delivered(String name) {
        assertThat(tracer.flush(LIMIT)).isTrue();
        return server.span(name);
    }

    private void assertOwnOnly(io.opentelemetry.proto.trace.v1.Span span) {
        assertThat(span.getParentSpanId().isEmpty()).isTrue();
        assertThat(attributes(span))
                .containsEntry("honeyhive.project", "mine")
                .containsEntry("honeyhive.source", "prod")
                .containsEntry("honeyhive.session_id", tracer.sessionId())
                .doesNotContainKeys(
                        "honeyhive_metadata.run_id",
                        "honeyhive_metadata.dataset_id",
                        "honeyhive_metadata.datapoint_id");
    }

    @Test
    void span_inAnotherTracersSession_takesNothingOfIt() {
        try (SessionScope session = other.session("their row")
                .source("their-source")
                .evaluation("run", "ds", "dp")
                .open()) {
            tracer.run("own", EventType.TOOL, span -> {});
        }

        assertOwnOnly(delivered("own"));
        assertThat(server.span("own").getLinksCount()).isZero();
    }

    @Test
    void span_inAnotherTracersSpan_isARootThatLinksToIt() {
        String[] foreign = new String[1];
        other.run("foreign", EventType.CHAIN, span -> {
            foreign[0] = span.span().getSpanContext().getSpanId();
            tracer.run("own", EventType.TOOL, s -> {});
        });

        assertOwnOnly(delivered("own"));
        assertThat(server.span("own").getLinksList())
                .singleElement()
                .satisfies(link -> assertThat(
                                HexFormat.of().formatHex(link.getSpanId().toByteArray()))
                        .isEqualTo(foreign[0]));
    }

    @Test
    void span_inASpanOfAPlainSdk_isARootThatLinksToIt() {
        Span foreign = plainSdk.get("plain").spanBuilder("foreign").startSpan();
        try (Scope scope = foreign.makeCurrent()) {
            tracer.run("own", EventType.TOOL, s -> tracer.run("below", EventType.TOOL, below -> {}));
        } finally {
            foreign.end();
        }

        assertOwnOnly(delivered("own"));
        assertThat(server.span("own").getLinksList())
                .singleElement()
                .satisfies(link -> assertThat(
                                HexFormat.of().formatHex(link.getSpanId().toByteArray()))
                        .isEqualTo(foreign.getSpanContext().getSpanId()));
        assertThat(server.span("below").getParentSpanId())
                .isEqualTo(server.span("own").getSpanId());
        assertThat(server.span("below").getLinksCount()).isZero();
    }

    @Test
    void span_underForeignSpansUnderItsOwn_isAChildOfItsOwn() {
        tracer.run("own", EventType.CHAIN, span -> {
            Span foreign = plainSdk.get("plain").spanBuilder("foreign").startSpan();
            try (Scope scope = foreign.makeCurrent()) {
                other.run("theirs", EventType.TOOL, s -> tracer.run("deep", EventType.TOOL, deep -> {}));
            } finally {
                foreign.end();
            }
        });

        assertThat(delivered("deep").getParentSpanId())
                .isEqualTo(server.span("own").getSpanId());
        assertThat(server.span("deep").getLinksCount()).isEqualTo(1);
    }

    @Test
    void span_inForeignBaggage_takesNothingOfIt() {
        try (Scope scope = Baggage.builder()
                .put("project", "baggage")
                .put("source", "baggage")
                .put("session_id", "baggage")
                .put("parent_id", "baggage")
                .put("run_id", "baggage")
                .put("dataset_id", "baggage")
                .put("datapoint_id", "baggage")
                .put("honeyhive_tracer_id", other.id())
                .build()
                .makeCurrent()) {
            tracer.run(
                    "own",
                    EventType.TOOL,
                    span -> assertThat(Baggage.current().getEntryValue("run_id"))
                            .isNull());
        }

        assertOwnOnly(delivered("own"));
        assertThat(attributes(server.span("own")).values()).doesNotContain("baggage");
    }

    @Test
    void span_givenAForeignParentExplicitly_isStillARoot() {
        Span foreign = plainSdk.get("plain").spanBuilder("foreign").startSpan();

        tracer.openTelemetry()
                .getTracer("library")
                .spanBuilder("own")
                .setParent(Context.root().with(foreign))
                .setSpanKind(SpanKind.CLIENT)
                .startSpan()
                .end();
        foreign.end();

        assertOwnOnly(delivered("own"));
        assertThat(server.span("own").getLinksCount()).isEqualTo(1);
    }

    @Test
    void fourTracersDeep_innermostWinsAndEachIsRestored() {
        List<HoneyHiveTracer> tracers = new ArrayList<>(List.of(tracer, other));
        try (HoneyHiveTracer third = HoneyHiveTracer.builder()
                        .testMode(true)
                        .project("third")
                        .build();
                HoneyHiveTracer fourth = HoneyHiveTracer.builder()
                        .testMode(true)
                        .project("fourth")
                        .build()) {
            tracers.addAll(List.of(third, fourth));
            HoneyHive.setDefaultTracer(fourth);

            nest(tracers, 0);

            assertThat(HoneyHive.discover()).containsSame(fourth);
        }
    }

    /** Opens a span of every tracer, each in the one before; the innermost body throws on its way out. */
    private static void nest(List<HoneyHiveTracer> tracers, int depth) {
        HoneyHiveTracer here = tracers.get(depth);
        here.run("level " + depth, EventType.CHAIN, span -> {
            assertWins(here);
            if (depth + 1 < tracers.size()) {
                assertThatThrownBy(() -> nest(tracers, depth + 1)).hasMessage("from below");
                assertWins(here);
                try (SessionScope outermost = tracers.get(0).session("again").open()) {
                    assertWins(tracers.get(0));
                }
                assertWins(here);
            }
            if (depth > 0) {
                throw new IllegalStateException("from below");
            }
        });
    }

    private static void assertWins(HoneyHiveTracer expected) {
        assertThat(HoneyHive.discover()).containsSame(expected);
        assertThat(Baggage.current().getEntryValue("project")).isEqualTo(expected.project());
        assertThat(Baggage.current().getEntryValue("source")).isEqualTo(expected.source());
    }
}
