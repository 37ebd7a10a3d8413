// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class OtlpSplitTest {
    private static ScopeSpans scope(String name, int from, int to) {
        return ScopeSpans.newBuilder()
                .setScope(InstrumentationScope.newBuilder().setName(name))
                .setSchemaUrl("https://schema.test/" + name)
                .addAllSpans(IntStream.range(from, to)
                        .mapToObj(i -> Span.newBuilder()
                                .setName("span " + i)
                                .setSpanId(ByteString.copyFromUtf8("12345678"))
                                .setStartTimeUnixNano(i)
                                .build())
                        .toList())
                .build();
    }

    private static Request request(byte[] message, int spans) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(body)) {
            gzip.write(message);
        }
        return new Request("POST", OtlpSender.PATH, Map.of("X-Source", "dev"), body.toByteArray(), spans);
    }

    private static ExportTraceServiceRequest decode(Request request) throws IOException {
        try (InputStream body = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
            return ExportTraceServiceRequest.parseFrom(body);
        }
    }

    private static List<Span> spans(ExportTraceServiceRequest request) {
        return request.getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    @Test
    void halves_severalResourcesAndScopes_keepEverySpanOnceWithItsSurroundings() throws IOException {
        ExportTraceServiceRequest whole = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder()
                                .addAttributes(KeyValue.newBuilder().setKey("service.name")))
                        .addScopeSpans(scope("a", 0, 300))
                        .addScopeSpans(scope("b", 300, 301)))
                .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope("c", 301, 405)))
                .build();

        List<Request> halves = OtlpSplit.halves(request(whole.toByteArray(), 405));

        assertThat(halves).extracting(Request::count).containsExactly(202, 203);
        ExportTraceServiceRequest first = decode(halves.get(0));
        ExportTraceServiceRequest second = decode(halves.get(1));
        assertThat(spans(first)).isEqualTo(spans(whole).subList(0, 202));
        assertThat(spans(second)).isEqualTo(spans(whole).subList(202, 405));
        assertThat(second.getResourceSpans(0).getResource())
                .isEqualTo(whole.getResourceSpans(0).getResource());
        assertThat(second.getResourceSpans(1).getScopeSpans(0)).isEqualTo(scope("c", 301, 405));
        assertThat(halves).allSatisfy(half -> assertThat(half.headers()).containsEntry("X-Source", "dev"));
    }

    @Test
    void halves_oneSpanOrAnotherPath_isNone() throws IOException {
        byte[] one = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope("a", 0, 1)))
                .build()
                .toByteArray();

        assertThat(OtlpSplit.halves(request(one, 1))).isEmpty();
        assertThat(OtlpSplit.halves(new Request("PUT", "/events", Map.of(), new byte[] {1}, 5)))
                .isEmpty();
    }

    @Test
    void halves_brokenBody_isAnIOException() throws IOException {
        Request noise = request("no protobuf at all".getBytes(StandardCharsets.UTF_8), 5);

        assertThatThrownBy(() -> OtlpSplit.halves(noise)).isInstanceOf(IOException.class);
    }
}
