// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.model.Json;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One span to one event. */
final class SpanEvent {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String UNKNOWN = "unknown";
    private static final String DEFAULT_SOURCE = "otlp";

    private final Span span;
    private final SpanAttributes attributes;
    private final Map<String, JsonNode> resource;
    private final EventDraft draft = new EventDraft();
    private final Conclusions conclusions;

    private SpanEvent(Conclusions conclusions, Resource resource, Span span) {
        this.conclusions = conclusions;
        this.span = span;
        this.attributes = new SpanAttributes(AttributeValues.toMap(span.getAttributesList()));
        this.resource = AttributeValues.toMap(resource.getAttributesList());
    }

    static Change.Put of(
            Conclusions conclusions,
            Resource resource,
            InstrumentationScope scope,
            Span span,
            @Nullable String named,
            double now) {
        return new SpanEvent(conclusions, resource, span).translate(scope, named, now);
    }

    private Change.Put translate(InstrumentationScope scope, @Nullable String named, double now) {
        String traceSessionId = SpanIds.session(span.getTraceId());
        String sessionId = named != null ? named : traceSessionId;
        String sessionName = protocol("honeyhive.session_name");
        String source = protocol("honeyhive.source", "traceloop.association.properties.source");
        String project = protocol("honeyhive.project", "traceloop.association.properties.project", "honeyhive_project");
        String eventId = attributes.takeText("honeyhive_event_id");
        String givenName = attributes.takeText("honeyhive_event_name");
        String name = givenName != null ? givenName : span.getName().isBlank() ? UNKNOWN : span.getName();
        EventType type = EventTypeRules.decide(attributes, name);
        List.of(
                        "honeyhive.session_id",
                        "traceloop.association.properties.session_id",
                        "honeyhive.session_auto_create",
                        "honeyhive_duration_ms")
                .forEach(attributes::take);

        String instrumentor = Instrumentors.find(scope.getName(), attributes);
        String error = SpanError.of(span, attributes, draft);
        List<Source.Moment> moments =
                span.getEventsList().stream().map(Source.Moment::of).toList();
        Dialect.translateAll(new Source(attributes, moments, type), draft);
        conclusions.draw(draft, type);
        origin(scope, instrumentor);
        attributes.left().forEach((key, value) -> draft.put(Bucket.METADATA, key, value));

        double start = time(span.getStartTimeUnixNano(), time(span.getEndTimeUnixNano(), now));
        Double end = span.getEndTimeUnixNano() <= 0 ? null : Math.max(start, time(span.getEndTimeUnixNano(), start));
        String derivedId = SpanIds.event(span.getTraceId(), span.getSpanId());
        boolean ownId = SpanIds.isUuid(eventId);
        boolean root = !SpanIds.isSpanId(span.getParentSpanId()); // none, zeros, or no id at all
        return new Change.Put(
                new Event(
                        ownId && eventId != null ? eventId : derivedId,
                        sessionId,
                        root ? null : SpanIds.event(span.getTraceId(), span.getParentSpanId()),
                        type,
                        name,
                        source == null ? DEFAULT_SOURCE : source,
                        project,
                        start,
                        end,
                        end == null ? null : duration(),
                        error,
                        List.of(),
                        draft.toBuckets()),
                ownId ? derivedId : null,
                // A session that no one named, made up for a trace, is called like the trace's root.
                sessionName == null && root && named == null ? name : sessionName,
                traceSessionId);
    }

    /** An attribute that steers ingestion; it may as well be set for the whole resource. Taken, so it is not stored. */
    private @Nullable String protocol(String... keys) {
        String result = null;
        for (String key : keys) {
            String value = attributes.takeText(key);
            if (value == null && resource.get(key) != null) {
                value = AttributeValues.text(resource.get(key));
            }
            result = result == null ? value : result;
        }
        return result;
    }

    private void origin(InstrumentationScope scope, @Nullable String instrumentor) {
        draft.put(Bucket.METADATA, "span_id", SpanIds.hex(span.getSpanId()));
        draft.put(Bucket.METADATA, "trace_id", SpanIds.hex(span.getTraceId()));
        draft.put(Bucket.METADATA, "parent_span_id", SpanIds.hex(span.getParentSpanId()));
        draft.bucket(Bucket.METADATA).put("has_otlp_lineage", true);
        draft.put(Bucket.METADATA, "instrumentor", instrumentor);
        ObjectNode scopeJson = Json.object().put("name", scope.getName());
        if (!scope.getVersion().isEmpty()) {
            scopeJson.put("version", scope.getVersion());
        }
        draft.put(Bucket.METADATA, "scope", scopeJson);
        JsonNode service = resource.get("service.name");
        if (service != null && !service.asString("").isBlank()) {
            draft.put(Bucket.METADATA, "service.name", service);
        }
        spanEvents();
        spanLinks();
    }

    private void spanEvents() {
        ArrayNode events = Json.mapper().createArrayNode();
        for (Span.Event event : span.getEventsList()) {
            if (!PastGenAiDialect.isMessage(event.getName())) {
                ObjectNode json = events.addObject().put("name", event.getName());
                json.put("time", (long) (event.getTimeUnixNano() / NANOS_PER_MILLI));
                json.set("attributes", AttributeValues.toObject(event.getAttributesList()));
            }
        }
        if (!events.isEmpty()) {
            draft.put(Bucket.METADATA, "span_events", events);
        }
    }

    private void spanLinks() {
        ArrayNode links = Json.mapper().createArrayNode();
        for (Span.Link link : span.getLinksList()) {
            if (!SpanIds.isTraceId(link.getTraceId()) || !SpanIds.isSpanId(link.getSpanId())) {
                continue;
            }
            ObjectNode json = links.addObject();
            json.put("trace_id", SpanIds.hex(link.getTraceId())).put("span_id", SpanIds.hex(link.getSpanId()));
            json.put("event_id", SpanIds.event(link.getTraceId(), link.getSpanId()));
            if (link.getAttributesCount() > 0) {
                json.set("attributes", AttributeValues.toObject(link.getAttributesList()));
            }
        }
        if (!links.isEmpty()) {
            draft.put(Bucket.METADATA, "span_links", links);
        }
    }

    private double duration() {
        long nanos = span.getEndTimeUnixNano() - span.getStartTimeUnixNano();
        boolean known = span.getStartTimeUnixNano() > 0 && span.getEndTimeUnixNano() > 0 && nanos > 0;
        return known ? nanos / NANOS_PER_MILLI : 0;
    }

    /** Times beyond 2262 have no place in 63 bits; whoever sends them means none. */
    static double time(long nanos, double otherwise) {
        if (nanos <= 0) {
            return otherwise;
        }
        long micros = nanos / 1000; // what a double can hold of a time of our days
        return micros / 1000.0;
    }
}
