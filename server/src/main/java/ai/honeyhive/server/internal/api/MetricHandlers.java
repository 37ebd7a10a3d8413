// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.DocumentStore;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.ObjectNode;

/** Definitions of metrics: create, list, update, delete, try. */
final class MetricHandlers {
    /** The field of a metric's body that names the version it scores by. */
    static final String DEPLOYED = "deployed_version";

    private final Documents metrics;

    MetricHandlers(DocumentStore store, LongSupplier clock) {
        this.metrics = new Documents(store, DocumentKind.METRIC, clock);
    }

    void create(Exchange exchange) {
        var fields = new Fields("", exchange.json());
        Document created = metrics.create(MetricInput.create(fields), fields.text("project"));
        exchange.answer(Json.object().put("inserted", true).put("metric_id", created.id()));
    }

    /** {@code PUT /metrics} has the id in the body, {@code PUT /v1/metrics/{id}} in the path. */
    void update(Exchange exchange) {
        var fields = new Fields("", exchange.json());
        metrics.update(exchange.idOr(fields, "id", "metric_id"), known -> {
            ObjectNode changed = MetricInput.update(known, fields);
            if (!changed.equals(known)) {
                changed.remove(DEPLOYED); // what it scores by now is none of its versions
            }
            return changed;
        });
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
            exchange.answer(Json.object().set("metrics", DocumentJson.array(found, MetricHandlers::json)));
        } else {
            exchange.answer(DocumentJson.array(found, MetricHandlers::olderJson));
        }
    }

    /** Tries a definition on an event. There is nothing here that could score by code or by a model. */
    void run(Exchange exchange) {
        var body = new Fields("", exchange.json());
        for (String name : List.of("metric", "event")) {
            if (!body.has(name)) {
                throw body.fault(name, "is missing");
            }
        }
        ObjectNode metric = MetricInput.create(new Fields("metric", body.object("metric")));
        body.object("event");
        String type = metric.path("type").asString().toLowerCase(Locale.ROOT);
        ObjectNode answer = Json.object().put("success", false).put("loading", false);
        answer.putNull("result");
        exchange.answer(answer.put("explanation", "this server does not compute " + type + " metrics"));
    }

    private static ObjectNode json(Document metric) {
        ObjectNode json = DocumentJson.of(metric);
        json.remove(DEPLOYED);
        return json;
    }

    /** As clients before version 1 read it: types by their older names, nothing null. */
    private static ObjectNode olderJson(Document metric) {
        ObjectNode json = json(metric);
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
