// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventDigest;
import ai.honeyhive.server.internal.model.EventJson;
import ai.honeyhive.server.internal.model.OutlinedEvent;
import ai.honeyhive.server.internal.model.Usage;
import ai.honeyhive.server.internal.store.EventStore;
import ai.honeyhive.server.internal.store.TimeCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A session's events as rows of few values, sent while they are read: what a tree of any size can be drawn from. */
final class SessionOutlineAnswer {
    /** In the order in which {@link #row} writes them. */
    private static final List<String> COLUMNS = List.of(
            "event_id",
            "parent_id",
            "event_type",
            "event_name",
            "start_time",
            "end_time",
            "duration",
            "error",
            "model",
            "prompt_tokens",
            "completion_tokens",
            "total_tokens",
            "cost",
            "preview");

    private static final int AT_ONCE = 5_000;

    /** A row of a tree has no room for more. */
    private static final int MAX_PREVIEW = 100;

    private final EventStore events;

    SessionOutlineAnswer(EventStore events) {
        this.events = events;
    }

    void write(Event session, JsonGenerator json) {
        json.writeName("session");
        json.writeTree(EventJson.of(session));
        json.writeArrayPropertyStart("columns");
        COLUMNS.forEach(json::writeString);
        json.writeEndArray();
        json.writeArrayPropertyStart("events");
        TimeCursor after = TimeCursor.START;
        List<OutlinedEvent> page;
        do {
            page = events.outline(session.sessionId(), after, AT_ONCE);
            for (OutlinedEvent event : page) {
                row(event, json);
                after = new TimeCursor(
                        event.digest().startTime(), event.digest().eventId());
            }
        } while (page.size() == AT_ONCE);
        json.writeEndArray();
    }

    private static void row(OutlinedEvent event, JsonGenerator json) {
        EventDigest digest = event.digest();
        Usage usage = digest.usage();
        json.writeStartArray();
        json.writeString(digest.eventId());
        json.writeString(event.parentId() == null ? digest.sessionId() : event.parentId());
        json.writeString(digest.type().wireName());
        json.writeString(digest.name());
        json.writeNumber(EventJson.millis(digest.startTime()));
        if (digest.endTime() == null) {
            json.writeNull();
        } else {
            json.writeNumber(EventJson.millis(digest.endTime()));
        }
        number(digest.duration(), json);
        json.writeString(digest.error());
        json.writeString(digest.model());
        number(usage.promptTokens(), json);
        number(usage.completionTokens(), json);
        number(usage.totalTokens(), json);
        number(usage.cost(), json);
        json.writeString(cut(digest.preview()));
        json.writeEndArray();
    }

    private static @Nullable String cut(@Nullable String text) {
        if (text == null || text.length() <= MAX_PREVIEW) {
            return text;
        }
        boolean pair = Character.isHighSurrogate(text.charAt(MAX_PREVIEW - 2));
        return text.substring(0, MAX_PREVIEW - (pair ? 2 : 1)) + "…";
    }

    private static void number(@Nullable Number value, JsonGenerator json) {
        if (value == null) {
            json.writeNull();
        } else if (value.doubleValue() == Math.rint(value.doubleValue())) {
            json.writeNumber(value.longValue());
        } else {
            json.writeNumber(value.doubleValue());
        }
    }
}
