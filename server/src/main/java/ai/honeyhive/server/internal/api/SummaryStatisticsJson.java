// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.Run;
import ai.honeyhive.server.internal.runs.RunSummary;
import java.util.OptionalDouble;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /v1/runs/{id}/statistics}. What is not known is left out. */
final class SummaryStatisticsJson {
    private SummaryStatisticsJson() {}

    static ObjectNode of(Run run, RunSummary summary) {
        ObjectNode json = Json.object();
        json.put("run_id", run.runId());
        json.put("status", run.status());
        json.put("rows", summary.rows());
        json.put("datapoints", summary.datapoints());
        json.put("failed", summary.failed());
        json.put("running", summary.running());
        put(json, "duration_p50", summary.duration(0.5));
        put(json, "duration_p95", summary.duration(0.95));
        put(json, "cost", summary.cost());
        put(json, "total_tokens", summary.tokens());
        ArrayNode metrics = json.putArray("metrics");
        summary.estimates().forEach((name, estimate) -> {
            ObjectNode metric = metrics.addObject()
                    .put("metric", name)
                    .put("lower_is_better", summary.lowerIsBetter().contains(name))
                    .put("count", estimate.count())
                    .put("mean", estimate.mean());
            estimate.interval()
                    .ifPresent(interval ->
                            metric.putArray("interval").add(interval.lower()).add(interval.upper()));
        });
        return json;
    }

    private static void put(ObjectNode json, String name, OptionalDouble value) {
        value.ifPresent(known -> json.put(name, known));
    }
}
