// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.metrics.MetricRunner;
import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.DocumentQuery;
import ai.honeyhive.server.internal.store.DocumentStore;
import java.util.List;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.ObjectNode;

/** Earlier and later definitions of a metric. Deploying one makes it the definition that the metric has. */
final class MetricVersionHandlers {
    private final DocumentStore store;
    private final Documents metrics;
    private final MetricVersions versions;
    private final MetricRunner runner;

    MetricVersionHandlers(DocumentStore store, MetricRunner runner, LongSupplier clock) {
        this.store = store;
        this.metrics = new Documents(store, DocumentKind.METRIC, clock);
        this.versions = new MetricVersions(store, clock);
        this.runner = runner;
    }

    /** Oldest first. */
    void list(Exchange exchange) {
        Document metric = metrics.get(exchange.path("id"));
        List<Document> found = store.list(
                        DocumentQuery.all(DocumentKind.METRIC_VERSION).of(metric.id()))
                .documents();
        exchange.answer(Json.object()
                .put("success", true)
                .set("data", DocumentJson.array(found, version -> MetricVersions.json(version, metric))));
    }

    void create(Exchange exchange) {
        String id = exchange.path("id");
        var fields = new Fields("", exchange.json());
        String message = fields.text("message");
        if (message == null || !fields.has("content")) {
            throw fields.fault(message == null ? "message" : "content", "is missing");
        }
        var given = new Fields("content", fields.object("content"));
        ObjectNode content = MetricInput.create(given);
        // What is not said stays as the metric has it when the version is deployed.
        MetricVersions.OPERATION.stream().filter(name -> !given.has(name)).forEach(content::remove);
        boolean deploy = fields.flag("deploy_immediately");
        ObjectNode answer = store.write(tables -> {
            Document metric = metrics.require(tables, id);
            Document version = versions.add(tables, metric, message, content);
            return answer(version, deploy ? versions.deploy(tables, metric, version) : metric);
        });
        runner.changed();
        exchange.answer(answer);
    }

    void deploy(Exchange exchange) {
        String id = exchange.path("id");
        String name = exchange.path("name");
        ObjectNode answer = store.write(tables -> {
            Document metric = metrics.require(tables, id);
            Document version = tables.ofParent(DocumentKind.METRIC_VERSION, id).stream()
                    .filter(candidate -> name.equals(candidate.name()))
                    .findFirst()
                    .orElseThrow(() -> ApiException.notFound("metric " + id + " has no version " + name));
            return answer(version, versions.deploy(tables, metric, version));
        });
        runner.changed();
        exchange.answer(answer);
    }

    private static ObjectNode answer(Document version, Document metric) {
        return Json.object().put("success", true).set("data", MetricVersions.json(version, metric));
    }
}
