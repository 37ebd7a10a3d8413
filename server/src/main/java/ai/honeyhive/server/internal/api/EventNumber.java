// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.EventFilter;
import ai.honeyhive.server.internal.store.EventQuery;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A number of an event by name: a path from its root, or a key of its metrics or its metadata. Truth values count 1 and 0;
 * so does {@code error}, which every event has: 1 where one is recorded.
 */
record EventNumber(String name) {

    OptionalDouble of(ObjectNode event) {
        if (name.equals("error")) {
            JsonNode error = event.get("error");
            boolean failed =
                    error != null && !error.isNull() && !error.asString("").isEmpty();
            return OptionalDouble.of(failed ? 1 : 0);
        }
        JsonNode value = find(event, name);
        return value != null && value.isBoolean() ? OptionalDouble.of(value.asBoolean() ? 1 : 0) : Json.finite(value);
    }

    static @Nullable JsonNode find(ObjectNode event, String path) {
        JsonNode value = EventFilter.find(event, path);
        value = value == null ? EventFilter.find(event, "metrics." + path) : value;
        return value == null ? EventFilter.find(event, "metadata." + path) : value;
    }

    /** Sessions repeat the numbers of their events, so they count only where the filters speak of types. */
    static boolean sessionsCount(EventQuery query) {
        return query.filters().stream().anyMatch(filter -> filter.field().equals("event_type"));
    }
}
