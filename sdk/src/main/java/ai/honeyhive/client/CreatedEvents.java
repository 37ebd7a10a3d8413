// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a batch of events became. Unmodifiable. */
public final class CreatedEvents extends JsonObject {
    CreatedEvents(Map<String, Object> fields) {
        super(fields);
    }

    /** Returns the ids of the events that were stored. */
    public List<String> ids() {
        return texts("event_ids");
    }

    /** Returns the session that the events were put into, if the batch was for one new session. */
    public Optional<String> sessionId() {
        return text("session_id");
    }

    /** Returns what the server says about events that it refused. */
    public List<String> errors() {
        return texts("errors");
    }
}
