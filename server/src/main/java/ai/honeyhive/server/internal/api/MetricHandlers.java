// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import static ai.honeyhive.server.internal.metrics.MetricDefinition.DEPLOYED;

import ai.honeyhive.server.internal.metrics.MetricDefinition;
import ai.honeyhive.server.internal.metrics.MetricRunner;
import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.DocumentStore;
import java.util.List;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.ObjectNode;

/** Definitions of metrics: create, list, update, delete. */
final class MetricHandlers {
    private final Documents metrics;
    private final MetricVersions versions;
    private final MetricRunner runner;

    MetricHandlers(DocumentStore store, MetricRunner runner, LongSupplier clock) {
        this.metrics = new Documents(store, DocumentKind.METRIC, clock);
        this.versions = new MetricVersions(store, clock);
        this.runner = runner;
    }

    void create(Exchange exchange) {
        var fields = new Fields("", exchange.json());
        Document created = metrics.create(MetricInput.create(fields), fields.text("project"));
        runner.changed();
        exchange.answer(Json.object().put("inserted", true).put("metric_id", created.id()));
    }

    /** {@code PUT /metrics} has the id in the body, {@code PUT /v1/metrics/{id}} in the path. */
    void update(Exchange exchange) {
        var fields = new Fields("", exchange.json());
        String id = exchange.idOr(fields, "id", "metric_id");
        metrics.store().write(tables -> {
            Document known = metrics.require(tables, id);
            ObjectNode changed = MetricInput.update(known.body(), fields);
            String version = versions.afterChange(tables, known, changed);
            return metrics.update(tables, id, body -> version == null ? changed : changed.put(DEPLOYED, version));
        });
        runner.changed();
        exchange.answer(Json.object().put("updated", true));
    }

    void delete(Exchange exchange) {
        String id = exchange.idOr("metric_id");
        metrics.store().write(tables -> {
            metrics.require(tables, id);
            tables.ofParent(DocumentKind.METRIC_VERSION, id)
                    .forEach(version -> tables.delete(DocumentKind.METRIC_VERSION, version.id()));
            return tables.delete(DocumentKind.METRIC, id);
        });
        runner.changed();
        exchange.answer(Json.object().put("deleted", true));
    }

    /** Newer clients want an object around the list. */
    void list(Exchange exchange) {
        QueryParameters query = exchange.query();
        String id = query.text("id");
        String type = query.text("type");
        List<Document> found = (id == null
                        ? metrics.list(null)
                        : metrics.store().findAll(DocumentKind.METRIC, List.of(id)))
                .stream()
                        .filter(metric -> type == null
                                || metric.body().path("type").asString().equalsIgnoreCase(type))
                        .toList();
        if (exchange.versioned()) {
            exchange.answer(Json.object().set("metrics", DocumentJson.array(found, this::json)));
        } else {
            exchange.answer(DocumentJson.array(found, this::olderJson));
        }
    }

    private ObjectNode json(Document metric) {
        ObjectNode json = DocumentJson.of(metric);
        json.remove(DEPLOYED);
        String obstacle = MetricDefinition.of(metric, MetricInput::filters).obstacle(runner.models());
        json.put("runs_on_server", obstacle == null);
        json.put("not_run_because", obstacle);
        return json;
    }

    /** As clients before version 1 read it: types by their older names, nothing null. */
    private ObjectNode olderJson(Document metric) {
        ObjectNode json = json(metric);
        json.remove("not_run_because");
        String type = metric.body().path("type").asString();
        json.put("type", MetricInput.OLDER_TYPES.getOrDefault(type, type));
        json.putIfAbsent("task", Json.mapper().valueToTree(DocumentJson.project(metric)));
        if (json.path("return_type").asString().equals("categorical")) {
            json.put("return_type", "string");
        }
        if (type.equals("PYTHON")) {
            json.set("code_snippet", json.path("criteria"));
        } else if (type.equals("LLM")) {
            json.set("prompt", json.path("criteria"));
        }
        if (json.path("threshold").path("pass_when").isBoolean()) {
            json.set("pass_when", json.path("threshold").path("pass_when"));
        }
        return json;
    }
}
