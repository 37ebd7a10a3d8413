// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.EventPatch;
import ai.honeyhive.server.internal.model.LogLine;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns log records into enrichments of the events they belong to: those of their spans, else their session. */
public final class LogTranslator {
    private final LogLines lines;

    public LogTranslator(Prices prices) {
        this.lines = new LogLines(new Conclusions(prices));
    }

    /** Translates all records. One that names neither span nor session belongs nowhere, and is rejected. */
    public Translation translate(ExportLogsServiceRequest request) {
        Map<String, List<LogLine>> byEvent = new LinkedHashMap<>();
        List<String> rejected = new ArrayList<>();
        for (ResourceLogs resource : request.getResourceLogsList()) {
            for (ScopeLogs scope : resource.getScopeLogsList()) {
                for (LogRecord log : scope.getLogRecordsList()) {
                    String eventId = eventOf(log);
                    if (eventId == null) {
                        rejected.add("log record '" + log.getEventName()
                                + "': needs traceId and spanId, or the attribute session.id");
                        continue;
                    }
                    List<LogLine> known = byEvent.computeIfAbsent(eventId, id -> new ArrayList<>());
                    known.add(lines.line(log, scope.getScope().getName(), known.size()));
                }
            }
        }
        List<Change> changes = new ArrayList<>();
        byEvent.forEach((eventId, logs) -> changes.add(new Change.Enrich(EventPatch.ofLogs(eventId, logs))));
        return new Translation(changes, rejected);
    }

    private static @Nullable String eventOf(LogRecord log) {
        boolean ofSpan = SpanIds.isTraceId(log.getTraceId()) && SpanIds.isSpanId(log.getSpanId());
        return ofSpan ? SpanIds.event(log.getTraceId(), log.getSpanId()) : SpanSessions.named(log.getAttributesList());
    }
}
