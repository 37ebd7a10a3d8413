// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.datasets.ExternalIds;
import ai.honeyhive.datasets.StoredRow;
import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.DocumentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Names for what a dataset holds: {@code {name, hash, datapoints}} in the list {@code versions} of its metadata, where clients
 * keep them too. The hash is of the rows as files hold them, so that runs over such a file are found by it.
 */
final class DatasetVersionHandlers {
    private static final String KEY = "versions";
    private static final Shape SHAPE = new Shape().required("name", Shape.name());
    private static final TypeReference<Map<String, @Nullable Object>> MAP = new TypeReference<>() {};

    private final DocumentStore store;
    private final Documents datasets;

    DatasetVersionHandlers(DocumentStore store, LongSupplier clock) {
        this.store = store;
        this.datasets = new Documents(store, DocumentKind.DATASET, clock);
    }

    /** Names what the dataset holds now; doing it again changes nothing, a name never moves to another content. */
    void save(Exchange exchange) {
        String id = exchange.path("id");
        String name = SHAPE.create(new Fields("", exchange.json())).get("name").asString();
        ObjectNode version = version(name, store.datapointsOf(id));
        store.write(tables -> datasets.update(tables, id, known -> with(known, id, version)));
        exchange.answer(Json.object().set("version", version));
    }

    private ObjectNode version(String name, List<String> datapoints) {
        List<Map<String, @Nullable Object>> rows = store.findAll(DocumentKind.DATAPOINT, datapoints).stream()
                .map(DatasetVersionHandlers::row)
                .toList();
        ObjectNode version = Json.object().put("name", name).put("hash", ExternalIds.dataset(rows));
        return version.set("datapoints", DocumentJson.texts(datapoints));
    }

    private static Map<String, @Nullable Object> row(Document datapoint) {
        ObjectNode body = datapoint.body();
        List<Map<String, @Nullable Object>> history = new ArrayList<>();
        for (JsonNode message : body.path("history")) {
            history.add(map(message));
        }
        return new StoredRow(
                        map(body.path("inputs")), map(body.path("ground_truth")), history, map(body.path("metadata")))
                .row(datapoint.id());
    }

    private static Map<String, @Nullable Object> map(JsonNode json) {
        return json.isObject() ? Json.mapper().convertValue(json, MAP) : Map.of();
    }

    private static ObjectNode with(ObjectNode known, String dataset, ObjectNode version) {
        ObjectNode changed = known.deepCopy();
        ObjectNode metadata = changed.get("metadata") instanceof ObjectNode kept ? kept : changed.putObject("metadata");
        if (metadata.hasNonNull(KEY) && !metadata.get(KEY).isArray()) {
            throw ApiException.conflict("metadata.versions of dataset " + dataset
                    + " holds something else than versions: keep that under another key");
        }
        String name = version.get("name").asString();
        ArrayNode versions = metadata.get(KEY) instanceof ArrayNode kept ? kept : metadata.putArray(KEY);
        for (JsonNode other : versions) {
            if (other.path("name").asString("").equals(name)) {
                if (!other.path("hash").equals(version.get("hash"))) {
                    throw ApiException.conflict("version \"" + name + "\" of dataset " + dataset
                            + " exists with another content: choose another name");
                }
                return known;
            }
        }
        versions.add(version);
        return changed;
    }
}
