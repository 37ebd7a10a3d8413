// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static ai.honeyhive.testing.RecordingServer.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.testing.RecordingServer;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers as others send them, and baggage of applications that carry a lot. */
class HostileCarriersIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RecordingServer server = new RecordingServer();
    private final HoneyHiveTracer tracer =
            HoneyHiveTracer.builder().serverUrl(server.url()).project("p").build();

    @AfterEach
    void close() {
        assertThat(Context.current()).isSameAs(Context.root());
        tracer.close();
        server.close();
    }

    /** W3C Baggage 3.3.2: 64 entries, 8192 bytes; more may be thrown away by whoever forwards it. */
    @ParameterizedTest
    @ValueSource(ints = {10, 200})
    void largeBaggageOfTheApplication_neverPushesOursOut(int entries) {
        BaggageBuilder large = Baggage.builder();
        for (int i = 0; i < entries; i++) {
            large.put("entry-" + i, "ü".repeat(10_000 / entries)); // six characters each in a header
        }
        Map<String, String> headers = new HashMap<>();
        try (Scope scope = large.build().makeCurrent();
                SessionScope session =
                        tracer.session("s").evaluation("run", "ds", "dp").open()) {
            tracer.inject(headers);

            Map<String, String> arrived = new HashMap<>();
            Baggage.fromContext(W3CBaggagePropagator.getInstance().extract(Context.root(), headers, new Plain()))
                    .forEach((key, entry) -> arrived.put(key, entry.getValue()));
            assertThat(headers.get("baggage").length()).isLessThanOrEqualTo(8192);
            assertThat(headers.get("baggage").split(",")).hasSizeLessThanOrEqualTo(64);
            assertThat(arrived)
                    .containsEntry("session_id", session.sessionId())
                    .containsEntry("project", "p")
                    .containsEntry("run_id", "run")
                    .containsEntry("datapoint_id", "dp");
        }
    }

    private static final class Plain implements TextMapGetter<Map<String, String>> {
        @Override
        @SuppressWarnings("deprecation") // abstract in the interface, so it has to be there
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",,,",
                "session_id",
                "session_id=",
                "=x",
                "session_id=%",
                "session_id=%zz",
                ";;;=;",
                "session_id=\u0000",
                "project==a,b"
            })
    void brokenBaggage_isHarmless(String baggage) {
        try (Scope scope = tracer.link(Map.of("traceparent", "00-zz-xx-01", "baggage", baggage))) {
            tracer.run("step", EventType.CHAIN, span -> {});
        }

        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(server.spans()).hasSize(1);
    }

    @Test
    void valueWithPropertiesAndEscapes_isDecodedOnceAndWithoutThem() {
        String id = UUID.randomUUID().toString();
        try (Scope scope =
                tracer.link(Map.of("Baggage", "project=a%2520b%2Cc;secret=1 , session_id = " + id + " ;x"))) {
            tracer.run("step", EventType.CHAIN, span -> {});
        }

        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(attributes(server.span("step")))
                .containsEntry("honeyhive.project", "a%20b,c")
                .containsEntry("honeyhive.session_id", id);
    }

    /** A remote part without a session of its own goes on in ours, which is announced once, by its own name. */
    @Test
    void projectWithoutSession_announcesTheTracersOwnSessionByItsName() {
        try (HoneyHiveTracer named = HoneyHiveTracer.builder()
                .serverUrl(server.url())
                .sessionName("nightly")
                .build()) {
            try (Scope scope = named.link(Map.of("baggage", "project=theirs"))) {
                named.run("step", EventType.CHAIN, span -> {});
            }
            assertThat(named.flush(LIMIT)).isTrue();
        }

        assertThat(server.sessionStarts())
                .singleElement()
                .satisfies(start ->
                        assertThat(start.get("session_name").asString()).isEqualTo("nightly"));
    }

    /** Any other format, such as B3, goes through the guard untouched. */
    @Test
    void guard_ofAnotherFormat_changesNothingOfIt() {
        Map<String, String> guarded = new HashMap<>();
        tracer.run("call", EventType.CHAIN, span -> {
            HoneyHiveTracer.guard(new B3()).inject(Context.current(), guarded, (carrier, key, value) -> {
                if (carrier != null) {
                    carrier.put(key, value);
                }
            });

            assertThat(guarded)
                    .containsOnlyKeys("b3")
                    .containsEntry(
                            "b3",
                            Span.current().getSpanContext().getTraceId() + "-"
                                    + Span.current().getSpanContext().getSpanId() + "-1");
        });
        Context extracted = HoneyHiveTracer.guard(new B3()).extract(Context.root(), guarded, new Plain());
        assertThat(extracted).isSameAs(Context.root());
        assertThat(HoneyHiveTracer.guard(new B3()).fields()).containsExactly("b3");
    }

    private static final class B3 implements TextMapPropagator {
        @Override
        public Collection<String> fields() {
            return List.of("b3");
        }

        @Override
        public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
            var span = Span.fromContext(context).getSpanContext();
            setter.set(carrier, "b3", span.getTraceId() + "-" + span.getSpanId() + "-1");
        }

        @Override
        public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
            return context;
        }
    }
}
