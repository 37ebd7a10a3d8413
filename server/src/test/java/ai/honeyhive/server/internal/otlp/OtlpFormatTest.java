// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
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
        assertThatThrownBy(() -> OtlpFormat.JSON.decode((body == null ? "null x" : body).getBytes(UTF_8)))
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
                "\"traceId\":\"0af7651916cd43dd8448eb211c80319c\"      | spans[0].spanId: expected 16 hexadecimal digits, found nothing",
                "IDS,\"name\":7                                      | spans[0].name: expected a string, found number",
                "IDS,\"startTimeUnixNano\":\"soon\"                    | spans[0].startTimeUnixNano: expected an integer, found string",
                "IDS,\"kind\":\"SIDEWAYS\"                             | spans[0].kind: unknown value 'SIDEWAYS'",
                "IDS,\"attributes\":[{\"key\":\"a\",\"value\":{\"intValue\":\"x\"}}] | spans[0].attributes[0].value.intValue: expected an integer"
            })
    void decode_oneBadSpanAmongGood_keepsTheOthers(String bad, String fault) {
        Export export = OtlpFormat.JSON.decode(
                body("{" + bad.replace("IDS", IDS) + "},{" + IDS + "}").getBytes(UTF_8));

        assertThat(export.request().getResourceSpans(0).getScopeSpans(0).getSpansList())
                .hasSize(1);
        assertThat(export.faults()).singleElement().asString().contains(fault);
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

        assertThatThrownBy(() -> OtlpFormat.JSON.decode(deep.getBytes(UTF_8)))
                .isInstanceOf(MalformedOtlpException.class)
                .hasMessageContaining("nesting depth");
    }

    @Test
    void decode_bytesThatAreNoProtobuf_isRefused() {
        assertThatThrownBy(() -> OtlpFormat.PROTOBUF.decode("certainly not protobuf".getBytes(UTF_8)))
                .isInstanceOf(MalformedOtlpException.class)
                .hasMessageStartingWith("the body is not an ExportTraceServiceRequest in protobuf");
    }

    @Test
    void response_rejectedSpans_areToldInBothFormats() throws Exception {
        assertThat(new String(OtlpFormat.JSON.response(2, "why"), UTF_8))
                .isEqualTo("{\"partialSuccess\":{\"rejectedSpans\":\"2\",\"errorMessage\":\"why\"}}");
        assertThat(new String(OtlpFormat.JSON.response(0, ""), UTF_8)).isEqualTo("{}");
        var protobuf = ExportTraceServiceResponse.parseFrom(OtlpFormat.PROTOBUF.response(2, "why"));
        assertThat(protobuf.getPartialSuccess().getRejectedSpans()).isEqualTo(2);
        assertThat(OtlpFormat.PROTOBUF.response(0, "")).isEmpty();
    }

    private static Span span(String fields) {
        Export export = OtlpFormat.JSON.decode(body("{" + fields + "}").getBytes(UTF_8));
        assertThat(export.faults()).isEmpty();
        return export.request().getResourceSpans(0).getScopeSpans(0).getSpans(0);
    }

    private static String body(String spans) {
        return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spans + "]}]}]}";
    }
}
