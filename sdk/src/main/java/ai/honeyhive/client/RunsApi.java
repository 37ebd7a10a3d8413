// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Calls around experiment runs. */
public final class RunsApi {
    private final ApiCalls calls;

    RunsApi(ApiCalls calls) {
        this.calls = calls;
    }

    /**
     * Creates a run and returns it as the server knows it; its {@code run_id} is the one to go on with.
     *
     * @throws HoneyHiveException if the server refuses it or cannot be reached
     */
    public Map<String, Object> create(Map<String, ?> run) {
        Map<String, Object> answer = calls.post("/v1/runs", run);
        Map<String, Object> created = evaluation(answer);
        if (answer.get("run_id") != null) {
            created.put("run_id", answer.get("run_id"));
        }
        return created;
    }

    /**
     * Changes fields of a run; {@code metadata} is merged.
     *
     * @throws HoneyHiveException if the server refuses it or cannot be reached
     */
    public Map<String, Object> update(String runId, Map<String, ?> fields) {
        return evaluation(calls.put(path(runId), fields));
    }

    /**
     * Returns a run; empty if the server has none of this id.
     *
     * @throws HoneyHiveException if the server refuses or cannot be reached
     */
    public Optional<Map<String, Object>> find(String runId) {
        return calls.find(path(runId)).map(RunsApi::evaluation);
    }

    /**
     * Returns the aggregated result of a run.
     *
     * @param aggregateFunction average, min, max, median, p90, p95, p99, sum or count
     * @throws HoneyHiveException if the server refuses or cannot be reached
     */
    public Map<String, Object> result(String runId, String aggregateFunction) {
        return calls.get(path(runId) + "/result?aggregate_function=" + ApiCalls.segment(aggregateFunction));
    }

    private static String path(String runId) {
        return "/v1/runs/" + ApiCalls.segment(runId);
    }

    private static Map<String, Object> evaluation(Map<String, Object> answer) {
        Map<String, Object> run = new LinkedHashMap<>();
        if (answer.get("evaluation") instanceof Map<?, ?> evaluation) {
            evaluation.forEach((key, value) -> run.put(String.valueOf(key), value));
        }
        return run;
    }
}
