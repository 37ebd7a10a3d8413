// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks.load;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Export requests of 512 spans in sessions of 16, with about 1 KB of attributes a span; the same for the same number. */
final class Spans {
    static final int BATCH = 512;
    static final int TENANTS = 1_000;
    private static final int SESSION = 16;
    private static final long EPOCH_NANOS = 1_790_000_000_000_000_000L;
    private static final long SESSION_NANOS = 200_000_000L;
    private static final String[] WORDS = words();

    private Spans() {}

    /** The request of a number; the requests of different numbers have no ids in common. */
    static byte[] batch(long number) {
        return batch(number, null);
    }

    /** The same, all in one session. */
    static byte[] batch(long number, @Nullable String session) {
        Random random = new Random(number);
        ScopeSpans.Builder spans = ScopeSpans.newBuilder();
        spans.getScopeBuilder().setName("load");
        long firstSession = number * (BATCH / SESSION);
        for (int i = 0; i < BATCH; i++) {
            spans.addSpans(span(random, firstSession + i / SESSION, i % SESSION, session));
        }
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(spans))
                .build()
                .toByteArray();
    }

    private static Span span(Random random, long sessionNumber, int place, @Nullable String session) {
        long start = EPOCH_NANOS + sessionNumber * SESSION_NANOS + place * 1_000_000L;
        Span.Builder span = Span.newBuilder()
                .setTraceId(id(16, sessionNumber))
                .setSpanId(id(8, sessionNumber * SESSION + place))
                .setName(place == 0 ? "answer" : place % 2 == 1 ? "chat" : "retrieve")
                .setStartTimeUnixNano(start)
                .setEndTimeUnixNano(start + 900_000L);
        if (place > 0) {
            span.setParentSpanId(id(8, sessionNumber * SESSION + (place - 1) / 4));
        }
        text(span, "honeyhive.session_id", session == null ? new UUID(0x7000, sessionNumber).toString() : session);
        text(span, "honeyhive.project", "load");
        text(span, "honeyhive.source", "load");
        text(span, "honeyhive_event_type", place == 0 ? "chain" : place % 2 == 1 ? "model" : "tool");
        text(span, "honeyhive_inputs.question", sentence(random, 40));
        text(span, "honeyhive_outputs.answer", sentence(random, 40) + " everywhere");
        text(span, "honeyhive_metadata.tenant", "tenant-" + sessionNumber % TENANTS);
        text(span, "honeyhive_metadata.request", new UUID(random.nextLong(), random.nextLong()).toString());
        text(span, "honeyhive_config.model", "gpt-4o-mini");
        number(span, "honeyhive_metadata.prompt_tokens", 100 + random.nextInt(900));
        number(span, "honeyhive_metadata.completion_tokens", random.nextInt(300));
        span.addAttributes(KeyValue.newBuilder()
                .setKey("honeyhive_metrics.score")
                .setValue(AnyValue.newBuilder().setDoubleValue(random.nextInt(100) / 100.0)));
        return span.build();
    }

    private static ByteString id(int bytes, long number) {
        ByteBuffer id = ByteBuffer.allocate(bytes);
        // Spread as random ids are, which is what an index has to cope with.
        id.putLong((number + 1) * 0x9E3779B97F4A7C15L);
        return ByteString.copyFrom(id.array());
    }

    private static void text(Span.Builder span, String key, String value) {
        span.addAttributes(
                KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setStringValue(value)));
    }

    private static void number(Span.Builder span, String key, long value) {
        span.addAttributes(
                KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setIntValue(value)));
    }

    /** Words as often as in a language: few of them make up most of a text. */
    static String sentence(Random random, int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            double spread = random.nextDouble();
            text.append(i == 0 ? "" : " ").append(WORDS[(int) (spread * spread * spread * WORDS.length)]);
        }
        return text.toString();
    }

    /** The word of which about one event in a few thousand has one. */
    static String rareWord() {
        return WORDS[WORDS.length - 1];
    }

    private static String[] words() {
        String[] words = new String[20_000];
        Random random = new Random(7);
        for (int i = 0; i < words.length; i++) {
            StringBuilder word = new StringBuilder();
            int length = 3 + random.nextInt(8);
            for (int c = 0; c < length; c++) {
                word.append((char) ('a' + random.nextInt(26)));
            }
            words[i] = word.toString();
        }
        return words;
    }
}
