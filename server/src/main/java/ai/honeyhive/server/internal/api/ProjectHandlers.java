// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import static ai.honeyhive.server.internal.api.Shape.name;
import static ai.honeyhive.server.internal.api.Shape.text;

import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.DocumentStore;
import java.util.List;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Projects by name. Of those that keys open, a request sees its own alone. What is created here holds nothing: it is a
 * label of events and runs.
 */
final class ProjectHandlers {
    private static final Shape SHAPE = new Shape()
            .required("name", name())
            .optional("description", text(), "")
            .optional("type", text());

    private final String own;
    private final Documents projects;

    ProjectHandlers(String own, DocumentStore store, LongSupplier clock) {
        this.own = own;
        this.projects = new Documents(store, DocumentKind.PROJECT, clock);
    }

    void list(Exchange exchange) {
        String name = exchange.query().text("name");
        List<Document> found = projects.list(name);
        ArrayNode json = DocumentJson.array(found, DocumentJson::of);
        boolean wanted = name == null || name.equals(own);
        if (wanted
                && found.stream()
                        .noneMatch(project ->
                                own.equals(project.body().path("name").asString("")))) {
            json.insertObject(0)
                    .put("id", own)
                    .put("_id", own)
                    .put("name", own)
                    .put("description", "The project of your key");
        }
        exchange.answer(json);
    }

    void create(Exchange exchange) {
        exchange.answer(DocumentJson.of(projects.create(SHAPE.create(new Fields("", exchange.json())), null)));
    }

    /** Found by id, or by its name where the new one is {@code new_name}. */
    void update(Exchange exchange) {
        ObjectNode json = exchange.json();
        var fields = new Fields("", json);
        String id = fields.text("project_id");
        if (id == null) {
            id = named(exchange.idOr(fields, "name"));
            String renamed = fields.text("new_name");
            json.remove("name");
            if (renamed != null) {
                json.put("name", renamed);
            }
        }
        exchange.answer(DocumentJson.of(projects.update(id, known -> SHAPE.update(known, fields))));
    }

    void delete(Exchange exchange) {
        String name = exchange.idOr("name");
        projects.delete(named(name));
        exchange.answer(Json.object().put("success", true).put("deleted", name));
    }

    private String named(String name) {
        List<Document> found = projects.list(name);
        if (found.isEmpty()) {
            throw projects.unknown(name);
        }
        return found.get(0).id();
    }
}
