// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.client.StoredMetric;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Metrics that a run waits for because the server computes them.
 *
 * @param longest how long, from when the server has accepted the last row
 * @param names in the order in which they are shown
 */
record ServerMetrics(Duration longest, List<String> names) {
    static final ServerMetrics NONE = new ServerMetrics(Duration.ZERO, List.of());

    /** Refuses what would be waited for in vain. */
    void check(HoneyHiveClient client) {
        if (names.isEmpty()) {
            return;
        }
        Map<String, StoredMetric> known = new TreeMap<>();
        client.metrics().list().forEach(metric -> metric.name().ifPresent(name -> known.put(name, metric)));
        for (String name : names) {
            StoredMetric metric = known.get(name);
            if (metric == null) {
                throw new ExperimentException(
                        "the server's metric \"" + name + "\" cannot be awaited: " + client.serverUrl()
                                + (known.isEmpty() ? " has none" : " has only " + String.join(", ", known.keySet())));
            }
            if (!metric.enabledInProduction()) {
                throw new ExperimentException("the server's metric \"" + name
                        + "\" cannot be awaited: it is not computed" + " while its enabled_in_prod is false");
            }
        }
    }
}
