// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics.models;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a judge said.
 *
 * @param value null if it could not be understood, even when asked again
 * @param explanation the judge's reason, or why it could not be understood
 * @param promptTokens of all calls; null if the endpoint did not say
 * @param cost US dollars; null if not known
 * @param calls how often the judge was asked
 */
public record Judgement(
        @Nullable JsonNode value,
        @Nullable String explanation,
        String model,
        @Nullable Long promptTokens,
        @Nullable Long completionTokens,
        @Nullable Double cost,
        int calls) {}
