// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.List;
import java.util.Map;

/** One page of the events that a query matches. Unmodifiable. */
public final class EventPage extends JsonObject {
    private final List<Event> events;

    EventPage(Map<String, Object> fields) {
        super(fields);
        this.events = objects("events").stream().map(Event::new).toList();
    }

    /** Returns the events of this page. */
    public List<Event> events() {
        return events;
    }

    /** Returns how many events match on all pages; what this page holds if the server does not say. */
    public long total() {
        return (long) number("totalEvents").orElseGet(() -> number("count").orElse(events.size()));
    }
}
