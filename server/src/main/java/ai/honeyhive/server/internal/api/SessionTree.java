// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventJson;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The events of a session as one JSON tree, children by start. Works without recursion: chains may be long. */
final class SessionTree {
    private SessionTree() {}

    /** Builds the tree; events whose ancestors do not lead to the session are put right below it. */
    static Optional<ObjectNode> of(List<Event> events) {
        Map<String, ObjectNode> nodes = new LinkedHashMap<>();
        ObjectNode root = null;
        for (Event event : events) {
            ObjectNode node = EventJson.of(event);
            node.putArray("children");
            if (event.isSession()) {
                root = node;
            } else {
                nodes.put(event.eventId(), node);
            }
        }
        if (root == null) {
            return Optional.empty();
        }
        Map<String, Boolean> rooted = new HashMap<>();
        for (ObjectNode node : nodes.values()) {
            ObjectNode parent = nodes.get(node.path("parent_id").asString(""));
            ObjectNode place = parent != null && leadsToRoot(node, nodes, rooted) ? parent : root;
            ((ArrayNode) place.get("children")).add(node);
        }
        return Optional.of(root);
    }

    /** False for events on or below a circle of parents. */
    private static boolean leadsToRoot(ObjectNode node, Map<String, ObjectNode> nodes, Map<String, Boolean> known) {
        Deque<String> path = new ArrayDeque<>();
        ObjectNode current = node;
        Boolean result = null;
        while (result == null) {
            String id = current.path("event_id").asString();
            result = known.get(id);
            if (result == null) {
                path.push(id);
                known.put(id, false); // met again on the way up, it is a circle
                ObjectNode parent = nodes.get(parentId(current));
                if (parent == null) {
                    result = true;
                } else {
                    current = parent;
                }
            }
        }
        for (String id : path) {
            known.put(id, result);
        }
        return result;
    }

    private static String parentId(ObjectNode node) {
        JsonNode parent = node.path("parent_id");
        return parent.asString("");
    }
}
