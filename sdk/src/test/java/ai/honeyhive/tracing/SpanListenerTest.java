// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.privacy.Maskers;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpanListenerTest {
    private final List<SpanData> seen = new CopyOnWriteArrayList<>();
    private final HoneyHiveTracer tracer = HoneyHiveTracer.builder()
            .environment(name -> null)
            .testMode(true)
            .masker(Maskers.emails())
            .build();

    @AfterEach
    void close() {
        tracer.close();
    }

    private SessionScope listened() {
        return tracer.session("row")
                .spanListener((span, size) -> {
                    assertThat(size).isPositive();
                    seen.add(span);
                })
                .open();
    }

    @Test
    void spans_ofTheSession_areSeenAsTheyWouldBeSent() {
        try (SessionScope session = listened()) {
            tracer.run(
                    "outer",
                    EventType.CHAIN,
                    span -> tracer.run(
                            "inner", EventType.TOOL, inner -> inner.input("mail", "to ann@mail.example.com")));
            tracer.openTelemetry()
                    .getTracer("library")
                    .spanBuilder("chat")
                    .startSpan()
                    .end();
            assertThat(seen).extracting(SpanData::getName).containsExactly("inner", "outer", "chat");
            assertThat(seen.get(0).getAttributes().asMap().toString())
                    .contains(session.sessionId(), "honeyhive_event_type=tool", "[masked: email]")
                    .doesNotContain("ann@");
        }
    }

    @Test
    void spans_ofOtherSessions_areNotSeen() {
        try (SessionScope session = listened()) {
            try (SessionScope inner = tracer.session("other").open()) {
                tracer.run("theirs", EventType.TOOL, span -> {});
            }
        }
        tracer.run("outside", EventType.TOOL, span -> {});

        assertThat(seen).isEmpty();
    }

    @Test
    void listener_thatThrows_harmsNothing() {
        try (SessionScope session = tracer.session("row")
                .spanListener((span, size) -> {
                    throw new IllegalStateException("listener");
                })
                .open()) {
            assertThat(tracer.<String, RuntimeException>call("step", EventType.TOOL, span -> "done"))
                    .isEqualTo("done");
        }
    }

    @Test
    void unconnectedTracer_isFoundInsideOnly_andSendsNothing() {
        HoneyHiveTracer.setDefault(null);
        try (HoneyHiveTracer unconnected = HoneyHiveTracer.unconnected()) {
            assertThat(HoneyHiveTracer.discover()).isEmpty();
            try (SessionScope session = unconnected
                    .session("row")
                    .spanListener((span, size) -> seen.add(span))
                    .open()) {
                assertThat(HoneyHiveTracer.discover()).containsSame(unconnected);
                unconnected.run("step", EventType.TOOL, span -> {});
            }
            assertThat(unconnected.isSending()).isFalse();
            assertThat(seen).hasSize(1);
        }
    }
}
