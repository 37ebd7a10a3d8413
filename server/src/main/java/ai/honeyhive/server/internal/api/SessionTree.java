// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.EventJson;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.StoredEvent;
import ai.honeyhive.server.internal.store.EventStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ObjectNode;

/** Answers the events of a session as one JSON tree, children by start, sent while it is read. */
final class SessionTree implements EventStore.TreeVisitor {
    /** Events after which what is written goes out, so that the first are there early. */
    private static final int EARLY = 32;

    private final Exchange exchange;
    private final @Nullable ObjectNode event;
    private @Nullable JsonGenerator json;
    private int written;

    private SessionTree(Exchange exchange, @Nullable ObjectNode event) {
        this.exchange = exchange;
        this.event = event;
    }

    /**
     * Answers, unless there is no such session.
     *
     * @param event what stands in the root under this name; null for nothing
     */
    static boolean answer(Exchange exchange, EventStore events, String sessionId, @Nullable ObjectNode event) {
        var tree = new SessionTree(exchange, event);
        boolean found = events.tree(sessionId, tree);
        if (tree.json != null) {
            tree.json.close();
        }
        return found;
    }

    @Override
    public void enter(StoredEvent stored) {
        JsonGenerator out = json;
        if (out == null) {
            // Not before the session is found, or it would be too late to say that it is not.
            exchange.context().status(200).contentType("application/json");
            out = Json.mapper().createGenerator(exchange.context().outputStream());
            json = out;
        }
        out.writeStartObject();
        EventJson.writeFields(stored, out);
        if (written == 0 && event != null) {
            out.writeName("event");
            out.writeTree(event);
        }
        out.writeArrayPropertyStart("children");
        if (++written == EARLY) {
            out.flush();
        }
    }

    @Override
    public void leave() {
        if (json != null) {
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
