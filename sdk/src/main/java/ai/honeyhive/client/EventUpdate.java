// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.Map;

/**
 * A change of an event or session. Metadata, feedback, metrics, configuration and user properties are merged key by key,
 * all else is replaced; what is not set stays. Inputs and error cannot be changed. Immutable.
 */
public final class EventUpdate extends JsonObject {
    private EventUpdate(Map<String, Object> fields) {
        super(fields);
    }

    /** Returns a builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Fields to change. Not thread-safe. */
    public static final class Builder extends EventContent<Builder, EventUpdate> {
        private Builder() {}

        @Override
        public EventUpdate build() {
            return new EventUpdate(copyOfFields());
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
