// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.time.Instant;
import java.util.Map;

/** An event to create. What is not set is left to the server. Immutable. */
public final class EventFields extends JsonObject {
    private EventFields(Map<String, Object> fields) {
        super(fields);
    }

    /**
     * Returns a builder.
     *
     * @param type {@code model}, {@code tool} or {@code chain}
     * @param inputs what went in
     */
    public static Builder builder(String type, Map<String, ?> inputs) {
        return new Builder().set("event_type", type).set("inputs", inputs);
    }

    /** Fields of an event. Not thread-safe. */
    public static final class Builder extends EventContent<Builder, EventFields> {
        private Builder() {}

        /** Sets the id, a UUID. Default one of the server's. */
        public Builder id(String eventId) {
            return set("event_id", eventId);
        }

        /** Sets the session that it belongs to. Default a new one. */
        public Builder sessionId(String sessionId) {
            return set("session_id", sessionId);
        }

        /** Sets the event that it is part of. Default the session. */
        public Builder parentId(String parentId) {
            return set("parent_id", parentId);
        }

        /** Sets the name. Default {@code unknown}. */
        public Builder name(String name) {
            return set("event_name", name);
        }

        /** Sets where the traffic comes from. Default {@code unknown}. */
        public Builder source(String source) {
            return set("source", source);
        }

        /** Sets when it began. Default now. */
        public Builder startTime(Instant startTime) {
            return set("start_time", WireTime.millis(startTime));
        }

        /** Sets what went wrong. */
        public Builder error(String error) {
            return set("error", error);
        }

        @Override
        public EventFields build() {
            return new EventFields(copyOfFields());
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
