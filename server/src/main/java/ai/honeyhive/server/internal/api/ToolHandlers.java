// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import static ai.honeyhive.server.internal.api.Shape.name;
import static ai.honeyhive.server.internal.api.Shape.object;
import static ai.honeyhive.server.internal.api.Shape.oneOf;
import static ai.honeyhive.server.internal.api.Shape.text;

import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.DocumentStore;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tools that prompts may call. What is sent as {@code type} is read as {@code tool_type}. */
final class ToolHandlers {
    private static final Shape SHAPE = new Shape()
            .required("name", name())
            .required("parameters", object())
            .optional("task", text(), "")
            .optional("description", text())
            .optional("tool_type", oneOf("function", "tool"), "function");

    private final Documents tools;

    ToolHandlers(DocumentStore store, LongSupplier clock) {
        this.tools = new Documents(store, DocumentKind.TOOL, clock);
    }

    void list(Exchange exchange) {
        exchange.answer(DocumentJson.array(tools.list(exchange.query().text("name")), DocumentJson::of));
    }

    void create(Exchange exchange) {
        Fields fields = fields(exchange);
        Document created = tools.create(SHAPE.create(fields), fields.text("task"));
        ObjectNode answer = Json.object();
        answer.putObject("result").put("insertedId", created.id());
        exchange.answer(answer);
    }

    void update(Exchange exchange) {
        Fields fields = fields(exchange);
        Document updated = tools.update(exchange.idOr(fields, "id"), known -> SHAPE.update(known, fields));
        exchange.answer(Json.object().put("updated", true).set("result", DocumentJson.of(updated)));
    }

    void delete(Exchange exchange) {
        tools.delete(exchange.idOr("function_id"));
        exchange.answer(Json.object().put("deleted", true));
    }

    private static Fields fields(Exchange exchange) {
        ObjectNode json = exchange.json();
        JsonNode type = json.get("type");
        if (type != null) {
            json.set("tool_type", type);
        }
        return new Fields("", json);
    }
}
