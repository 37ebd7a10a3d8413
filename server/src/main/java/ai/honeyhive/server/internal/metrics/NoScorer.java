// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import ai.honeyhive.server.internal.metrics.models.MetricModels;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Of metrics that are only kept here. */
record NoScorer(String why) implements Scorer {
    @Override
    public @Nullable String obstacle(MetricModels models) {
        return why;
    }

    @Override
    public boolean asksModel(MetricModels models) {
        return false;
    }

    @Override
    public boolean usesGroundTruth() {
        return false;
    }

    @Override
    public Verdict score(EventView event, JsonNode known, MetricModels models) {
        return Verdict.failed(why);
    }
}
