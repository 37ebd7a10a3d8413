// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.operations.Clients;
import ai.honeyhive.server.internal.retention.Retention;
import ai.honeyhive.server.internal.retention.RetentionRules;
import ai.honeyhive.server.internal.store.Store;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the server says about itself. */
final class ServerHandlers {
    private final String project;
    private final Clients clients;
    private final Retention retention;
    private final boolean keyRequired;
    private final Store store;
    private final long startedAt;

    ServerHandlers(
            String project, Clients clients, Retention retention, boolean keyRequired, Store store, long startedAt) {
        this.project = project;
        this.clients = clients;
        this.retention = retention;
        this.keyRequired = keyRequired;
        this.store = store;
        this.startedAt = startedAt;
    }

    void info(Exchange exchange) {
        Store.Counts counts = store.counts();
        Store.State state = store.state();
        ObjectNode json = Json.object()
                .put("version", version())
                .put("project", project)
                .put("key_required", keyRequired)
                .put("database", store.kind())
                .put("started_at", startedAt)
                .put("events", counts.events())
                .put("sessions", counts.sessions())
                .put("runs", counts.runs())
                .put("bytes", state.bytes())
                .put("free_bytes", state.freeBytes())
                .put("unindexed", state.unindexed());
        json.set("retention", retention());
        ArrayNode seen = json.putArray("clients");
        clients.list()
                .forEach(client -> seen.addObject()
                        .put("name", client.name())
                        .put("requests", client.requests())
                        .put("last_seen", client.lastSeen()));
        ObjectNode refused = json.putObject("refused");
        clients.refusals().forEach(refused::put);
        exchange.answer(json);
    }

    private ObjectNode retention() {
        RetentionRules rules = retention.rules();
        Retention.Status status = retention.status();
        ObjectNode json = Json.object();
        if (rules.maxAge() == null) {
            json.putNull("max_age_seconds");
        } else {
            json.put("max_age_seconds", rules.maxAge().toSeconds());
        }
        return json.put("max_bytes", rules.maxBytes())
                .put("removed_sessions", status.sessions())
                .put("removed_events", status.events())
                .put("last_sweep", status.lastSweep());
    }

    static String version() {
        @Nullable String version = ServerHandlers.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
