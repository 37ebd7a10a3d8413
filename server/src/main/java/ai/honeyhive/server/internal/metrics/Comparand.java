// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a value is compared with: another value of the event, by default its ground truth, or one that the rule names.
 *
 * @param path of the other value
 * @param value that the rule names; it wins over the path
 */
record Comparand(String path, @Nullable JsonNode value) {
    static final String WITH = "with";
    static final String VALUE = "value";

    static Comparand of(Criteria criteria) {
        if (criteria.has(WITH) && criteria.has(VALUE)) {
            throw criteria.fault(VALUE, "and with exclude each other: give one of them");
        }
        return new Comparand(criteria.text(WITH, EventView.GROUND_TRUTH), criteria.value(VALUE));
    }

    boolean isGroundTruth() {
        return value == null && EventView.isGroundTruth(path);
    }

    @Nullable JsonNode find(EventView event) {
        return value != null ? value : event.find(path);
    }
}
