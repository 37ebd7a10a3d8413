// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import static ai.honeyhive.server.internal.api.Shape.flag;
import static ai.honeyhive.server.internal.api.Shape.name;
import static ai.honeyhive.server.internal.api.Shape.object;
import static ai.honeyhive.server.internal.api.Shape.oneOf;
import static ai.honeyhive.server.internal.api.Shape.text;
import static ai.honeyhive.server.internal.api.Shape.texts;

import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.DocumentStore;
import ai.honeyhive.server.internal.store.DocumentTables;
import java.util.List;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Datasets, and which datapoints are in them. */
final class DatasetHandlers {
    private static final Shape SHAPE = new Shape()
            .optional("name", name(), "Untitled Dataset")
            .optional("description", text())
            .optional("type", oneOf("evaluation", "fine-tuning"), "evaluation")
            .optional("pipeline_type", oneOf("event", "session"), "event")
            .optional("saved", flag(), true)
            .optional("linked_evals", texts(), Shape.none())
            .optional("metadata", object());

    private final DocumentStore store;
    private final Documents datasets;
    private final Documents datapoints;

    DatasetHandlers(DocumentStore store, LongSupplier clock) {
        this.store = store;
        this.datasets = new Documents(store, DocumentKind.DATASET, clock);
        this.datapoints = new Documents(store, DocumentKind.DATAPOINT, clock);
    }

    /** One by id, those of a name or a type, or all; none is an empty list, not an error. */
    void list(Exchange exchange) {
        QueryParameters query = exchange.query();
        String id = query.text("dataset_id");
        String name = query.text("name");
        String type = query.text("type");
        List<Document> found = id == null ? datasets.list(name) : store.findAll(DocumentKind.DATASET, List.of(id));
        ArrayNode list = DocumentJson.array(
                found.stream()
                        .filter(dataset -> name == null || name.equals(dataset.name()))
                        .filter(dataset -> type == null
                                || type.equals(dataset.body().path("type").asString()))
                        .toList(),
                this::json);
        // One name for each of the two clients.
        exchange.answer(Json.object().set("datasets", list).set("testcases", list));
    }

    void get(Exchange exchange) {
        exchange.answer(Json.object().set("dataset", json(datasets.get(exchange.path("id")))));
    }

    void create(Exchange exchange) {
        var fields = new Fields("", exchange.json());
        Document created = datasets.fresh(SHAPE.create(fields), null, fields.text("project"));
        List<String> members = fields.texts("datapoints");
        store.write(tables -> {
            tables.save(created);
            members.forEach(datapoint -> tables.link(created.id(), datapoint));
            return created;
        });
        ObjectNode answer = Json.object().put("inserted", true);
        answer.putObject("result").put("insertedId", created.id());
        exchange.answer(answer);
    }

    void update(Exchange exchange) {
        var fields = new Fields("", exchange.json());
        fields.checkTexts("dataset_id", "project");
        String id = exchange.idOr(fields, "dataset_id");
        List<String> members = fields.texts("datapoints");
        Document updated = store.write(tables -> {
            Document changed = datasets.update(tables, id, known -> SHAPE.update(known, fields));
            if (fields.has("datapoints")) {
                tables.unlinkAll(id);
                members.forEach(datapoint -> tables.link(id, datapoint));
            }
            return changed;
        });
        exchange.answer(Json.object().set("result", json(updated)));
    }

    /** The datapoints stay. */
    void delete(Exchange exchange) {
        String id = exchange.idOr("dataset_id");
        datasets.delete(id);
        ObjectNode answer = Json.object();
        answer.putObject("result").put("id", id);
        exchange.answer(answer);
    }

    void addDatapoints(Exchange exchange) {
        String id = exchange.path("id");
        var fields = new Fields("", exchange.json());
        if (!fields.has("mapping")) {
            throw fields.fault("mapping", "is missing: {inputs: [key], ground_truth: [key], history: [key]}");
        }
        var mapping = ColumnMapping.of(fields, "mapping");
        List<Document> added = fields.objects("data").stream()
                .map(row -> datapoints.fresh(mapping.datapoint(row.json()), null, fields.text("project")))
                .toList();
        if (added.isEmpty()) {
            throw fields.fault("data", "must hold at least one row");
        }
        store.write(tables -> {
            datasets.require(tables, id);
            added.forEach(datapoint -> add(tables, id, datapoint));
            return added;
        });
        exchange.answer(Json.object()
                .put("inserted", true)
                .set(
                        "datapoint_ids",
                        DocumentJson.texts(added.stream().map(Document::id).toList())));
    }

    void removeDatapoint(Exchange exchange) {
        String id = exchange.path("id");
        String datapoint = exchange.path("datapoint");
        boolean removed = store.write(tables -> {
            datasets.require(tables, id);
            return tables.unlink(id, datapoint);
        });
        if (!removed) {
            throw ApiException.notFound("dataset " + id + " has no datapoint " + datapoint);
        }
        exchange.answer(Json.object()
                .put("dereferenced", true)
                .put("message", "datapoint " + datapoint + " was taken out of dataset " + id));
    }

    private static void add(DocumentTables tables, String datasetId, Document datapoint) {
        tables.save(datapoint);
        tables.link(datasetId, datapoint.id());
    }

    private ObjectNode json(Document dataset) {
        List<String> members = store.datapointsOf(dataset.id());
        ObjectNode json = DocumentJson.of(dataset);
        json.put("project", DocumentJson.project(dataset));
        json.put("num_points", members.size());
        return json.set("datapoints", DocumentJson.texts(members));
    }
}
