// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.Map;

/** What two runs made of the same datapoint. Unmodifiable. */
public final class EventPair extends JsonObject {
    EventPair(Map<String, Object> fields) {
        super(fields);
    }

    /**
     * Returns the id of the datapoint.
     *
     * @throws java.util.NoSuchElementException if the server sent none
     */
    public String datapointId() {
        return required("datapoint_id");
    }

    /** Returns the event of the first run. */
    public Event first() {
        return new Event(object("event_1"));
    }

    /** Returns the event of the second run. */
    public Event second() {
        return new Event(object("event_2"));
    }
}
