// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.metrics.MetricRunner;
import ai.honeyhive.server.internal.operations.Clients;
import ai.honeyhive.server.internal.retention.Retention;
import ai.honeyhive.server.internal.store.Store;
import java.util.List;

/** One project while the server runs: its store, who listens to it, and the routes as they work on it. */
record Project(
        String name,
        Store store,
        StreamHub hub,
        MetricRunner runner,
        Retention retention,
        Clients clients,
        List<Route> routes) {
    void close() {
        hub.close();
        retention.close();
        runner.close();
        store.close();
    }
}
