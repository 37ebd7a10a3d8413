// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.store.DocumentQuery;
import ai.honeyhive.server.internal.store.DocumentStore;
import ai.honeyhive.server.internal.store.DocumentTables;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The documents of one kind: made, found, changed and deleted by id. */
final class Documents {
    private final DocumentStore store;
    private final DocumentKind kind;
    private final ObjectIds ids;
    private final LongSupplier clock;

    Documents(DocumentStore store, DocumentKind kind, LongSupplier clock) {
        this.store = store;
        this.kind = kind;
        this.ids = new ObjectIds(clock);
        this.clock = clock;
    }

    DocumentStore store() {
        return store;
    }

    /** A document with an id and times, not stored yet. */
    Document fresh(ObjectNode body, @Nullable String parent, @Nullable String project) {
        long now = clock.getAsLong();
        return new Document(kind, ids.next(), parent, project, body, now, now);
    }

    Document create(ObjectNode body, @Nullable String project) {
        Document created = fresh(body, null, project);
        return store.write(tables -> {
            tables.save(created);
            return created;
        });
    }

    Document update(String id, UnaryOperator<ObjectNode> change) {
        return store.write(tables -> update(tables, id, change));
    }

    Document update(DocumentTables tables, String id, UnaryOperator<ObjectNode> change) {
        Document known = require(tables, id);
        Document changed = known.with(change.apply(known.body()), clock.getAsLong());
        tables.save(changed);
        return changed;
    }

    Document require(DocumentTables tables, String id) {
        Document known = tables.find(kind, id);
        if (known == null) {
            throw unknown(id);
        }
        return known;
    }

    Document get(String id) {
        return store.find(kind, id).orElseThrow(() -> unknown(id));
    }

    List<Document> list(@Nullable String name) {
        return store.list(DocumentQuery.all(kind).named(name)).documents();
    }

    void delete(String id) {
        if (!store.write(tables -> tables.delete(kind, id))) {
            throw unknown(id);
        }
    }

    ApiException unknown(String id) {
        return ApiException.notFound("there is no " + kind.wireName() + " " + id);
    }
}
