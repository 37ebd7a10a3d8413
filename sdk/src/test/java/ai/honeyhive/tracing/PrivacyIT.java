// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static ai.honeyhive.testing.RecordingServer.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.privacy.Maskers;
import ai.honeyhive.testing.Gate;
import ai.honeyhive.testing.RecordingServer;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivacyIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String SECRET = "ann@mail.example.com";

    @TempDir
    Path folder;

    private final RecordingServer server = new RecordingServer();

    @AfterEach
    void close() {
        server.close();
    }

    private HoneyHiveTracerBuilder builder() {
        return HoneyHiveTracer.builder().serverUrl(server.url());
    }

    @Test
    void masker_everyWayOut_showsNothing() {
        try (HoneyHiveTracer tracer = builder()
                .project("for " + SECRET)
                .sessionName(SECRET)
                .masker(Maskers.emails())
                .masker(Maskers.cardNumbers())
                .build()) {
            try (SessionScope session = tracer.session("chat with " + SECRET)
                    .inputs(Map.of("who", Map.of("mail", SECRET)))
                    .metadata(Map.of("list", List.of(SECRET)))
                    .userProperties(Map.of("mail", SECRET))
                    .open()) {
                assertThat(Baggage.current().getEntryValue("project")).isEqualTo("for [masked: email]");
                assertThatThrownBy(() -> tracer.run("mail to " + SECRET, EventType.TOOL, span -> {
                            span.input("nested", Map.of("a", List.of(SECRET)));
                            span.metadata("card", 4111111111111111L);
                            span.span().setAttribute(AttributeKey.stringArrayKey("raw"), List.of(SECRET));
                            span.span()
                                    .addEvent(
                                            "event",
                                            Attributes.builder()
                                                    .put("k", SECRET)
                                                    .build());
                            span.span().updateName("now " + SECRET);
                            tracer.enrichSession(e -> e.feedback("said", SECRET).error("for " + SECRET));
                            Span plain = tracer.openTelemetry()
                                    .getTracer("lib")
                                    .spanBuilder("plain " + SECRET)
                                    .setAttribute("built", SECRET)
                                    .startSpan();
                            plain.end();
                            throw new IllegalStateException("no mail to " + SECRET);
                        }))
                        .hasMessageContaining(SECRET);
            }
            assertThat(tracer.flush(LIMIT)).isTrue();
        }

        assertThat(server.spans())
                .hasSize(2)
                .allSatisfy(span -> assertThat(span.toString()).doesNotContain(SECRET));
        assertThat(server.spans().toString())
                .contains("[masked: email]", "[masked: card]")
                .doesNotContain("4111111111111111");
        assertThat(server.sessionStarts().toString())
                .contains("[masked: email]")
                .doesNotContain(SECRET);
        assertThat(server.updates().toString()).contains("[masked: email]").doesNotContain(SECRET);
    }

    /** As they come in real programs: in JSON within JSON, in causes, in names, in labels, on disk, in headers. */
    @Test
    void maskers_everyHidingPlace_showsNothing() throws IOException {
        String token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJlLW9mLWl0";
        String iban = "de89 3704 0044 0532 0130 00";
        String json = "{\"auth\":\"{\\\"jwt\\\":\\\"" + token + "\\\"}\",\"iban\":\"" + iban + "\"}";
        try (Gate gate = new Gate();
                HoneyHiveTracer tracer = HoneyHiveTracer.builder()
                        .environment(Map.of("HH_MASK", "api_key,email,card,iban,phone")::get)
                        .serverUrl(gate.url())
                        .project("of " + SECRET)
                        .source("by " + SECRET)
                        .experimentLabel("variant", SECRET)
                        .evaluation("run of " + SECRET, SECRET, SECRET)
                        .spoolDirectory(folder)
                        .build()) {
            Span outer = tracer.openTelemetry()
                    .getTracer("lib")
                    .spanBuilder("outer")
                    .setAttribute(AttributeKey.valueKey("value"), Value.of(KeyValue.of("k", Value.of(SECRET))))
                    .startSpan();
            try (Scope scope = outer.makeCurrent()) {
                assertThatThrownBy(() -> tracer.run("inner", EventType.TOOL, span -> {
                            span.input("json", json)
                                    .input("deep", Map.of("a", List.of(Map.of(SECRET, json))))
                                    .input(SECRET, 1)
                                    .input("bean", new Login(SECRET, token));
                            span.span()
                                    .addEvent(
                                            "for " + SECRET,
                                            Attributes.of(AttributeKey.stringKey("gen_ai.prompt"), json));
                            span.span()
                                    .addLink(outer.getSpanContext(), Attributes.of(AttributeKey.stringKey("k"), json));
                            span.span().recordException(new IOException(iban, new IOException("caused by " + token)));
                            tracer.enrichSession(e -> e.metadata(SECRET, json)
                                    .inputs(Map.of("deep", Map.of(SECRET, token)))
                                    .userProperty("bean", new Login(SECRET, token)));
                            throw new IllegalStateException(json, new IllegalArgumentException(SECRET));
                        }))
                        .hasMessageContaining(token);
                try (Scope own = Baggage.builder().put("user", SECRET).build().makeCurrent()) {
                    Map<String, String> headers = new HashMap<>();
                    tracer.inject(headers);
                    assertThat(headers.get("baggage"))
                            .contains("user=", "session_id=")
                            .doesNotContain("ann");
                    assertThat(Baggage.current().getEntryValue("user")).isEqualTo(SECRET);
                }
            } finally {
                outer.end();
            }
            tracer.flush(Duration.ofMillis(500));
            assertThat(tracer.health().spooledBytes()).isPositive();
            assertThat(onDisk()).isNotEmpty().doesNotContain(SECRET, token, "3704 0044");

            gate.openTo(server);
            assertThat(tracer.flush(LIMIT)).isTrue();
        }

        String all = server.spans() + " " + server.sessionStarts() + server.updates() + server.resource()
                + server.otlpHeaders();
        assertThat(all)
                .contains("[masked: email]", "[masked: api_key]", "[masked: iban]")
                .doesNotContain(SECRET, "ann@", token, "eyJ", "3704 0044", "MTIzNDU2");
        assertThat(server.spans()).hasSize(2);
    }

    /** Read by Jackson. */
    public record Login(String mail, String token) {}

    /** Returns all that the spool holds, unpacked. */
    private String onDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] content = Files.readAllBytes(file);
                all.append(new String(content, StandardCharsets.ISO_8859_1));
                int body = new String(content, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
                if (body > 0 && body + 1 < content.length && content[body] == 0x1f) {
                    try (InputStream unpacked =
                            new GZIPInputStream(new ByteArrayInputStream(content, body, content.length - body))) {
                        all.append(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return all.toString();
    }

    @Test
    void messageEvents_withoutContent_loseWhatWasSaidOnly() {
        try (HoneyHiveTracer tracer = builder().captureContent(false).build()) {
            tracer.run("chat", EventType.MODEL, span -> {
                span.span()
                        .addEvent(
                                "gen_ai.user.message",
                                Attributes.builder()
                                        .put("content", "why?")
                                        .put("gen_ai.system", "vendor")
                                        .build());
                span.span()
                        .addEvent(
                                "gen_ai.choice",
                                Attributes.builder()
                                        .put("message", "because")
                                        .put("finish_reason", "stop")
                                        .build());
                span.span().addEvent("cache", Attributes.of(AttributeKey.stringKey("content"), "kept"));
            });
            assertThat(tracer.flush(LIMIT)).isTrue();
        }

        assertThat(server.span("chat").toString())
                .contains("vendor", "stop", "kept")
                .doesNotContain("why?", "because");
    }

    @Test
    void withoutContent_holdsForSpansThatAreOpenAlready() {
        try (HoneyHiveTracer tracer = builder().build()) {
            tracer.run("open", EventType.TOOL, span -> {
                try (Scope quiet = tracer.withoutContent()) {
                    tracer.enrichSpan(e -> e.input("question", "why?").metric("tokens", 3));
                }
                tracer.enrichSpan(e -> e.output("answer", "because"));
            });
            assertThat(tracer.flush(LIMIT)).isTrue();
        }

        assertThat(attributes(server.span("open")))
                .containsEntry("honeyhive_metrics.tokens", 3L)
                .containsEntry("honeyhive_outputs.answer", "because")
                .doesNotContainKey("honeyhive_inputs.question");
    }

    @Test
    void masker_thatFailsOrReturnsNull_letsNothingThrough() {
        try (HoneyHiveTracer tracer = builder()
                .masker((key, value) -> {
                    if (key.endsWith("broken")) {
                        throw new IllegalStateException("masker is broken");
                    }
                    return key.endsWith("gone") ? null : value;
                })
                .build()) {
            tracer.run(
                    "step",
                    EventType.TOOL,
                    span -> span.input("broken", SECRET).input("gone", SECRET).input("ok", "kept"));
            tracer.enrichSession(e -> e.metadata("broken", SECRET));
            assertThat(tracer.flush(LIMIT)).isTrue();
        }

        assertThat(attributes(server.span("step")))
                .containsEntry("honeyhive_inputs.broken", "[masked: masker failed]")
                .containsEntry("honeyhive_inputs.gone", "[masked]")
                .containsEntry("honeyhive_inputs.ok", "kept");
        assertThat(server.updates().toString()).doesNotContain(SECRET);
    }

    @Test
    void captureContentOff_leavesOutInputsAndOutputsOnly() {
        try (HoneyHiveTracer tracer = builder().captureContent(false).build()) {
            recordContent(tracer);
        }

        assertContentMissing();
        assertThat(server.sessionStarts().get(0).has("inputs")).isFalse();
    }

    @Test
    void withoutContent_holdsForItsScopeOnly() {
        try (HoneyHiveTracer tracer = builder().build()) {
            try (Scope quiet = tracer.withoutContent()) {
                recordContent(tracer);
            }
            assertContentMissing();
            tracer.run("after", EventType.TOOL, span -> span.input("question", "why?"));
            assertThat(tracer.flush(LIMIT)).isTrue();
        }

        assertThat(attributes(server.span("after"))).containsEntry("honeyhive_inputs.question", "why?");
    }

    private static void recordContent(HoneyHiveTracer tracer) {
        try (SessionScope session =
                tracer.session("chat").inputs(Map.of("question", "why?")).open()) {
            tracer.run("step", EventType.MODEL, span -> {
                span.input("question", "why?").output("answer", "because").metric("chars", 7);
                span.span().setAttribute("gen_ai.prompt.0.content", "why?");
                span.span().setAttribute("gen_ai.request.model", "m");
                tracer.enrichSession(e -> e.output("answer", "because").metric("turns", 1));
            });
        }
        assertThat(tracer.flush(LIMIT)).isTrue();
    }

    private void assertContentMissing() {
        assertThat(attributes(server.span("step")))
                .containsEntry("honeyhive_metrics.chars", 7L)
                .containsEntry("gen_ai.request.model", "m")
                .doesNotContainKeys("honeyhive_inputs.question", "honeyhive_outputs.answer", "gen_ai.prompt.0.content");
        assertThat(server.updates().get(0).has("outputs")).isFalse();
        assertThat(server.updates().get(0).at("/metrics/turns").asInt()).isEqualTo(1);
    }

    @Test
    void limits_hugeSpan_keepsCoreAttributesAndSaysWhatIsMissing() {
        try (HoneyHiveTracer tracer =
                builder().maxAttributes(100).maxValueSize(1_000).build()) {
            assertThatThrownBy(() -> tracer.run("huge", EventType.CHAIN, span -> {
                        span.input("long", "x".repeat(5_000));
                        span.metadata(
                                IntStream.range(0, 500).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v")));
                        throw new IllegalStateException("late");
                    }))
                    .hasMessage("late");
            assertThat(tracer.flush(LIMIT)).isTrue();
        }

        Map<String, Object> attributes = attributes(server.span("huge"));
        assertThat(attributes)
                .containsKeys("honeyhive.session_id", "honeyhive_event_type", "honeyhive_error")
                .hasSizeLessThan(100 + Limits.RESERVED_ATTRIBUTES);
        assertThat(attributes.get("honeyhive_metadata.cut").toString()).contains("attributes left out");
        assertThat(attributes.get("honeyhive_inputs.long").toString())
                .hasSizeLessThan(1_100)
                .contains("[cut: 4000 of 5000 characters]");
    }

    @Test
    void limits_spanSize_boundsTheWhole() {
        try (HoneyHiveTracer tracer = builder().maxSpanSize(10_000).build()) {
            tracer.run(
                    "large",
                    EventType.CHAIN,
                    span -> IntStream.range(0, 100).forEach(i -> span.metadata("k" + i, "x".repeat(500))));
            assertThat(tracer.flush(LIMIT)).isTrue();
        }

        assertThat(server.span("large").getSerializedSize()).isLessThan(12_000);
    }
}
