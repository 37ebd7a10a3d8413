// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.Change;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the spans of an export into events. Knows nothing of what was exported before. */
public final class SpanTranslator {
    /** Those of its events included. OpenTelemetry's own limit is 128; what has more than this is no span. */
    private static final int MAX_ATTRIBUTES = 20_000;

    private static final String HTTP_DISABLED = "traceloop.association.properties.disable_http_tracing";
    private static final Set<String> HTTP_METHODS = Set.of("http.request.method", "http.method");

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
        SpanSessions sessions = SpanSessions.of(request);
        List<Change> changes = new ArrayList<>();
        List<String> rejected = new ArrayList<>();
        for (ResourceSpans resource : request.getResourceSpansList()) {
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                for (Span span : scope.getSpansList()) {
                    String fault = faultOf(span);
                    if (fault != null) {
                        rejected.add(fault);
                    } else if (!isUnwantedHttp(span)) {
                        changes.add(SpanEvent.of(
                                conclusions, resource.getResource(), scope.getScope(), span, sessions.find(span), now));
                    }
                }
            }
        }
        return new Translation(changes, rejected);
    }

    /** HoneyHive's JavaScript tracer leaves it to the server to drop the HTTP spans that its user has switched off. */
    private static boolean isUnwantedHttp(Span span) {
        boolean http = false;
        boolean unwanted = false;
        for (KeyValue attribute : span.getAttributesList()) {
            http |= HTTP_METHODS.contains(attribute.getKey());
            unwanted |= attribute.getKey().equals(HTTP_DISABLED)
                    && (attribute.getValue().getBoolValue()
                            || attribute.getValue().getStringValue().equalsIgnoreCase("true"));
            if (attribute.getKey().equals("honeyhive_event_type")) { // traced on purpose
                return false;
            }
        }
        return http && unwanted;
    }

    private static @Nullable String faultOf(Span span) {
        if (!SpanIds.isTraceId(span.getTraceId())) {
            return "span '" + span.getName() + "': traceId must be 16 bytes, not all zero";
        }
        if (!SpanIds.isSpanId(span.getSpanId())) {
            return "span '" + span.getName() + "': spanId must be 8 bytes, not all zero";
        }
        int attributes = span.getAttributesCount();
        for (Span.Event event : span.getEventsList()) {
            attributes += event.getAttributesCount();
        }
        if (attributes > MAX_ATTRIBUTES) {
            return "span '" + span.getName() + "': it has " + attributes + " attributes, more than " + MAX_ATTRIBUTES;
        }
        return null;
    }
}
