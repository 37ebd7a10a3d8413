// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import static ai.honeyhive.server.internal.api.Shape.object;
import static ai.honeyhive.server.internal.api.Shape.objects;
import static ai.honeyhive.server.internal.api.Shape.text;
import static ai.honeyhive.server.internal.api.Shape.texts;

import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.DocumentPage;
import ai.honeyhive.server.internal.store.DocumentQuery;
import ai.honeyhive.server.internal.store.DocumentTables;
import ai.honeyhive.server.internal.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Datapoints: create, from fields or from events, read, list, update, delete. */
final class DatapointHandlers {
    private static final int PART = 500;

    private static final Shape SHAPE = new Shape()
            .optional("inputs", object(), Shape.nothing())
            .optional("history", objects(), Shape.none())
            .optional("ground_truth", object())
            .optional("metadata", object())
            .optional("linked_event", text())
            .optional("linked_evals", texts());

    private final Documents datapoints;
    private final EventDatapoints fromEvents;

    DatapointHandlers(Store store, LongSupplier clock) {
        this.datapoints = new Documents(store.documents(), DocumentKind.DATAPOINT, clock);
        this.fromEvents = new EventDatapoints(store.events());
    }

    void create(Exchange exchange) {
        var fields = new Fields("", exchange.json());
        Document created = datapoints.fresh(SHAPE.create(fields), null, fields.text("project"));
        save(List.of(created), fields.texts("linked_datasets"));
        ObjectNode answer = Json.object().put("inserted", true);
        ObjectNode result = answer.putObject("result").put("insertedId", created.id());
        result.set("insertedIds", DocumentJson.texts(List.of(created.id())));
        exchange.answer(answer);
    }

    /** Datapoints made of events. */
    void createBatch(Exchange exchange) {
        var fields = new Fields("", exchange.json());
        List<Document> created = fromEvents.chosen(fields).stream()
                .map(body -> datapoints.fresh(body, null, fields.text("project")))
                .toList();
        String dataset = fields.text("dataset_id");
        save(created, dataset == null ? List.of() : List.of(dataset));
        exchange.answer(Json.object()
                .put("inserted", true)
                .set(
                        "insertedIds",
                        DocumentJson.texts(created.stream().map(Document::id).toList())));
    }

    private void save(List<Document> created, List<String> datasets) {
        if (created.isEmpty()) {
            return;
        }
        datapoints.store().write(tables -> {
            created.forEach(datapoint -> {
                tables.save(datapoint);
                datasets.forEach(dataset -> tables.link(dataset, datapoint.id()));
            });
            return created;
        });
    }

    /** One, in a list of one, as the service does. */
    void get(Exchange exchange) {
        Document found = datapoints.get(exchange.path("id"));
        exchange.answer(Json.object()
                .set("datapoint", DocumentJson.array(json(List.of(found), exchange.versioned()), json -> json)));
    }

    void update(Exchange exchange) {
        var fields = new Fields("", exchange.json());
        String id = exchange.path("id");
        fields.checkTexts("project");
        List<String> datasets = fields.texts("linked_datasets");
        datapoints.store().write(tables -> {
            Document changed = datapoints.update(tables, id, known -> SHAPE.update(known, fields));
            if (fields.has("linked_datasets")) {
                relink(tables, id, datasets);
            }
            return changed;
        });
        ObjectNode answer = Json.object().put("updated", true);
        answer.putObject("result").put("modifiedCount", 1);
        exchange.answer(answer);
    }

    private static void relink(DocumentTables tables, String id, List<String> datasets) {
        tables.unlinkFromAll(id);
        datasets.forEach(dataset -> tables.link(dataset, id));
    }

    void delete(Exchange exchange) {
        datapoints.delete(exchange.path("id"));
        exchange.answer(Json.object().put("deleted", true));
    }

    /** Those of given ids, of a dataset, or all: at once, or in pages for those who give a limit. */
    void list(Exchange exchange) {
        QueryParameters query = exchange.query();
        boolean versioned = exchange.versioned();
        List<String> ids = query.list("datapoint_ids");
        if (!ids.isEmpty()) {
            List<Document> found = datapoints.store().findAll(DocumentKind.DATAPOINT, ids);
            exchange.answer(Json.object()
                    .set("datapoints", DocumentJson.array(json(found, versioned), datapoint -> datapoint)));
            return;
        }
        String dataset = dataset(query);
        if (query.text("limit") == null) {
            exchange.answer("datapoints", out -> {
                Long after = 0L;
                while (after != null) {
                    DocumentPage part = part(dataset, after, PART);
                    json(part.documents(), versioned).forEach(out);
                    after = part.next();
                }
            });
            return;
        }
        DocumentPage page =
                part(dataset, query.integer("cursor", 0, 0, Integer.MAX_VALUE), query.integer("limit", PART, 1, 1_000));
        ObjectNode answer = Json.object();
        answer.set("datapoints", DocumentJson.array(json(page.documents(), versioned), datapoint -> datapoint));
        if (page.next() != null) {
            answer.put("next_cursor", page.next().toString());
        }
        exchange.answer(answer);
    }

    private DocumentPage part(@Nullable String dataset, long after, int limit) {
        return dataset == null
                ? datapoints.store().list(new DocumentQuery(DocumentKind.DATAPOINT, null, null, after, limit))
                : datapoints.store().datapointsOf(dataset, after, limit);
    }

    /** The dataset that is asked for by id or by name; of several of one name the first; null if none is asked for. */
    private @Nullable String dataset(QueryParameters query) {
        String name = query.text("dataset_name");
        if (name == null) {
            return query.text("dataset_id");
        }
        return datapoints.store().list(DocumentQuery.all(DocumentKind.DATASET).named(name)).documents().stream()
                .findFirst()
                .map(Document::id)
                .orElse(""); // no dataset has this id, so nothing is found in it
    }

    private List<ObjectNode> json(List<Document> found, boolean versioned) {
        Map<String, List<String>> datasets =
                datapoints.store().datasetsOf(found.stream().map(Document::id).toList());
        List<ObjectNode> result = new ArrayList<>();
        for (Document datapoint : found) {
            ObjectNode json = DocumentJson.of(datapoint);
            json.put("project_id", DocumentJson.project(datapoint));
            json.set("linked_datasets", DocumentJson.texts(datasets.getOrDefault(datapoint.id(), List.of())));
            // Of what is not there, older clients want a value of the same type and newer ones null.
            if (versioned) {
                List.of("ground_truth", "metadata", "linked_event").stream()
                        .filter(name -> !json.has(name))
                        .forEach(json::putNull);
            } else {
                json.putIfAbsent("ground_truth", Shape.nothing());
                json.putIfAbsent("metadata", Shape.nothing());
                json.putIfAbsent("linked_event", Json.mapper().getNodeFactory().stringNode(""));
            }
            result.add(json);
        }
        return result;
    }
}
