// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Exports of which nothing can be kept: the server keeps whatever of an export can be read, so all of it must be wrong. */
final class MalformedOtlp {
    private static final List<String> PATHS =
            List.of("/opentelemetry/v1/traces", "/v1/traces", "/opentelemetry/v1/logs", "/v1/logs");
    private static final String PROTOBUF = "application/x-protobuf";
    private static final int TOO_MANY_ATTRIBUTES = 20_001;

    private final Random random;
    private final byte[] good;
    private final byte[] tooDeep;
    private final byte[] tooManyAttributes;

    MalformedOtlp(Random random) {
        this.random = random;
        this.good = request(span().addAttributes(attribute("k", text("v".repeat(200)))));
        AnyValue deep = text("bottom");
        for (int i = 0; i < 600; i++) {
            deep = AnyValue.newBuilder()
                    .setArrayValue(ArrayValue.newBuilder().addValues(deep))
                    .build();
        }
        this.tooDeep = request(span().addAttributes(attribute("k", deep)));
        Span.Builder many = span();
        for (int i = 0; i < TOO_MANY_ATTRIBUTES; i++) {
            many.addAttributes(attribute("k", AnyValue.getDefaultInstance()));
        }
        this.tooManyAttributes = request(many);
    }

    MalformedRequest protobuf() {
        String path = PATHS.get(random.nextInt(PATHS.size()));
        boolean traces = path.endsWith("traces");
        return switch (random.nextInt(traces ? 40 : 30)) {
            case 30, 31, 32 -> of("protobuf too deep", "/v1/traces", tooDeep, PROTOBUF);
            case 33 -> of("too many attributes", "/v1/traces", tooManyAttributes, PROTOBUF);
            case 34, 35, 36, 37, 38, 39 -> of("ids of the wrong length", "/v1/traces", badIds(), PROTOBUF);
            case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 ->
                of("truncated protobuf", path, Arrays.copyOf(good, 1 + random.nextInt(good.length - 1)), PROTOBUF);
            case 10, 11, 12, 13, 14, 15, 16, 17 -> of("wire type that is none", path, wrongTag(), PROTOBUF);
            case 18, 19, 20, 21, 22 -> of("length beyond the end", path, longer(), PROTOBUF);
            default -> of("not protobuf", path, noise(), PROTOBUF);
        };
    }

    MalformedRequest json() {
        String path = PATHS.get(random.nextInt(PATHS.size()));
        String body = Otlp.json(Otlp.span(1, "null", "n", Map.of("k", "v")));
        String text =
                switch (random.nextInt(5)) {
                    case 0 -> body.substring(0, random.nextInt(body.length()));
                    case 1 -> "{\"a\":" + "[".repeat(2_100 + random.nextInt(5_000)) + "]".repeat(2_100) + "}";
                    case 2 -> "{\"resourceSpans\":" + "9".repeat(1_001 + random.nextInt(5_000)) + "}";
                    case 3 -> body + "]";
                    default ->
                        body.replace(
                                "\"" + Otlp.TRACE + "\"",
                                List.of("7", "[]", "\"xyz\"", "null", "\"\"").get(random.nextInt(5)));
                };
        boolean ofIds = text.startsWith("{\"resourceSpans\":[{") && text.endsWith("]}]}]}");
        return of("malformed OTLP/JSON", ofIds ? "/v1/traces" : path, text.getBytes(UTF_8), "application/json");
    }

    private static MalformedRequest of(String kind, String path, byte[] body, String type) {
        return MalformedRequest.of(kind, body.length + " bytes", "POST", path, body, "Content-Type", type);
    }

    private byte[] wrongTag() {
        byte[] body = new byte[good.length + 1];
        body[0] = (byte) (random.nextInt(16) << 3 | 6 + random.nextInt(2));
        System.arraycopy(good, 0, body, 1, good.length);
        return body;
    }

    /** The outermost field, said to be longer than what there is. */
    private byte[] longer() {
        return ByteString.copyFrom(new byte[] {10, (byte) 0xff, (byte) (0x80 | random.nextInt(128)), 0x7f})
                .concat(ByteString.copyFrom(good))
                .toByteArray();
    }

    /** Begins as no field of an export begins: number 0. */
    private byte[] noise() {
        byte[] noise = new byte[1 + random.nextInt(300)];
        random.nextBytes(noise);
        noise[0] = (byte) random.nextInt(8);
        return noise;
    }

    private byte[] badIds() {
        byte[] id = new byte[random.nextInt(30)];
        random.nextBytes(id);
        boolean trace = id.length != 16 || random.nextBoolean();
        if (trace && id.length == 16) {
            id = new byte[16]; // all zero
        }
        Span.Builder span = span();
        return request(trace ? span.setTraceId(ByteString.copyFrom(id)) : span.setSpanId(ByteString.copyFrom(id)));
    }

    private static Span.Builder span() {
        return Span.newBuilder()
                .setTraceId(ByteString.fromHex(Otlp.TRACE))
                .setSpanId(ByteString.fromHex(Otlp.spanId(9)))
                .setName("n");
    }

    private static byte[] request(Span.Builder span) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
                .build()
                .toByteArray();
    }

    private static AnyValue text(String text) {
        return AnyValue.newBuilder().setStringValue(text).build();
    }

    private static KeyValue attribute(String key, AnyValue value) {
        return KeyValue.newBuilder().setKey(key).setValue(value).build();
    }
}
