// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event in the two parts in which databases keep it: what lists and aggregates need, and the rest as JSON. Made by the
 * thread that brings the event, since there is only one that writes. Safe to be handed to another thread.
 */
public final class EventRow {
    private static final String CHILDREN = "children_ids";

    private final Event event;
    private final EventDigest digest;
    private final @Nullable String payload;

    private EventRow(Event event, EventDigest digest, @Nullable String payload) {
        this.event = event;
        this.digest = digest;
        this.payload = payload;
    }

    public static EventRow of(Event event) {
        return new EventRow(event, EventDigest.of(event), null);
    }

    /** This row with its payload written. */
    public EventRow encoded() {
        return payload == null ? new EventRow(event, digest, encode(event)) : this;
    }

    /** This row below another parent, which neither part holds. */
    public EventRow withParent(String parent) {
        return new EventRow(event.withParent(parent), digest, payload);
    }

    /** This row in another session. */
    public EventRow withSession(String session) {
        return new EventRow(event.withSession(session), digest.withSession(session), payload);
    }

    public Event event() {
        return event;
    }

    public EventDigest digest() {
        return digest;
    }

    /** The buckets but for the metrics, which are in the narrow part, and the ids of the children. */
    public String payload() {
        return payload == null ? encode(event) : payload;
    }

    private static String encode(Event event) {
        ObjectNode body = event.buckets().toJson();
        body.remove(Bucket.METRICS.wireName());
        if (!event.childrenIds().isEmpty()) {
            ArrayNode children = body.putArray(CHILDREN);
            event.childrenIds().forEach(children::add);
        }
        return Json.write(body);
    }
}
