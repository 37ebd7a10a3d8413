// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import ai.honeyhive.server.internal.model.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a metric says of an event.
 *
 * @param value a number, a boolean or a text; null if the metric has nothing to say
 * @param explanation why; for a verdict without a value the reason, which is always there
 * @param failed true if it should have had a value, but something went wrong
 * @param account how it was come by, for the event's metadata
 */
public record Verdict(@Nullable JsonNode value, @Nullable String explanation, boolean failed, ObjectNode account) {

    static Verdict of(boolean value) {
        return of(JsonNodeFactory.instance.booleanNode(value));
    }

    static Verdict of(double value) {
        return of(JsonNodeFactory.instance.numberNode(value));
    }

    static Verdict of(JsonNode value) {
        return new Verdict(value, null, false, Json.object());
    }

    /** The event lacks what the metric looks at, or has it in a form that it cannot look at. */
    static Verdict unscored(String reason) {
        return new Verdict(null, reason, false, Json.object());
    }

    static Verdict failed(String reason) {
        return new Verdict(null, reason, true, Json.object());
    }

    Verdict withValue(JsonNode changed) {
        return new Verdict(changed, explanation, failed, account);
    }

    Verdict explained(@Nullable String why) {
        return new Verdict(value, why, failed, account);
    }

    Verdict accountedBy(ObjectNode by) {
        return new Verdict(value, explanation, failed, by);
    }
}
