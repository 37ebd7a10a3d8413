// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.otlp;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import tools.jackson.databind.JsonNode;

/** Log records in OTLP/JSON, read as tolerantly as {@link TracesJson} reads spans. */
final class LogsJson {
    private final Faults faults = new Faults();

    private LogsJson() {}

    static Export<ExportLogsServiceRequest> decode(JsonNode body) {
        var decoder = new LogsJson();
        JsonField root = JsonField.root(body).object();
        var request = ExportLogsServiceRequest.newBuilder();
        for (JsonField resourceLogs :
                root.field("resourceLogs", "resource_logs").items()) {
            request.addResourceLogs(decoder.resourceLogs(resourceLogs));
        }
        return new Export<>(request.build(), decoder.faults.list());
    }

    private ResourceLogs resourceLogs(JsonField json) {
        var result = ResourceLogs.newBuilder().setResource(JsonParts.resource(json));
        for (JsonField scopeLogs : json.field("scopeLogs", "scope_logs").items()) {
            result.addScopeLogs(scopeLogs(scopeLogs));
        }
        return result.build();
    }

    private ScopeLogs scopeLogs(JsonField json) {
        var result = ScopeLogs.newBuilder().setScope(JsonParts.scope(json));
        for (JsonField log : json.field("logRecords", "log_records").items()) {
            try {
                result.addLogRecords(logRecord(log));
            } catch (MalformedOtlpException e) {
                faults.add(e);
            }
        }
        return result.build();
    }

    private static LogRecord logRecord(JsonField json) {
        json.object();
        var log = LogRecord.newBuilder()
                .setTimeUnixNano(json.field("timeUnixNano", "time_unix_nano").time())
                .setObservedTimeUnixNano(json.field("observedTimeUnixNano", "observed_time_unix_nano")
                        .time())
                .setSeverityNumber(json.field("severityNumber", "severity_number")
                        .enumeration(SeverityNumber.class, SeverityNumber::forNumber, "SEVERITY_NUMBER_"))
                .setSeverityText(json.field("severityText", "severity_text").anyText())
                .setEventName(json.field("eventName", "event_name").anyText())
                .setTraceId(JsonParts.idIfAny(json.field("traceId", "trace_id"), JsonParts.TRACE_ID))
                .setSpanId(JsonParts.idIfAny(json.field("spanId", "span_id"), JsonParts.SPAN_ID))
                .addAllAttributes(JsonAttributes.read(json.field("attributes")));
        JsonField body = json.field("body");
        if (!body.isAbsent()) {
            log.setBody(JsonAttributes.value(body));
        }
        return log.build();
    }
}
