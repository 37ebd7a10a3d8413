// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A resource that is stored as it came, checked beforehand. Unlike events, documents are few and edited as a whole.
 *
 * @param id unique within the kind
 * @param parent the id of what this belongs to, such as a version's metric; null if it stands alone
 * @param project a label; null if the client gave none
 * @param body everything else; never changed after it was handed in or out
 * @param createdAt Unix milliseconds
 */
public record Document(
        DocumentKind kind,
        String id,
        @Nullable String parent,
        @Nullable String project,
        ObjectNode body,
        long createdAt,
        long updatedAt) {
    public Document {
        requireNonNull(kind, "kind");
        requireNonNull(id, "id");
        requireNonNull(body, "body");
    }

    /** The name by which lists are searched; null if it has none. */
    public @Nullable String name() {
        JsonNode name = body.get("name");
        return name == null || !name.isString() ? null : name.asString();
    }

    public Document with(ObjectNode changed, long now) {
        return new Document(kind, id, parent, project, changed, createdAt, now);
    }
}
