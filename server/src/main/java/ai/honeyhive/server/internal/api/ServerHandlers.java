// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.Store;
import org.jspecify.annotations.Nullable;

/** What the server says about itself. */
final class ServerHandlers {
    private final Store store;
    private final long startedAt;

    ServerHandlers(Store store, long startedAt) {
        this.store = store;
        this.startedAt = startedAt;
    }

    void health(Exchange exchange) {
        exchange.answer(Json.object().put("status", "ok"));
    }

    void info(Exchange exchange) {
        Store.Counts counts = store.counts();
        exchange.answer(Json.object()
                .put("version", version())
                .put("database", store.kind())
                .put("started_at", startedAt)
                .put("events", counts.events())
                .put("sessions", counts.sessions())
                .put("runs", counts.runs()));
    }

    static String version() {
        @Nullable String version = ServerHandlers.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
