// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.operations.Metrics;
import ai.honeyhive.server.internal.project.ProjectName;
import ai.honeyhive.server.internal.store.Store;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether the server lives, whether it can work, and its figures. */
final class OperationHandlers {
    private final String project;
    private final Store store;
    private final Server server;

    OperationHandlers(String project, Store store, Server server) {
        this.project = project;
        this.store = store;
        this.server = server;
    }

    /** What all projects of a server have in common. */
    record Server(Access access, Metrics metrics, Readiness readiness, Supplier<List<Project>> open, Cookies cookies) {}

    void health(Exchange exchange) {
        exchange.answer(Json.object().put("status", "ok"));
    }

    /** Reasons are told to anybody, so they name nothing but what is wrong. */
    void ready(Exchange exchange) {
        List<String> obstacles =
                server.readiness().obstacles(store, server.open().get());
        ObjectNode json = Json.object().put("status", obstacles.isEmpty() ? "ready" : "not ready");
        ArrayNode reasons = json.putArray("reasons");
        obstacles.forEach(reasons::add);
        if (!obstacles.isEmpty()) {
            exchange.context().header("Retry-After", "5");
        }
        exchange.answer(obstacles.isEmpty() ? 200 : 503, json);
    }

    /** The figures are of the whole server, so they are for those who run it: keys of other projects do not open them. */
    void metrics(Exchange exchange) {
        if (!project.equals(ProjectName.DEFAULT)) {
            throw ApiException.forbidden("metrics are for keys of the project '" + ProjectName.DEFAULT + "'");
        }
        exchange.answer(200, Metrics.CONTENT_TYPE, server.metrics().text());
    }

    /**
     * HoneyHive's clients list metrics where Prometheus looks for figures. Prometheus asks for text; people who just look
     * ask for anything, without a key.
     */
    static boolean wantsFigures(Exchange exchange) {
        String accept = exchange.header("Accept");
        if (accept == null || exchange.versioned()) {
            return false;
        }
        boolean anything = accept.strip().equals("*/*") && exchange.header("Authorization") == null;
        return anything || accept.contains("application/openmetrics-text") || accept.contains("text/plain");
    }

    /** Takes a key for a browser, which keeps it where no script can read it. */
    void login(Exchange exchange) {
        String key = new Fields("", exchange.json()).text("key");
        if (key == null) {
            throw ApiException.badRequest("key is missing");
        }
        String opened = server.access()
                .projectOf(key.strip())
                .orElseThrow(() -> ApiException.unauthorized("this server does not know that key"));
        server.cookies().set(exchange.context(), key.strip());
        exchange.answer(Json.object().put("project", opened));
    }

    void logout(Exchange exchange) {
        server.cookies().clear(exchange.context());
        exchange.answer(Json.object().put("success", true));
    }
}
