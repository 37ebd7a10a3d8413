// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.otlp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpFormatTest {
    private static final String IDS =
            "\"traceId\":\"0af7651916cd43dd8448eb211c80319c\",\"spanId\":\"b7ad6b7169203331\"";

    @Test
    void decode_specificationAndPythonDialect_giveTheSameSpan() {
        Span specification = span(
                IDS + ",\"name\":\"n\",\"kind\":3,\"startTimeUnixNano\":1790000000000000001,\"status\":{\"code\":2},"
                        + "\"attributes\":[{\"key\":\"i\",\"value\":{\"intValue\":7}}]");
        Span python = span(
                IDS.toUpperCase(Locale.ROOT).replace("TRACEID", "traceId").replace("SPANID", "spanId")
                        + ",\"parentSpanId\":null,\"name\":\"n\",\"kind\":\"SPAN_KIND_CLIENT\","
                        + "\"startTimeUnixNano\":\"1790000000000000001\",\"status\":{\"code\":\"STATUS_CODE_ERROR\",\"message\":null},"
                        + "\"attributes\":[{\"key\":\"i\",\"value\":{\"intValue\":\"7\"}}],\"events\":null,\"unknown\":{}");

        assertThat(python).isEqualTo(specification);
        assertThat(specification.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(specification.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(specification.getStartTimeUnixNano()).isEqualTo(1790000000000000001L);
        assertThat(specification.getParentSpanId().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                       | body: expected an object, found array",
                "{\"resourceSpans\":{}}                     | resourceSpans: expected an array, found object",
                "{\"resourceSpans\":[{\"resource\":7}]}       | resourceSpans[0].resource: expected an object, found number",
                "{\"resourceSpans\":[{\"scopeSpans\":[\"x\"]}]} | resourceSpans[0].scopeSpans[0]: expected an object, found string",
                "{\"resourceSpans\":                        | the body is not JSON",
                "                                         | body: expected an object"
            })
    void decode_malformedJson_namesThePlace(String body, String message) {
        assertThatThrownBy(() -> OtlpFormat.JSON.traces((body == null ? "null x" : body).getBytes(UTF_8)))
                .isInstanceOf(MalformedOtlpException.class)
                .message()
                .containsAnyOf(message, "the body is not JSON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"traceId\":\"zz\"                                    | spans[0].traceId: expected 32 hexadecimal digits, found 2 characters",
                "\"traceId\":\"0af7651916cd43dd8448eb211c80319c\"      | spans[0].spanId: expected 16 hexadecimal digits, found nothing"
            })
    void decode_oneBadSpanAmongGood_keepsTheOthers(String bad, String fault) {
        Export<ExportTraceServiceRequest> export = OtlpFormat.JSON.traces(
                body("{" + bad.replace("IDS", IDS) + "},{" + IDS + "}").getBytes(UTF_8));

        assertThat(export.request().getResourceSpans(0).getScopeSpans(0).getSpansList())
                .hasSize(1);
        assertThat(export.faults()).singleElement().asString().contains(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"name\":7                                                          | name: `7`",
                "\"name\":{\"a\":1}                                                    | name: `{a:1}`",
                "\"kind\":\"SIDEWAYS\",\"status\":7,\"events\":{},\"links\":[7]            | name: ``",
                "\"startTimeUnixNano\":\"soon\",\"endTimeUnixNano\":-5                    | start: 0",
                "\"startTimeUnixNano\":1e300,\"endTimeUnixNano\":\"9e999999999\"          | start: 0",
                "\"startTimeUnixNano\":1.7900000000000001e18                           | start: 179000000000000",
                "\"parentSpanId\":\"zz\"                                                | parent: 0",
                "\"attributes\":[{\"key\":\"a\",\"value\":{\"intValue\":\"x\"}}]               | a: x",
                "\"attributes\":[{\"key\":\"a\",\"value\":{\"boolValue\":\"yes\"}}]            | a: yes",
                "\"attributes\":[{\"key\":\"a\",\"value\":{\"bytesValue\":\"?\"}}]             | a: ?",
                "\"attributes\":[{\"key\":\"a\",\"value\":\"bare\"}]                          | a: bare",
                "\"attributes\":[7,{\"key\":\"a\",\"value\":{\"newValue\":1}}]                | a: {newValue:1}",
                "\"attributes\":{\"a\":1}                                               | name: ``"
            })
    void decode_fieldsOfWrongType_areKeptAsFarAsTheyGo(String fields, String expected) {
        Span span = span(IDS + "," + fields);

        String described = "name: `" + span.getName() + "`, start: " + span.getStartTimeUnixNano() + ", parent: "
                + span.getParentSpanId().size();
        for (var attribute : span.getAttributesList()) {
            described += ", " + attribute.getKey() + ": " + attribute.getValue().getStringValue();
        }
        assertThat(described.replace("\"", "")).contains(expected);
        assertThat(span.getEndTimeUnixNano()).isZero();
    }

    @Test
    void decode_textThatIsNotUtf8_costsNoMoreThanItsCharacters() {
        byte[] bad = "{\"key\":\"a\",\"value\":{\"stringValue\":\"gr?n\"}}".getBytes(UTF_8);
        byte[] json = body("{" + IDS + ",\"attributes\":[" + new String(bad, UTF_8) + "]}")
                .getBytes(UTF_8);
        json[new String(json, UTF_8).indexOf('?')] = (byte) 0xfc;
        byte[] protobuf = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .addSpans(Span.newBuilder()
                                        .setName("gr?n")
                                        .setFlags(7)
                                        .setStartTimeUnixNano(5))))
                .build()
                .toByteArray();
        protobuf[new String(protobuf, ISO_8859_1).indexOf('?')] = (byte) 0xfc;

        assertThat(first(OtlpFormat.JSON.traces(json))
                        .getAttributes(0)
                        .getValue()
                        .getStringValue())
                .isEqualTo("gr\uFFFDn");
        Span repaired = first(OtlpFormat.PROTOBUF.traces(protobuf));
        assertThat(repaired.getName()).isEqualTo("gr\uFFFDn");
        assertThat(repaired.getFlags()).isEqualTo(7);
        assertThat(repaired.getStartTimeUnixNano()).isEqualTo(5);
    }

    @Test
    void decode_listsInLists_areReadAsDeepAsTheyMayBe() {
        AnyValue protobuf = AnyValue.newBuilder().setStringValue("deep").build();
        String json = "{\"stringValue\":\"deep\"}";
        for (int i = 0; i < 300; i++) {
            protobuf = AnyValue.newBuilder()
                    .setKvlistValue(KeyValueList.newBuilder()
                            .addValues(KeyValue.newBuilder().setKey("k").setValue(protobuf)))
                    .build();
            json = "{\"kvlistValue\":{\"values\":[{\"key\":\"k\",\"value\":" + json + "}]}}";
        }
        Span span = Span.newBuilder()
                .addAttributes(KeyValue.newBuilder().setKey("a").setValue(protobuf))
                .build();
        byte[] body = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
                .build()
                .toByteArray();

        assertThat(first(OtlpFormat.PROTOBUF.traces(body))).isEqualTo(span);
        assertThat(span(IDS + ",\"attributes\":[{\"key\":\"a\",\"value\":" + json + "}]")
                        .getAttributesList())
                .isEqualTo(span.getAttributesList());
    }

    @Test
    void decode_integerBeyond64Bits_isKeptAsText() {
        Span span = span(
                IDS + ",\"attributes\":[{\"key\":\"i\",\"value\":{\"intValue\":\"123456789012345678901234567890\"}}]");

        assertThat(span.getAttributes(0).getValue().getStringValue()).isEqualTo("123456789012345678901234567890");
    }

    @Test
    void decode_deeplyNestedJson_isRefused() {
        String deep = "{\"resourceSpans\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";

        assertThatThrownBy(() -> OtlpFormat.JSON.traces(deep.getBytes(UTF_8)))
                .isInstanceOf(MalformedOtlpException.class)
                .hasMessageContaining("nesting depth");
    }

    @Test
    void decode_bytesThatAreNoProtobuf_isRefused() {
        assertThatThrownBy(() -> OtlpFormat.PROTOBUF.traces("certainly not protobuf".getBytes(UTF_8)))
                .isInstanceOf(MalformedOtlpException.class)
                .hasMessageStartingWith("the body is not an ExportTraceServiceRequest in protobuf");
    }

    @Test
    void response_rejectedSpans_areToldInBothFormats() throws Exception {
        assertThat(new String(OtlpFormat.JSON.tracesResponse(2, "why"), UTF_8))
                .isEqualTo("{\"partialSuccess\":{\"rejectedSpans\":\"2\",\"errorMessage\":\"why\"}}");
        assertThat(new String(OtlpFormat.JSON.tracesResponse(0, ""), UTF_8)).isEqualTo("{}");
        var protobuf = ExportTraceServiceResponse.parseFrom(OtlpFormat.PROTOBUF.tracesResponse(2, "why"));
        assertThat(protobuf.getPartialSuccess().getRejectedSpans()).isEqualTo(2);
        assertThat(OtlpFormat.PROTOBUF.tracesResponse(0, "")).isEmpty();
    }

    private static Span span(String fields) {
        Export<ExportTraceServiceRequest> export =
                OtlpFormat.JSON.traces(body("{" + fields + "}").getBytes(UTF_8));
        assertThat(export.faults()).isEmpty();
        return export.request().getResourceSpans(0).getScopeSpans(0).getSpans(0);
    }

    private static Span first(Export<ExportTraceServiceRequest> export) {
        return export.request().getResourceSpans(0).getScopeSpans(0).getSpans(0);
    }

    private static String body(String spans) {
        return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spans + "]}]}]}";
    }
}
