// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.EventJson;
import ai.honeyhive.server.internal.model.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What all documents have in common on the wire. */
final class DocumentJson {
    private DocumentJson() {}

    /** The document's own fields between its id, by both names that clients know it by, and its times. */
    static ObjectNode of(Document document) {
        ObjectNode json = Json.object();
        json.put("id", document.id());
        json.put("_id", document.id());
        json.setAll(document.body());
        json.put("created_at", time(document.createdAt()));
        json.put("updated_at", time(document.updatedAt()));
        return json;
    }

    /** The label of a project; clients need one to be there. */
    static String project(Document document) {
        return document.project() == null ? EventJson.LOCAL : document.project();
    }

    /** What the service says of who may see a document: here, everybody. */
    static ObjectNode scoped(Document document) {
        return of(document).put("is_active", true).put("scope_type", "project").put("scope_id", project(document));
    }

    static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    static <T> ArrayNode array(Collection<T> items, Function<T, ? extends JsonNode> json) {
        ArrayNode array = Json.mapper().createArrayNode();
        items.forEach(item -> array.add(json.apply(item)));
        return array;
    }

    static ArrayNode texts(Collection<String> texts) {
        ArrayNode array = Json.mapper().createArrayNode();
        texts.forEach(array::add);
        return array;
    }
}
