// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import ai.honeyhive.server.internal.metrics.models.MetricModels;
import ai.honeyhive.server.internal.model.Json;
import java.util.Comparator;
import tools.jackson.databind.JsonNode;

/** Whether two values are the same, by default an event's outputs and its ground truth. */
final class EqualityRule implements Rule {
    /** 1 and 1.0 are one number. */
    private static final Comparator<JsonNode> NUMBERS = (one, other) -> {
        if (isFinite(one) && isFinite(other)) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    };

    private final String of;
    private final Comparand comparand;
    private final boolean normalize;

    EqualityRule(Criteria criteria) {
        criteria.allow(Comparand.WITH, Comparand.VALUE, "normalize");
        this.of = criteria.of();
        this.comparand = Comparand.of(criteria);
        this.normalize = criteria.flag("normalize", false);
    }

    @Override
    public Gives gives() {
        return Gives.BOOLEAN;
    }

    @Override
    public String of() {
        return of;
    }

    @Override
    public boolean comparesWithGroundTruth() {
        return comparand.isGroundTruth();
    }

    @Override
    public Verdict score(EventView event, MetricModels models) {
        JsonNode found = event.find(of);
        JsonNode wanted = comparand.find(event);
        if (found == null || wanted == null) {
            return Verdict.unscored("the event has no " + (found == null ? of : comparand.path()));
        }
        return Verdict.of(same(found, wanted));
    }

    private boolean same(JsonNode found, JsonNode wanted) {
        if (equal(found, wanted)) {
            return true;
        }
        String one = Texts.of(found);
        String other = Texts.of(wanted);
        return normalize ? Texts.normalized(one).equals(Texts.normalized(other)) : one.equals(other);
    }

    private static boolean isFinite(JsonNode value) {
        return Json.finite(value).isPresent();
    }

    static boolean equal(JsonNode one, JsonNode other) {
        return one.equals(NUMBERS, other);
    }
}
