// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.LogLine;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One log record as a line of its event. OpenTelemetry moves content from events of a span to log records: such a record
 * also says what it tells the event, be it one message of a chat or all details of a call.
 */
final class LogLines {
    private static final String EVENT_NAME = "event.name";
    /** Characters of a record beyond which only the beginning of its body is kept. */
    private static final int MAX_LENGTH = 32 * 1024;

    private final Conclusions conclusions;

    LogLines(Conclusions conclusions) {
        this.conclusions = conclusions;
    }

    /**
     * Translates a record.
     *
     * @param index its place among the records of its event in its export, for those that share their time
     */
    LogLine line(LogRecord log, String scope, int index) {
        long nanos = log.getTimeUnixNano() > 0 ? log.getTimeUnixNano() : log.getObservedTimeUnixNano();
        ObjectNode json = Json.object();
        json.put("time", SpanEvent.time(nanos, 0));
        String severity = severity(log);
        if (!severity.isEmpty()) {
            json.put("severity", severity);
        }
        Map<String, JsonNode> attributes = AttributeValues.toMap(log.getAttributesList());
        JsonNode named = attributes.remove(EVENT_NAME);
        String name = log.getEventName().isEmpty() && named != null ? AttributeValues.text(named) : log.getEventName();
        if (!name.isEmpty()) {
            json.put("name", name);
        }
        if (!scope.isEmpty()) {
            json.put("scope", scope);
        }
        if (isException(name, attributes, log.getSeverityNumberValue())) {
            json.put(LogLine.ERROR, SpanError.exception(attributes));
        }
        boolean tells = name.startsWith("gen_ai.") && tell(json, name, attributes, log.getBody());
        if (!tells) {
            ordinary(json, attributes, log.getBody());
        }
        return new LogLine(json, index);
    }

    /** By name, as instrumentations record them; or an ordinary line with an exception, if it is logged as an error. */
    private static boolean isException(String name, Map<String, JsonNode> attributes, int severity) {
        boolean named = name.equals("exception") || name.endsWith(".exception");
        boolean carried = attributes.containsKey("exception.type") || attributes.containsKey("exception.message");
        return named || (carried && severity >= SeverityNumber.SEVERITY_NUMBER_ERROR_VALUE);
    }

    /** Adds what the record tells of its event; false if it tells nothing. */
    private boolean tell(ObjectNode json, String name, Map<String, JsonNode> attributes, AnyValue body) {
        boolean message = PastGenAiDialect.isMessage(name);
        Map<String, JsonNode> all = new LinkedHashMap<>(fields(body));
        all.putAll(attributes);
        var values = new SpanAttributes(message ? Map.of() : all);
        var moment = new Source.Moment(name, message ? all : Map.of());
        EventDraft draft = new EventDraft();
        Dialect.translateAll(new Source(values, List.of(moment), EventType.MODEL), draft);
        conclusions.draw(draft, EventType.MODEL);
        ObjectNode tells = draft.toBuckets().toJson();
        if (tells.isEmpty()) {
            return false;
        }
        JsonNode inputs = tells.path(Bucket.INPUTS.wireName()).path("chat_history");
        if (message && inputs.size() == 1) {
            json.set(LogLine.INPUT, inputs.get(0));
        } else if (message && tells.has(Bucket.OUTPUTS.wireName())) {
            json.set(LogLine.OUTPUT, tells.get(Bucket.OUTPUTS.wireName()));
        } else {
            json.set(LogLine.TELLS, tells);
        }
        if (!values.left().isEmpty()) {
            ObjectNode left = json.putObject("attributes");
            values.left().forEach(left::set);
        }
        return true;
    }

    private static Map<String, JsonNode> fields(AnyValue body) {
        JsonNode json = AttributeValues.toJson(body);
        JsonNode parsed = json == null ? Json.object() : AttributeValues.parsed(json);
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        if (parsed instanceof ObjectNode object) {
            object.forEachEntry(fields::put);
        } else {
            fields.put("content", parsed);
        }
        return fields;
    }

    private static void ordinary(ObjectNode json, Map<String, JsonNode> attributes, AnyValue content) {
        JsonNode body = AttributeValues.toJson(content);
        ObjectNode others = Json.object();
        attributes.forEach(others::set);
        String text = body == null ? "" : AttributeValues.text(body);
        if (text.length() + others.toString().length() > MAX_LENGTH) {
            json.put("body", text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text);
            json.put("truncated", true);
            return;
        }
        if (body != null) {
            json.set("body", body);
        }
        if (!others.isEmpty()) {
            json.set("attributes", others);
        }
    }

    private static String severity(LogRecord log) {
        if (!log.getSeverityText().isEmpty()) {
            return log.getSeverityText();
        }
        SeverityNumber number = log.getSeverityNumber();
        boolean known = number != SeverityNumber.UNRECOGNIZED && number != SeverityNumber.SEVERITY_NUMBER_UNSPECIFIED;
        return known ? number.name().substring("SEVERITY_NUMBER_".length()) : "";
    }
}
