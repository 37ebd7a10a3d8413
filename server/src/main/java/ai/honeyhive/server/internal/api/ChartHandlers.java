// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import static ai.honeyhive.server.internal.api.Shape.name;
import static ai.honeyhive.server.internal.api.Shape.object;
import static ai.honeyhive.server.internal.api.Shape.text;

import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.DocumentStore;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Definitions of charts; what they show comes from {@code GET /events/chart}. */
final class ChartHandlers {
    private static final Shape SHAPE = new Shape()
            .required("name", name())
            .required("metric", text())
            .optional("description", text())
            .optional("func", text())
            .optional("groupBy", text())
            .optional("bucketing", text())
            .optional("dateRange", object())
            .optional("query", (fields, name) -> EventQueries.filters(fields.value(name)))
            .optional("owner_id", text());

    private final Documents charts;

    ChartHandlers(DocumentStore store, LongSupplier clock) {
        this.charts = new Documents(store, DocumentKind.CHART, clock);
    }

    void list(Exchange exchange) {
        exchange.answer(data(DocumentJson.array(charts.list(exchange.query().text("name")), DocumentJson::scoped)));
    }

    void create(Exchange exchange) {
        var fields = new Fields("", exchange.json());
        answer(exchange, charts.create(SHAPE.create(fields), fields.text("project")));
    }

    void get(Exchange exchange) {
        answer(exchange, charts.get(exchange.path("id")));
    }

    void update(Exchange exchange) {
        var fields = new Fields("", exchange.json());
        answer(exchange, charts.update(exchange.path("id"), known -> SHAPE.update(known, fields)));
    }

    void delete(Exchange exchange) {
        String id = exchange.path("id");
        charts.delete(id);
        exchange.answer(Json.object().put("success", true).put("message", "chart " + id + " was deleted"));
    }

    private static void answer(Exchange exchange, Document chart) {
        exchange.answer(data(DocumentJson.scoped(chart)));
    }

    private static ObjectNode data(JsonNode data) {
        return Json.object().put("success", true).set("data", data);
    }
}
