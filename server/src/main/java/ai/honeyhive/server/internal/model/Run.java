// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One run of an experiment.
 *
 * @param eventIds ids of the run's sessions, as reported by the client
 * @param passingRanges metric name to an object with {@code min} and {@code max}, either may be missing
 * @param createdAt Unix milliseconds
 */
public record Run(
        String runId,
        String name,
        @Nullable String description,
        String status,
        @Nullable String project,
        @Nullable String datasetId,
        ObjectNode metadata,
        ObjectNode results,
        ObjectNode configuration,
        ObjectNode passingRanges,
        JsonNode evaluators,
        List<String> eventIds,
        List<String> datapointIds,
        long createdAt,
        long updatedAt) {
    public Run {
        eventIds = List.copyOf(eventIds);
        datapointIds = List.copyOf(datapointIds);
    }
}
