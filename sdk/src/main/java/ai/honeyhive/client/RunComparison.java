// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two runs side by side. Unmodifiable. */
public final class RunComparison extends JsonObject {
    RunComparison(Map<String, Object> fields) {
        super(fields);
    }

    /** Returns the metrics that were compared. */
    public List<MetricComparison> metrics() {
        return objects("metrics").stream().map(MetricComparison::new).toList();
    }

    /** Returns the ids of the datapoints that both runs have. */
    public List<String> commonDatapoints() {
        return texts("commonDatapoints");
    }

    /** Returns the run that is compared, if the answer holds it. */
    public Optional<StoredRun> newRun() {
        return run("new_run");
    }

    /** Returns the run that it is compared with, if the answer holds it. */
    public Optional<StoredRun> oldRun() {
        return run("old_run");
    }

    private Optional<StoredRun> run(String key) {
        Map<String, Object> run = object(key);
        return run.isEmpty() ? Optional.empty() : Optional.of(new StoredRun(run));
    }
}
