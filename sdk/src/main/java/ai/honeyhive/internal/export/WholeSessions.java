// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import ai.honeyhive.internal.http.HttpAnswer;
import ai.honeyhive.internal.wire.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The body of one {@code POST /events/batch} whose events are sessions: what {@code POST /session/start} and
 * {@code PUT /events} say of each, in one event of type {@code session}.
 */
final class WholeSessions {
    static final String PATH = "/events/batch";

    private static final byte[] BEGIN = "{\"events\":[".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "]}".getBytes(StandardCharsets.UTF_8);

    private WholeSessions() {}

    /** Returns the JSON of one session as an event. */
    static byte[] event(String sessionId, @Nullable Map<String, Object> start, Map<String, Object> update) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event_type", "session");
        event.put("event_id", sessionId);
        event.put("session_id", sessionId);
        if (start != null) {
            start.forEach((field, value) -> event.put(field.equals("session_name") ? "event_name" : field, value));
        }
        event.putIfAbsent("inputs", Map.of()); // which the API demands of every event
        update.forEach((field, value) -> {
            if (event.get(field) instanceof Map<?, ?> old && value instanceof Map<?, ?> added) {
                Map<Object, Object> both = new LinkedHashMap<>(old);
                both.putAll(added);
                event.put(field, both);
            } else {
                event.put(field, value);
            }
        });
        return Json.write(event);
    }

    static byte[] body(List<byte[]> events) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(BEGIN);
        for (int i = 0; i < events.size(); i++) {
            if (i > 0) {
                body.write(',');
            }
            body.writeBytes(events.get(i));
        }
        body.writeBytes(END);
        return body.toByteArray();
    }

    /** Returns whether the server took all of them; an answer that says nothing of it means that it did. */
    static boolean allTaken(HttpAnswer answer) {
        try {
            Map<String, Object> said = Json.read(answer.body());
            boolean errors = said.get("errors") instanceof List<?> list && !list.isEmpty();
            return !errors && !Boolean.FALSE.equals(said.get("success"));
        } catch (JacksonException e) {
            return true;
        }
    }
}
