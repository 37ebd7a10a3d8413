// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import static ai.honeyhive.server.internal.api.Shape.flag;
import static ai.honeyhive.server.internal.api.Shape.name;
import static ai.honeyhive.server.internal.api.Shape.text;
import static ai.honeyhive.server.internal.api.Shape.texts;

import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.DocumentStore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.ObjectNode;

/** Queues of events that wait for somebody to look at them. */
final class QueueHandlers {
    private static final Shape SHAPE = new Shape()
            .required("name", name())
            .optional("description", text(), "")
            .optional("filters", MetricInput::checkFilters, Json.object().set("filterArray", Shape.none()))
            .optional("enabled", flag(), true)
            .optional("event_ids", texts(), Shape.none());

    private final Documents queues;

    QueueHandlers(DocumentStore store, LongSupplier clock) {
        this.queues = new Documents(store, DocumentKind.QUEUE, clock);
    }

    void list(Exchange exchange) {
        QueryParameters query = exchange.query();
        boolean all = query.text("enabled") == null;
        boolean enabled = query.flag("enabled");
        List<Document> found = queues.list(null).stream()
                .filter(queue -> all || enabled == queue.body().path("enabled").asBoolean())
                .toList();
        exchange.answer(Json.object().set("queues", DocumentJson.array(found, DocumentJson::scoped)));
    }

    void create(Exchange exchange) {
        var fields = new Fields("", exchange.json());
        Document created = queues.create(SHAPE.create(fields), fields.text("project"));
        exchange.answer(201, answer(created, "was created"));
    }

    void get(Exchange exchange) {
        exchange.answer(DocumentJson.scoped(queues.get(exchange.path("id"))));
    }

    /** The fields given, then events added, then events taken out. */
    void update(Exchange exchange) {
        var fields = new Fields("", exchange.json());
        List<String> added = fields.texts("add_event_ids");
        List<String> removed = fields.texts("remove_event_ids");
        Document updated = queues.update(exchange.path("id"), known -> {
            ObjectNode changed = SHAPE.update(known, fields);
            Set<String> events = new LinkedHashSet<>(new Fields("", changed).texts("event_ids"));
            events.addAll(added);
            removed.forEach(events::remove);
            return changed.set("event_ids", DocumentJson.texts(events));
        });
        exchange.answer(answer(updated, "was updated"));
    }

    void delete(Exchange exchange) {
        String id = exchange.path("id");
        queues.delete(id);
        exchange.answer(Json.object().put("message", "queue " + id + " was deleted"));
    }

    private static ObjectNode answer(Document queue, String what) {
        return Json.object()
                .put("message", "queue " + queue.name() + " " + what)
                .set("queue", DocumentJson.scoped(queue));
    }
}
