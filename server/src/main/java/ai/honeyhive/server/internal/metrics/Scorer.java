// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import ai.honeyhive.server.internal.metrics.models.MetricModels;
import ai.honeyhive.server.internal.model.EventScores;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Computes one metric. Immutable and thread-safe. */
sealed interface Scorer permits RuleScorer, JudgeScorer, NoScorer {

    /** Why nothing can be computed here; null if it can. */
    @Nullable String obstacle(MetricModels models);

    boolean asksModel(MetricModels models);

    boolean usesGroundTruth();

    /**
     * Computes the metric for an event.
     *
     * @param known the account of the value that the event has already; an empty object if it has none
     * @return null if the event has been judged by the very same prompt before
     * @throws ai.honeyhive.server.internal.metrics.models.ModelException if a model does not answer
     */
    @Nullable Verdict score(EventView event, JsonNode known, MetricModels models);

    /** The key below {@link EventScores#EVALUATIONS} that tells prompts from each other. */
    String PROMPT = "prompt_sha";

    /** How an account says that the metric has a value. */
    String SCORED = "scored";
}
