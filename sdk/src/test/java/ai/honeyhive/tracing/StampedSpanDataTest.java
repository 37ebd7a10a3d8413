// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StampedSpanDataTest {
    private static final AttributeKey<String> SOURCE = AttributeKey.stringKey("honeyhive.source");
    private static final AttributeKey<String> TYPE = AttributeKey.stringKey("honeyhive_event_type");
    private static final AttributeKey<Long> COUNT = AttributeKey.longKey("count");

    @Test
    void attributes_ofSpanAndSession_areSeenTogetherOnce() {
        try (HoneyHiveTracer tracer = tracer()) {
            ReadableSpan span = tracer.call("step", EventType.CHAIN, active -> {
                active.span().setAttribute(COUNT, 3L);
                return (ReadableSpan) active.span();
            });

            SpanData data = span.toSpanData();

            Attributes attributes = data.getAttributes();
            List<String> names = new ArrayList<>();
            attributes.forEach((key, value) -> names.add(key.getKey()));
            assertThat(names)
                    .containsExactlyInAnyOrder(
                            "honeyhive.session_id",
                            "honeyhive.source",
                            "honeyhive.project",
                            "honeyhive_event_type",
                            "count");
            assertThat(attributes.size()).isEqualTo(5);
            assertThat(attributes.asMap()).hasSize(5).containsEntry(COUNT, 3L).containsEntry(TYPE, "chain");
            assertThat(data.getTotalAttributeCount()).isEqualTo(5);
            assertThat(span.getAttributes().asMap()).isEqualTo(attributes.asMap());
        }
    }

    @Test
    void attribute_setOnTheSpanItself_winsOverThatOfTheSession() {
        try (HoneyHiveTracer tracer = tracer()) {
            ReadableSpan span = tracer.call("step", EventType.CHAIN, active -> {
                active.span().setAttribute(SOURCE, "mine").setAttribute(TYPE, "tool");
                return (ReadableSpan) active.span();
            });

            Attributes attributes = span.toSpanData().getAttributes();

            List<Object> sources = new ArrayList<>();
            attributes.forEach((key, value) -> {
                if (key.getKey().equals(SOURCE.getKey())) {
                    sources.add(value);
                }
            });
            assertThat(sources).containsExactly("mine");
            assertThat(attributes.get(SOURCE)).isEqualTo("mine");
            assertThat(attributes.get(TYPE)).isEqualTo("tool");
            assertThat(span.getAttribute(TYPE)).isEqualTo("tool");
            assertThat(attributes.size()).isEqualTo(4);
        }
    }

    @Test
    void attributes_whileTheSpanIsOpen_showItsSessionAndType() {
        try (HoneyHiveTracer tracer = tracer()) {
            tracer.run("step", EventType.MODEL, active -> {
                ReadableSpan span = (ReadableSpan) active.span();

                assertThat(span.getAttribute(TYPE)).isEqualTo("model");
                assertThat(span.getAttribute(SOURCE)).isEqualTo("test");
                assertThat(span.getAttribute(AttributeKey.stringKey("honeyhive.session_id")))
                        .isEqualTo(tracer.sessionId());
            });
        }
    }

    private static HoneyHiveTracer tracer() {
        return HoneyHiveTracer.builder()
                .testMode(true)
                .project("p")
                .source("test")
                .build();
    }
}
