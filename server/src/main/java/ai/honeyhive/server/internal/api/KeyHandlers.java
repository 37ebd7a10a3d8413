// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.project.KeyRecord;
import ai.honeyhive.server.internal.project.KeyRing;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The keys of the request's own project. A key opens nothing of another project, so it makes none for it either: keys of
 * new projects are made where the data is, by the command line.
 */
final class KeyHandlers {
    private static final int MAX_NAME = 200;

    private final String project;
    private final Access access;

    KeyHandlers(String project, Access access) {
        this.project = project;
        this.access = access;
    }

    void list(Exchange exchange) {
        ObjectNode json = Json.object()
                .put("available", access.keys().isPresent())
                .put("required", access.isRequired())
                .put("project", project);
        ArrayNode keys = json.putArray("keys");
        access.keys().ifPresent(ring -> ring.ofProject(project).forEach(key -> keys.add(json(ring, key))));
        exchange.answer(json);
    }

    void create(Exchange exchange) {
        var fields = new Fields("", exchange.json());
        String name = fields.text("name");
        if (name == null) {
            throw fields.fault("name", "is missing: say what the key is for");
        }
        if (name.length() > MAX_NAME) {
            throw fields.fault("name", "must not have more than " + MAX_NAME + " characters");
        }
        KeyRing ring = ring();
        KeyRing.Created created = ring.create(project, name.strip());
        ObjectNode answer = Json.object();
        answer.set("key", json(ring, created.key()));
        exchange.answer(201, answer.put("secret", created.secret()));
    }

    void revoke(Exchange exchange) {
        String id = exchange.path("id");
        if (!ring().revoke(project, id)) {
            throw ApiException.notFound("there is no key " + id + " that is good in this project");
        }
        exchange.answer(Json.object().put("success", true).put("deleted", id));
    }

    private KeyRing ring() {
        return access.keys()
                .orElseThrow(() -> ApiException.badRequest(
                        "this server has no data folder, and so no keys: start it with one to make them"));
    }

    private static ObjectNode json(KeyRing ring, KeyRecord key) {
        return Json.object()
                .put("id", key.id())
                .put("name", key.name())
                .put("created_at", key.createdAt())
                .put("last_used", ring.lastUse(key.id()))
                .put("revoked_at", key.revokedAt());
    }
}
