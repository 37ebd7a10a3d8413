// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.otlp;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import tools.jackson.databind.JsonNode;

/**
 * OTLP/JSON as the specification has it (camel case, ids in hex, enums by number, 64-bit integers as text or number),
 * and as the Python SDK writes it (enums by name, {@code null} for what is absent). Unknown fields are passed over, and
 * fields of a wrong type kept as text or left out. A span without its ids becomes a fault; anything wrong above the
 * spans makes the whole body malformed.
 */
final class TracesJson {
    private final Faults faults = new Faults();

    private TracesJson() {}

    static Export<ExportTraceServiceRequest> decode(JsonNode body) {
        var decoder = new TracesJson();
        JsonField root = JsonField.root(body).object();
        var request = ExportTraceServiceRequest.newBuilder();
        for (JsonField resourceSpans :
                root.field("resourceSpans", "resource_spans").items()) {
            request.addResourceSpans(decoder.resourceSpans(resourceSpans));
        }
        return new Export<>(request.build(), decoder.faults.list());
    }

    private ResourceSpans resourceSpans(JsonField json) {
        var result = ResourceSpans.newBuilder().setResource(JsonParts.resource(json));
        for (JsonField scopeSpans : json.field("scopeSpans", "scope_spans").items()) {
            result.addScopeSpans(scopeSpans(scopeSpans));
        }
        return result.build();
    }

    private ScopeSpans scopeSpans(JsonField json) {
        var result = ScopeSpans.newBuilder().setScope(JsonParts.scope(json));
        for (JsonField span : json.field("spans").items()) {
            try {
                result.addSpans(span(span));
            } catch (MalformedOtlpException e) {
                faults.add(e);
            }
        }
        return result.build();
    }

    private static Span span(JsonField json) {
        json.object();
        var span = Span.newBuilder()
                .setTraceId(JsonParts.id(json.field("traceId", "trace_id"), JsonParts.TRACE_ID))
                .setSpanId(JsonParts.id(json.field("spanId", "span_id"), JsonParts.SPAN_ID))
                .setParentSpanId(JsonParts.idIfAny(json.field("parentSpanId", "parent_span_id"), JsonParts.SPAN_ID))
                .setTraceState(json.field("traceState", "trace_state").anyText())
                .setName(json.field("name").anyText())
                .setKind(json.field("kind").enumeration(Span.SpanKind.class, Span.SpanKind::forNumber, "SPAN_KIND_"))
                .setStartTimeUnixNano(
                        json.field("startTimeUnixNano", "start_time_unix_nano").time())
                .setEndTimeUnixNano(
                        json.field("endTimeUnixNano", "end_time_unix_nano").time())
                .addAllAttributes(JsonAttributes.read(json.field("attributes")))
                .setStatus(status(json.field("status")));
        for (JsonField event : json.field("events").objects()) {
            span.addEvents(Span.Event.newBuilder()
                    .setName(event.field("name").anyText())
                    .setTimeUnixNano(
                            event.field("timeUnixNano", "time_unix_nano").time())
                    .addAllAttributes(JsonAttributes.read(event.field("attributes"))));
        }
        for (JsonField link : json.field("links").objects()) {
            span.addLinks(Span.Link.newBuilder()
                    .setTraceId(JsonParts.idIfAny(link.field("traceId", "trace_id"), JsonParts.TRACE_ID))
                    .setSpanId(JsonParts.idIfAny(link.field("spanId", "span_id"), JsonParts.SPAN_ID))
                    .addAllAttributes(JsonAttributes.read(link.field("attributes"))));
        }
        return span.build();
    }

    private static Status status(JsonField json) {
        return Status.newBuilder()
                .setCode(json.field("code")
                        .enumeration(Status.StatusCode.class, Status.StatusCode::forNumber, "STATUS_CODE_"))
                .setMessage(json.field("message").anyText())
                .build();
    }
}
