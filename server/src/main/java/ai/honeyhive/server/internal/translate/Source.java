// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.EventType;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a dialect reads: a span, or the log records that speak of one.
 *
 * @param moments span events in their order, or what came as a log record in their stead
 */
record Source(SpanAttributes attributes, List<Moment> moments, EventType type) {
    /** Something named that happened within a span. */
    record Moment(String name, Map<String, JsonNode> attributes) {
        static Moment of(Span.Event event) {
            return new Moment(event.getName(), AttributeValues.toMap(event.getAttributesList()));
        }
    }
}
