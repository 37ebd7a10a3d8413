// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.Event;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What went wrong in a span: what it says itself, else the message of its status, else a recorded exception. */
final class SpanError {
    private SpanError() {}

    /** The error's text; null if there was none. A structured error is kept whole among the metadata. */
    static @Nullable String of(Span span, SpanAttributes attributes, EventDraft draft) {
        Map<String, JsonNode> parts = attributes.takePrefixed("honeyhive_error.");
        String said = attributes.takeText("honeyhive_error");
        if (!parts.isEmpty()) {
            ObjectNode details = NestedKeys.unflatten(parts);
            draft.put(Bucket.METADATA, "honeyhive_error", details);
            said = said != null ? said : messageOf(details);
        }
        if (said != null) {
            return said;
        }
        boolean failed = span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
        if (failed && !span.getStatus().getMessage().isBlank()) {
            return span.getStatus().getMessage();
        }
        if (span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_OK) {
            return null;
        }
        String exception = exception(span);
        return exception == null && failed ? kind(attributes.peekText("error.type")) : exception;
    }

    /** The class of the error is all that a span may say of it. */
    private static String kind(@Nullable String type) {
        return type == null || type.isBlank() || type.equals("_OTHER") ? Event.UNEXPLAINED_ERROR : type;
    }

    private static String messageOf(ObjectNode details) {
        JsonNode message = details.get("message");
        return message != null && message.isString() ? message.asString() : details.toString();
    }

    private static @Nullable String exception(Span span) {
        for (Span.Event event : span.getEventsList()) {
            if (event.getName().equals("exception")) {
                return exception(AttributeValues.toMap(event.getAttributesList()));
            }
        }
        return null;
    }

    /** Class and message of an exception, as far as the attributes of its event or log record say them. */
    static String exception(Map<String, JsonNode> values) {
        String type = text(values.get("exception.type"));
        String message = text(values.get("exception.message"));
        String separator = type.isEmpty() || message.isEmpty() ? "" : ": ";
        return type.isEmpty() && message.isEmpty() ? "exception" : type + separator + message;
    }

    private static String text(@Nullable JsonNode value) {
        return value == null ? "" : AttributeValues.text(value);
    }
}
