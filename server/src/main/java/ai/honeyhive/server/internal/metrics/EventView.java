// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import ai.honeyhive.server.internal.store.EventFilter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An event as metrics see it: its JSON form, with the ground truth of its session where it has none itself. */
public final class EventView {
    static final String GROUND_TRUTH = "feedback.ground_truth";

    /** The path of the event as a whole. */
    static final String WHOLE = "event";

    private final ObjectNode json;
    private final Supplier<@Nullable ObjectNode> session;

    /**
     * Creates a view.
     *
     * @param session gives the JSON form of the event's session, asked for when it is needed; null if there is none
     */
    EventView(ObjectNode json, Supplier<@Nullable ObjectNode> session) {
        this.json = json;
        this.session = session;
    }

    /** An event that is not stored and has no session. */
    public static EventView alone(ObjectNode json) {
        return new EventView(json, () -> null);
    }

    ObjectNode json() {
        return json;
    }

    static boolean isGroundTruth(String path) {
        return path.equals(GROUND_TRUTH) || path.startsWith(GROUND_TRUTH + ".");
    }

    /** What is at a path; null if nothing is, or an empty object or a null. */
    @Nullable JsonNode find(String path) {
        if (path.equals(WHOLE)) {
            return json;
        }
        JsonNode found = present(EventFilter.find(json, path));
        if (found == null && isGroundTruth(path)) {
            ObjectNode below = session.get();
            return below == null ? null : present(EventFilter.find(below, path));
        }
        return found;
    }

    private static @Nullable JsonNode present(@Nullable JsonNode found) {
        boolean nothing = found == null || found.isNull() || (found.isObject() && found.isEmpty());
        return nothing ? null : found;
    }
}
