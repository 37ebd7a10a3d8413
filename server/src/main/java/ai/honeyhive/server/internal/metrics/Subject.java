// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventJson;
import ai.honeyhive.server.internal.store.EventStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An event that is evaluated, and its session as soon as somebody asks for it. Of one thread. */
final class Subject {
    private final EventStore events;
    private final Event event;
    private final ObjectNode json;
    private boolean looked;
    private @Nullable ObjectNode session;

    Subject(EventStore events, Event event) {
        this.events = events;
        this.event = event;
        this.json = EventJson.of(event);
    }

    Event event() {
        return event;
    }

    ObjectNode json() {
        return json;
    }

    EventView view() {
        return new EventView(json, this::session);
    }

    private @Nullable ObjectNode session() {
        if (!looked && !event.isSession()) {
            looked = true;
            session = events.find(event.sessionId()).map(EventJson::of).orElse(null);
        }
        return session;
    }
}
