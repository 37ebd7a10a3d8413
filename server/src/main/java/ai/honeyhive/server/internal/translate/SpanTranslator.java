// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.Change;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the spans of an export into events. Knows nothing of what was exported before. */
public final class SpanTranslator {
    private static final List<String> SESSION_ATTRIBUTES =
            List.of("honeyhive.session_id", "traceloop.association.properties.session_id", "session.id");

    private final Conclusions conclusions;

    public SpanTranslator(Prices prices) {
        this.conclusions = new Conclusions(prices);
    }

    /**
     * Translates all spans.
     *
     * @param now Unix milliseconds, for spans without a time
     */
    public Translation translate(ExportTraceServiceRequest request, double now) {
        Map<ByteString, String> sessionOfTrace = sessionsOfTraces(request);
        List<Change> changes = new ArrayList<>();
        List<String> rejected = new ArrayList<>();
        for (ResourceSpans resource : request.getResourceSpansList()) {
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                for (Span span : scope.getSpansList()) {
                    String fault = faultOf(span);
                    if (fault != null) {
                        rejected.add(fault);
                    } else {
                        changes.add(SpanEvent.of(
                                conclusions,
                                resource.getResource(),
                                scope.getScope(),
                                span,
                                sessionOfTrace.getOrDefault(span.getTraceId(), SpanIds.session(span.getTraceId())),
                                now));
                    }
                }
            }
        }
        return new Translation(changes, rejected);
    }

    /** The session id that the span itself names; null if none. */
    static @Nullable String sessionId(List<KeyValue> attributes) {
        for (String key : SESSION_ATTRIBUTES) {
            for (KeyValue attribute : attributes) {
                if (attribute.getKey().equals(key)
                        && !attribute.getValue().getStringValue().isBlank()) {
                    return attribute.getValue().getStringValue();
                }
            }
        }
        return null;
    }

    /** Spans of third-party instrumentation often lack the session that their neighbours in the trace name. */
    private static Map<ByteString, String> sessionsOfTraces(ExportTraceServiceRequest request) {
        Map<ByteString, String> sessions = new HashMap<>();
        for (ResourceSpans resource : request.getResourceSpansList()) {
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                for (Span span : scope.getSpansList()) {
                    String session = sessionId(span.getAttributesList());
                    if (session != null) {
                        sessions.putIfAbsent(span.getTraceId(), session);
                    }
                }
            }
        }
        return sessions;
    }

    private static @Nullable String faultOf(Span span) {
        if (!SpanIds.isTraceId(span.getTraceId())) {
            return "span '" + span.getName() + "': traceId must be 16 bytes, not all zero";
        }
        if (!SpanIds.isSpanId(span.getSpanId())) {
            return "span '" + span.getName() + "': spanId must be 8 bytes, not all zero";
        }
        return null;
    }
}
