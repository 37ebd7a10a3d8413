// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.time.Instant;
import java.util.Map;

/** A session to start. What is not set is left to the server. Immutable. */
public final class SessionFields extends JsonObject {
    private SessionFields(Map<String, Object> fields) {
        super(fields);
    }

    /** Returns a builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Fields of a session. Not thread-safe. */
    public static final class Builder extends EventContent<Builder, SessionFields> {
        private Builder() {}

        /**
         * Sets the id, a UUID. Default one of the server's. Starting twice under one id merges, so with an id the call is
         * repeated when the server is away.
         */
        public Builder id(String sessionId) {
            return set("session_id", sessionId);
        }

        /** Sets the name. Default {@code unknown}. */
        public Builder name(String name) {
            return set("session_name", name);
        }

        /** Sets where the traffic comes from. Default {@code unknown}. */
        public Builder source(String source) {
            return set("source", source);
        }

        /** Sets when it began. Default now. */
        public Builder startTime(Instant startTime) {
            return set("start_time", WireTime.millis(startTime));
        }

        /** Sets what went in. */
        public Builder inputs(Map<String, ?> inputs) {
            return set("inputs", inputs);
        }

        @Override
        public SessionFields build() {
            return new SessionFields(copyOfFields());
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
