// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A span or session as the server stores it. A session is the event whose type is {@code session} and whose id is the
 * session's. Unmodifiable; {@code get(name)} has what this type has no method for.
 */
public final class Event extends JsonObject {
    Event(Map<String, Object> fields) {
        super(fields);
    }

    /**
     * Returns the id.
     *
     * @throws java.util.NoSuchElementException if the server sent none, as when the query left it out
     */
    public String id() {
        return required("event_id", "session_id");
    }

    /**
     * Returns the id of the session that it belongs to.
     *
     * @throws java.util.NoSuchElementException if the server sent none, as when the query left it out
     */
    public String sessionId() {
        return required("session_id", "event_id");
    }

    /** Returns the id of the event that it is part of; empty for sessions. */
    public Optional<String> parentId() {
        return text("parent_id");
    }

    /** Returns {@code session}, {@code model}, {@code tool}, {@code chain}, or what the server says. */
    public Optional<String> type() {
        return text("event_type");
    }

    /** Returns the name. */
    public Optional<String> name() {
        return text("event_name");
    }

    /** Returns where the traffic comes from. */
    public Optional<String> source() {
        return text("source");
    }

    /** Returns when it began. */
    public Optional<Instant> startTime() {
        return time("start_time");
    }

    /** Returns when it ended. */
    public Optional<Instant> endTime() {
        return time("end_time");
    }

    /** Returns how long it took. */
    public Optional<Duration> duration() {
        return duration("duration");
    }

    /** Returns what went wrong; empty if nothing did. */
    public Optional<String> error() {
        return text("error");
    }

    /** Returns what went in. Empty if absent or no object. */
    public Map<String, Object> inputs() {
        return object("inputs");
    }

    /** Returns what came out. Empty if absent or no object. */
    public Map<String, Object> outputs() {
        return object("outputs");
    }

    /** Returns the configuration that it ran with. Empty if absent or no object. */
    public Map<String, Object> config() {
        return object("config");
    }

    /** Returns the metadata. Empty if absent or no object. */
    public Map<String, Object> metadata() {
        return object("metadata");
    }

    /** Returns scores by metric name: numbers, booleans or texts. Empty if absent or no object. */
    public Map<String, Object> metrics() {
        return object("metrics");
    }

    /** Returns what people said. Empty if absent or no object. */
    public Map<String, Object> feedback() {
        return object("feedback");
    }

    /** Returns who used it. Empty if absent or no object. */
    public Map<String, Object> userProperties() {
        return object("user_properties");
    }

    /** Returns its parts, if the answer is a tree; else empty. */
    public List<Event> children() {
        return objects("children").stream().map(Event::new).toList();
    }
}
