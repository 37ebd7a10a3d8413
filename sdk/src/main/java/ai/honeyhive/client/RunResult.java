// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came out of a run, aggregated by the server. Unmodifiable. */
public final class RunResult extends JsonObject {
    RunResult(Map<String, Object> fields) {
        super(fields);
    }

    /** Returns the status of the run. */
    public Optional<String> status() {
        return text("status");
    }

    /** Returns whether the run passed. */
    public boolean success() {
        return flag("success");
    }

    /** Returns why there is no result, if so. */
    public Optional<String> error() {
        return text("error");
    }

    /** Returns the datapoints that passed, by id; by session id where they have none. */
    public List<String> passed() {
        return texts("passed");
    }

    /** Returns the datapoints that failed, by id; by session id where they have none. */
    public List<String> failed() {
        return texts("failed");
    }

    /** Returns one aggregate for each metric of each event name. */
    public List<MetricAggregate> metrics() {
        return PlainJson.list(object("metrics").get("details")).stream()
                .map(PlainJson::object)
                .map(MetricAggregate::new)
                .toList();
    }

    /** Returns the rows: {@code datapoint_id}, {@code session_id}, {@code passed}, {@code metrics}. */
    public List<Map<String, Object>> datapoints() {
        return objects("datapoints");
    }

    /** Returns the run, if the answer holds it. */
    public Optional<StoredRun> run() {
        Map<String, Object> run = object("run_object");
        return run.isEmpty() ? Optional.empty() : Optional.of(new StoredRun(run));
    }
}
