// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static ai.honeyhive.testing.RecordingServer.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ai.honeyhive.testing.RecordingServer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What applications hand over when nobody looks: nothing of it throws, nothing of it makes a span disappear. */
@Timeout(60)
class HostileValuesIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final RecordingServer server = new RecordingServer();
    private final HoneyHiveTracer tracer =
            HoneyHiveTracer.builder().serverUrl(server.url()).project("p").build();

    @AfterEach
    void close() {
        tracer.close();
        server.close();
    }

    private Map<String, Object> delivered(String name) {
        assertThat(tracer.flush(LIMIT)).isTrue();
        return attributes(server.span(name));
    }

    private static Map<String, Object> entries(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v" + i));
    }

    @Test
    void attributeWrittenAgainAndAgain_countsOnce() {
        try (HoneyHiveTracer small = HoneyHiveTracer.builder()
                .serverUrl(server.url())
                .maxAttributes(20)
                .maxSpanSize(20_000)
                .build()) {
            small.run("progress", EventType.CHAIN, span -> {
                for (int i = 0; i < 5_000; i++) {
                    span.metric("step", i).metadata("state", "working on step " + i);
                }
                span.output("answer", "forty-two");
            });
            assertThat(small.flush(LIMIT)).isTrue();
        }

        assertThat(delivered("progress"))
                .containsEntry("honeyhive_metrics.step", 4_999L)
                .containsEntry("honeyhive_metadata.state", "working on step 4999")
                .containsEntry("honeyhive_outputs.answer", "forty-two")
                .doesNotContainKey("honeyhive_metadata.cut");
    }

    @Test
    void attributesOverTheLimit_areLeftOutButThoseThatAreThereCanStillChange() {
        try (HoneyHiveTracer small = HoneyHiveTracer.builder()
                .serverUrl(server.url())
                .maxAttributes(20)
                .build()) {
            small.run("full", EventType.CHAIN, span -> {
                span.metadata("state", "begun");
                span.metadata(entries(30));
                span.metadata("state", "done");
            });
            assertThat(small.flush(LIMIT)).isTrue();
        }

        assertThat(delivered("full")).containsEntry("honeyhive_metadata.state", "done");
        assertThat(delivered("full").get("honeyhive_metadata.cut").toString()).startsWith("11 attributes left out");
        assertThat(delivered("full")).hasSize(20 + 4); // session, source, type and the mark
    }

    @Test
    void valueOfAnotherType_replacesTheOneBefore() {
        String name = "score-" + UUID.randomUUID(); // a name that no other test made known
        tracer.run("scored", EventType.CHAIN, span -> {
            span.metric(name, 1).metric(name, 0.5).metric("again", true).metric("again", "n/a");
            span.metadata("nested", Map.of("a", 1)).metadata("nested", Map.of("a", "one"));
            span.metric("back", 1).metric("back", 2.5).metric("back", 3);
        });

        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(server.span("scored").getAttributesList())
                .extracting(entry -> entry.getKey())
                .doesNotHaveDuplicates();
        assertThat(attributes(server.span("scored")))
                .containsEntry("honeyhive_metrics." + name, 0.5)
                .containsEntry("honeyhive_metrics.again", "n/a")
                .containsEntry("honeyhive_metadata.nested.a", "one")
                .containsEntry("honeyhive_metrics.back", 3L);
    }

    @Test
    void tenThousandAttributes_coreOnesSurvive() {
        tracer.run("rich", EventType.MODEL, span -> {
            span.metadata(entries(12_000));
            span.error("late").output("answer", "lost, and said so");
        });

        assertThat(delivered("rich"))
                .hasSizeGreaterThan(10_000)
                .containsEntry("honeyhive.session_id", tracer.sessionId())
                .containsEntry("honeyhive.project", "p")
                .containsEntry("honeyhive_event_type", "model")
                .containsEntry("honeyhive_error", "late")
                .containsKey("honeyhive_metadata.cut");
    }

    @Test
    void megabytesOfPairs_areCutBetweenThem_inSpansAndSessions() {
        String smileys = "\ud83d\ude00".repeat(1 << 20);
        tracer.run(
                "emoji",
                EventType.CHAIN,
                span -> span.input("odd", "x" + smileys).input("even", smileys).input("broken", "\ud83d alone \ude00"));
        tracer.enrichSession(e -> e.metadata("emoji", smileys).metadata("\ude00", "\ud83d alone"));

        Map<String, Object> attributes = delivered("emoji");
        for (String key : List.of("honeyhive_inputs.odd", "honeyhive_inputs.even")) {
            assertThat(attributes.get(key).toString())
                    .hasSizeBetween(1 << 20, (1 << 20) + 100)
                    .contains("[cut: ")
                    .doesNotContain("?", "\ufffd");
        }
        assertThat(attributes.get("honeyhive_inputs.broken").toString()).contains("alone");
        assertThat(server.updates().get(0).at("/metadata/emoji").asString()).endsWith("\ud83d\ude00");
        assertThat(server.updates().get(0).at("/metadata/\ufffd").asString()).isEqualTo("\ufffd alone");
    }

    @Test
    void smallestLimits_neverThrow() {
        try (HoneyHiveTracer tiny = HoneyHiveTracer.builder()
                .serverUrl(server.url())
                .maxValueSize(1)
                .maxAttributes(1)
                .maxEvents(1)
                .maxLinks(1)
                .build()) {
            tiny.run(
                    "tiny",
                    EventType.CHAIN,
                    span -> span.input("a", "\ud83d\ude00 and more").metadata("b", "cd"));
            assertThat(tiny.flush(LIMIT)).isTrue();
        }

        assertThat(delivered("tiny")).containsKey("honeyhive_event_type");
    }

    /** 64 events of 16 MB would be a gigabyte in one span. */
    @Test
    void eventsLinksAndExceptions_countAgainstTheSizeOfTheSpan() {
        String large = "x".repeat(1 << 20);
        try (HoneyHiveTracer bounded = HoneyHiveTracer.builder()
                .serverUrl(server.url())
                .maxValueSize(1_000)
                .maxSpanSize(20_000)
                .build()) {
            bounded.run("eventful", EventType.CHAIN, span -> {
                for (int i = 0; i < 100; i++) {
                    span.span().addEvent("event", Attributes.of(AttributeKey.stringKey("body"), large));
                    span.span()
                            .addLink(
                                    Span.current().getSpanContext(),
                                    Attributes.of(AttributeKey.stringArrayKey("why"), List.of(large)));
                }
                span.span().recordException(new IllegalStateException(large));
                span.span().setAttribute(AttributeKey.longArrayKey("numbers"), Collections.nCopies(100_000, 1L));
                span.span().setAttribute(AttributeKey.valueKey("value"), Value.of(large));
                span.span().updateName("eventful");
            });
            assertThat(bounded.flush(LIMIT)).isTrue();
        }

        assertThat(delivered("eventful").get("honeyhive_metadata.cut").toString())
                .contains("left out");
        assertThat(server.span("eventful").getSerializedSize()).isLessThan(60_000);
        assertThat(server.span("eventful")
                        .getEvents(0)
                        .getAttributes(0)
                        .getValue()
                        .getStringValue())
                .contains("[cut: ");
    }

    @Test
    void valuesWhoseOwnCodeFails_leaveAMarkAndHurtNobody() {
        Map<String, Object> failing = new AbstractMap<>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                throw new IllegalStateException("no entries");
            }
        };
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        Map<String, Object> mutual = new HashMap<>();
        mutual.put("self", mutual);
        mutual.put("list", itself);
        tracer.run("hostile", EventType.CHAIN, span -> {
            span.input("map", failing)
                    .inputs(failing)
                    .input("text", new Failing())
                    .input("list", List.of(1, new Failing()))
                    .input("bean", new Recursive())
                    .input("cycle", mutual)
                    .input("endless", new Endless())
                    .input("key", Map.of(new Failing(), 1))
                    .input("nan", Double.NaN)
                    .metadata("still", "here");
            tracer.enrichSession(e -> e.metadata("map", failing)
                    .metadata("text", new Failing())
                    .metadata("bean", new Recursive())
                    .metadata("cycle", mutual)
                    .metadata("nan", Double.NaN)
                    .metadata("still", "here"));
        });

        Map<String, Object> attributes = delivered("hostile");
        for (String name : List.of("map", "text", "list", "key")) {
            assertThat(attributes).containsKey("honeyhive_inputs." + name);
            assertThat(attributes.get("honeyhive_inputs." + name).toString()).startsWith("[not serializable: ");
        }
        assertThat(attributes)
                .containsEntry("honeyhive_metadata.still", "here")
                .containsKeys("honeyhive_inputs.bean", "honeyhive_inputs.unreadable");
        assertThat(server.updates().get(0).at("/metadata/still").asString()).isEqualTo("here");
    }

    private static final class Failing implements CharSequence {
        @Override
        public int length() {
            throw new IllegalStateException("no length");
        }

        @Override
        public char charAt(int index) {
            throw new IllegalStateException("no character");
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            throw new IllegalStateException("no part");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }
    }

    /** Contains itself, as parent and child in a database's objects do. */
    public static final class Recursive {
        public Recursive getParent() {
            return this;
        }
    }

    private static final class Endless extends java.util.AbstractCollection<Integer> {
        @Override
        public Iterator<Integer> iterator() {
            return IntStream.iterate(0, i -> i + 1).iterator();
        }

        @Override
        public int size() {
            return Integer.MAX_VALUE;
        }
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // what callers in other languages, or without such a tool, do
    void nullEverywhere_isHarmless() {
        assertThatCode(() -> {
                    tracer.run(null, null, span -> {
                        span.input(null, null)
                                .metadata(null)
                                .error((String) null)
                                .error((Throwable) null);
                        span.span().setAttribute((String) null, "x");
                        span.span().addEvent(null);
                        span.span().addEvent("event", (Attributes) null);
                        span.span().addLink(null);
                        span.span().recordException(null);
                        span.span().setStatus(StatusCode.ERROR, null);
                        span.span().updateName(null);
                    });
                    assertThat(tracer.enrichSpan(null)).isFalse();
                    assertThat(tracer.enrichSession(null)).isFalse();
                    assertThat(tracer.enrichSession(null, e -> e.metadata("a", 1)))
                            .isFalse();
                    assertThat(tracer.enrichEvent(null, e -> e.metadata("a", 1)))
                            .isFalse();
                    tracer.session(null)
                            .id(null)
                            .existing(null)
                            .inputs(null)
                            .metadata(null)
                            .source(null)
                            .evaluation(null, null, null)
                            .open()
                            .close();
                    tracer.inject((Map<String, String>) null);
                    tracer.link((Map<String, String>) null).close();
                    CompletableFuture<String> none = tracer.callAsync("stage", EventType.TOOL, span -> null);
                    assertThat(none).isNull();
                    tracer.flush(null);
                })
                .doesNotThrowAnyException();

        assertThat(tracer.flush(LIMIT)).isTrue();
        assertThat(server.spans()).hasSize(2);
    }

    @Test
    void flush_withTimesThatNoClockHolds_isHarmless() {
        tracer.run("step", EventType.CHAIN, span -> {});

        assertThat(tracer.flush(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
        assertThat(tracer.flush(Duration.ofSeconds(-1))).isTrue();
        assertThat(HoneyHiveTracer.flushAll(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
    }
}
