// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * OTLP/JSON as the specification has it (camel case, ids in hex, enums by number, 64-bit integers as text or number),
 * and as the Python SDK writes it (enums by name, {@code null} for what is absent). Unknown fields are passed over. A
 * span that cannot be read becomes a fault; anything wrong above the spans makes the whole body malformed.
 */
final class OtlpJson {
    private static final int MAX_FAULTS = 20;

    private final List<String> faults = new ArrayList<>();

    private OtlpJson() {}

    static Export decode(JsonNode body) {
        var decoder = new OtlpJson();
        JsonField root = JsonField.root(body).object();
        var request = ExportTraceServiceRequest.newBuilder();
        for (JsonField resourceSpans :
                root.field("resourceSpans", "resource_spans").items()) {
            request.addResourceSpans(decoder.resourceSpans(resourceSpans));
        }
        return new Export(request.build(), decoder.faults);
    }

    private ResourceSpans resourceSpans(JsonField json) {
        var result = ResourceSpans.newBuilder();
        json.object();
        result.setResource(Resource.newBuilder()
                .addAllAttributes(
                        JsonAttributes.read(json.field("resource").object().field("attributes"))));
        for (JsonField scopeSpans : json.field("scopeSpans", "scope_spans").items()) {
            result.addScopeSpans(scopeSpans(scopeSpans));
        }
        return result.build();
    }

    private ScopeSpans scopeSpans(JsonField json) {
        JsonField scope = json.object().field("scope").object();
        var result = ScopeSpans.newBuilder()
                .setScope(InstrumentationScope.newBuilder()
                        .setName(scope.field("name").text())
                        .setVersion(scope.field("version").text())
                        .addAllAttributes(JsonAttributes.read(scope.field("attributes"))));
        for (JsonField span : json.field("spans").items()) {
            try {
                result.addSpans(span(span));
            } catch (MalformedOtlpException e) {
                if (faults.size() < MAX_FAULTS) {
                    faults.add(e.getMessage());
                } else {
                    faults.add("");
                }
            }
        }
        return result.build();
    }

    private static Span span(JsonField json) {
        json.object();
        var span = Span.newBuilder()
                .setTraceId(id(json.field("traceId", "trace_id"), 32))
                .setSpanId(id(json.field("spanId", "span_id"), 16))
                .setTraceState(json.field("traceState", "trace_state").text())
                .setName(json.field("name").text())
                .setKind(kind(json.field("kind")))
                .setStartTimeUnixNano(
                        json.field("startTimeUnixNano", "start_time_unix_nano").integer())
                .setEndTimeUnixNano(
                        json.field("endTimeUnixNano", "end_time_unix_nano").integer())
                .addAllAttributes(JsonAttributes.read(json.field("attributes")))
                .setStatus(status(json.field("status")));
        JsonField parent = json.field("parentSpanId", "parent_span_id");
        if (!parent.text().isEmpty()) {
            span.setParentSpanId(id(parent, 16));
        }
        for (JsonField event : json.field("events").items()) {
            span.addEvents(Span.Event.newBuilder()
                    .setName(event.object().field("name").text())
                    .setTimeUnixNano(
                            event.field("timeUnixNano", "time_unix_nano").integer())
                    .addAllAttributes(JsonAttributes.read(event.field("attributes"))));
        }
        for (JsonField link : json.field("links").items()) {
            span.addLinks(Span.Link.newBuilder()
                    .setTraceId(id(link.object().field("traceId", "trace_id"), 32))
                    .setSpanId(id(link.field("spanId", "span_id"), 16))
                    .addAllAttributes(JsonAttributes.read(link.field("attributes"))));
        }
        return span.build();
    }

    private static Status status(JsonField json) {
        if (json.isAbsent()) {
            return Status.getDefaultInstance();
        }
        JsonField code = json.object().field("code");
        return Status.newBuilder()
                .setCode(code.enumeration(Status.StatusCode.class, Status.StatusCode::forNumber, "STATUS_CODE_"))
                .setMessage(json.field("message").text())
                .build();
    }

    private static Span.SpanKind kind(JsonField json) {
        return json.enumeration(Span.SpanKind.class, Span.SpanKind::forNumber, "SPAN_KIND_");
    }

    private static ByteString id(JsonField json, int digits) {
        String text = json.text();
        if (text.length() != digits) {
            throw json.fault("expected " + digits + " hexadecimal digits, found "
                    + (text.isEmpty() ? "nothing" : text.length() + " characters"));
        }
        try {
            return ByteString.copyFrom(HexFormat.of().parseHex(text));
        } catch (IllegalArgumentException e) {
            throw json.fault("expected " + digits + " hexadecimal digits");
        }
    }
}
