// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.DocumentQuery;
import ai.honeyhive.server.internal.store.DocumentStore;
import ai.honeyhive.server.internal.store.DocumentTables;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.ObjectNode;

/** Earlier and later definitions of a metric. Deploying one makes it the definition that the metric has. */
final class MetricVersionHandlers {
    private final Documents metrics;
    private final Documents versions;

    MetricVersionHandlers(DocumentStore store, LongSupplier clock) {
        this.metrics = new Documents(store, DocumentKind.METRIC, clock);
        this.versions = new Documents(store, DocumentKind.METRIC_VERSION, clock);
    }

    /** Oldest first. */
    void list(Exchange exchange) {
        Document metric = metrics.get(exchange.path("id"));
        List<Document> found = versions.store()
                .list(DocumentQuery.all(DocumentKind.METRIC_VERSION).of(metric.id()))
                .documents();
        exchange.answer(Json.object()
                .put("success", true)
                .set("data", DocumentJson.array(found, version -> json(version, metric))));
    }

    void create(Exchange exchange) {
        String id = exchange.path("id");
        var fields = new Fields("", exchange.json());
        String message = fields.text("message");
        if (message == null || !fields.has("content")) {
            throw fields.fault(message == null ? "message" : "content", "is missing");
        }
        ObjectNode content = MetricInput.create(new Fields("content", fields.object("content")));
        boolean deploy = fields.flag("deploy_immediately");
        exchange.answer(metrics.store().write(tables -> {
            Document metric = metrics.require(tables, id);
            int number = tables.ofParent(DocumentKind.METRIC_VERSION, id).size() + 1;
            ObjectNode body = Json.object();
            body.put("name", "v " + number);
            body.put("full_sha", sha(id, number, content));
            body.put("message", message);
            Document version = versions.fresh(body.set("content", content), id, metric.project());
            tables.save(version);
            return answer(version, deploy ? deploy(tables, metric, version) : metric);
        }));
    }

    void deploy(Exchange exchange) {
        String id = exchange.path("id");
        String name = exchange.path("name");
        exchange.answer(metrics.store().write(tables -> {
            Document metric = metrics.require(tables, id);
            Document version = tables.ofParent(DocumentKind.METRIC_VERSION, id).stream()
                    .filter(candidate -> name.equals(candidate.name()))
                    .findFirst()
                    .orElseThrow(() -> ApiException.notFound("metric " + id + " has no version " + name));
            return answer(version, deploy(tables, metric, version));
        }));
    }

    private Document deploy(DocumentTables tables, Document metric, Document version) {
        ObjectNode content = (ObjectNode) version.body().path("content");
        return metrics.update(tables, metric.id(), known -> {
            ObjectNode deployed = Json.object();
            deployed.setAll(content);
            return deployed.put(MetricHandlers.DEPLOYED, version.name());
        });
    }

    private static ObjectNode answer(Document version, Document metric) {
        return Json.object().put("success", true).set("data", json(version, metric));
    }

    private static ObjectNode json(Document version, Document metric) {
        ObjectNode json = Json.object();
        json.setAll(version.body());
        json.put("date", DocumentJson.time(version.createdAt()));
        String deployed = metric.body().path(MetricHandlers.DEPLOYED).asString("");
        return json.put("deployed", deployed.equals(version.name()));
    }

    private static String sha(String metricId, int number, ObjectNode content) {
        try {
            byte[] bytes = (metricId + "\n" + number + "\n" + Json.write(content)).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
