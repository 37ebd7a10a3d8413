// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import ai.honeyhive.server.internal.metrics.models.MetricModels;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Computes a metric by a rule. */
record RuleScorer(Rule rule, ReturnType type) implements Scorer {
    @Override
    public @Nullable String obstacle(MetricModels models) {
        return null;
    }

    @Override
    public boolean asksModel(MetricModels models) {
        return rule.asksModel(models);
    }

    @Override
    public boolean usesGroundTruth() {
        return rule.comparesWithGroundTruth() || EventView.isGroundTruth(rule.of());
    }

    @Override
    public Verdict score(EventView event, JsonNode known, MetricModels models) {
        Verdict verdict = rule.score(event, models);
        JsonNode value = verdict.value();
        if (value == null) {
            return verdict;
        }
        JsonNode converted = type.convert(value);
        return converted == null
                ? Verdict.unscored("a metric that returns " + type.wireName() + " cannot be "
                        + (value.isContainer() ? "a structure" : value.toString()))
                : verdict.withValue(converted);
    }
}
