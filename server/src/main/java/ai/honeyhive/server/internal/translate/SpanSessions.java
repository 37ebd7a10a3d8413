// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

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

/** Which sessions the spans of an export name. One that names none is of its nearest ancestor's that does. */
final class SpanSessions {
    private static final List<String> ATTRIBUTES =
            List.of("honeyhive.session_id", "traceloop.association.properties.session_id", "session.id");

    private final Map<ByteString, ByteString> parents = new HashMap<>();
    private final Map<ByteString, String> sessions = new HashMap<>();

    static SpanSessions of(ExportTraceServiceRequest request) {
        var result = new SpanSessions();
        for (ResourceSpans resource : request.getResourceSpansList()) {
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                scope.getSpansList().forEach(result::add);
            }
        }
        return result;
    }

    private void add(Span span) {
        ByteString key = key(span, span.getSpanId());
        String named = named(span.getAttributesList());
        if (named != null) {
            sessions.put(key, named);
        } else if (SpanIds.isSpanId(span.getParentSpanId())) {
            parents.put(key, key(span, span.getParentSpanId()));
        }
    }

    /** Null if neither the span nor an ancestor in the export names a session. */
    @Nullable String find(Span span) {
        List<ByteString> way = new ArrayList<>();
        ByteString key = key(span, span.getSpanId());
        String session = sessions.get(key);
        while (session == null) {
            ByteString parent = parents.remove(key); // so that nobody goes this way twice, nor in a circle
            if (parent == null) {
                return null;
            }
            way.add(key);
            key = parent;
            session = sessions.get(key);
        }
        for (ByteString passed : way) {
            sessions.put(passed, session);
        }
        return session;
    }

    /** The session that attributes name; null if none. */
    static @Nullable String named(List<KeyValue> attributes) {
        for (String key : ATTRIBUTES) {
            for (KeyValue attribute : attributes) {
                String value = attribute.getValue().getStringValue();
                if (attribute.getKey().equals(key) && !value.isBlank()) {
                    return value;
                }
            }
        }
        return null;
    }

    private static ByteString key(Span span, ByteString spanId) {
        return span.getTraceId().concat(spanId);
    }
}
