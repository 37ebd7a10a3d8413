// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import static ai.honeyhive.server.internal.api.Shape.name;
import static ai.honeyhive.server.internal.api.Shape.object;
import static ai.honeyhive.server.internal.api.Shape.oneOf;
import static ai.honeyhive.server.internal.api.Shape.text;
import static ai.honeyhive.server.internal.api.Shape.texts;

import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.DocumentStore;
import java.util.List;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Configurations: model, prompt and parameters under a name. */
final class ConfigurationHandlers {
    private static final Shape SHAPE = new Shape()
            .required("name", name())
            .required("provider", text())
            .required("parameters", ConfigurationHandlers::checkParameters)
            .optional("type", oneOf("LLM", "pipeline"), "LLM")
            .optional("env", texts("dev", "staging", "prod"), Shape.none())
            .optional("tags", texts(), Shape.none())
            .optional("user_properties", object());

    private final Documents configurations;

    ConfigurationHandlers(DocumentStore store, LongSupplier clock) {
        this.configurations = new Documents(store, DocumentKind.CONFIGURATION, clock);
    }

    void create(Exchange exchange) {
        var fields = new Fields("", exchange.json());
        Document created = configurations.create(SHAPE.create(fields), fields.text("project"));
        exchange.answer(Json.object().put("acknowledged", true).put("insertedId", created.id()));
    }

    void update(Exchange exchange) {
        var fields = new Fields("", exchange.json());
        configurations.update(exchange.path("id"), known -> SHAPE.update(known, fields));
        ObjectNode answer = Json.object().put("acknowledged", true).put("modifiedCount", 1);
        answer.putNull("upsertedId");
        exchange.answer(answer.put("upsertedCount", 0).put("matchedCount", 1));
    }

    void delete(Exchange exchange) {
        configurations.delete(exchange.path("id"));
        exchange.answer(Json.object().put("acknowledged", true).put("deletedCount", 1));
    }

    /** Newer clients want an object around the list. */
    void list(Exchange exchange) {
        QueryParameters query = exchange.query();
        List<String> env = query.list("env");
        List<String> tags = query.list("tags");
        List<Document> found = configurations.list(query.text("name")).stream()
                .filter(configuration ->
                        env.isEmpty() || env.stream().anyMatch(one -> holds(configuration, "env", one)))
                .filter(configuration -> tags.stream().allMatch(tag -> holds(configuration, "tags", tag)))
                .toList();
        JsonNode list = DocumentJson.array(
                found,
                configuration -> DocumentJson.of(configuration).put("project", DocumentJson.project(configuration)));
        exchange.answer(exchange.versioned() ? Json.object().set("configurations", list) : list);
    }

    private static boolean holds(Document configuration, String field, String wanted) {
        return configuration.body().path(field).valueStream().anyMatch(value -> wanted.equals(value.asString()));
    }

    private static void checkParameters(Fields fields, String name) {
        var parameters = new Fields(name, fields.object(name));
        oneOf("chat", "completion").check(parameters, "call_type");
        if (parameters.text("model") == null) {
            throw parameters.fault("model", "is missing");
        }
        for (String part : List.of("hyperparameters", "responseFormat", "forceFunction")) {
            parameters.object(part);
        }
        parameters.objects("selectedFunctions");
        parameters.checkTexts("functionCallParams");
    }
}
