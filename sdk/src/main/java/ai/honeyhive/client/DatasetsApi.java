// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls around datasets. Thread-safe. Every call throws a {@link HoneyHiveException} if the server refuses or is
 * away.
 */
public final class DatasetsApi {
    private final ApiCalls calls;

    DatasetsApi(ApiCalls calls) {
        this.calls = calls;
    }

    /** Returns all datasets. */
    public List<StoredDataset> list() {
        return list(Paths.of("/v1/datasets"));
    }

    /** Returns the datasets of this name; names need not be unique. */
    public List<StoredDataset> named(String name) {
        return list(Paths.of("/v1/datasets").with("name", name));
    }

    /** Returns a dataset; empty if there is none of this id. */
    public Optional<StoredDataset> find(String datasetId) {
        return list(Paths.of("/v1/datasets").with("dataset_id", datasetId)).stream()
                .findFirst();
    }

    /** Creates a dataset and returns its id. */
    public String create(DatasetFields dataset) {
        Answer answer = calls.post("/v1/datasets", dataset);
        return answer.id(answer.object("result"), "insertedId", "id");
    }

    /** Changes a dataset and returns it. */
    public StoredDataset update(String datasetId, DatasetFields fields) {
        Map<String, Object> dataset =
                new LinkedHashMap<>(calls.put(path(datasetId), fields).object("result"));
        if (!dataset.containsKey("_id")) {
            dataset.putIfAbsent("id", datasetId);
        }
        return new StoredDataset(PlainJson.copy(dataset));
    }

    /** Deletes a dataset but not its datapoints; returns false if there was none of this id. */
    public boolean delete(String datasetId) {
        return calls.delete(path(datasetId));
    }

    /**
     * Makes datapoints of rows, adds them to a dataset and returns their ids.
     *
     * @param rows at least one
     */
    public List<String> addDatapoints(String datasetId, List<? extends Map<String, ?>> rows, ColumnMapping mapping) {
        Answer answer = calls.post(path(datasetId) + "/datapoints", Map.of("data", rows, "mapping", mapping.toWire()));
        return PlainJson.list(answer.object().get("datapoint_ids")).stream()
                .map(String::valueOf)
                .toList();
    }

    /** Takes a datapoint out of a dataset without deleting it; returns false if it was not there. */
    public boolean removeDatapoint(String datasetId, String datapointId) {
        return calls.delete(path(datasetId) + "/datapoints/" + Paths.segment(datapointId));
    }

    private List<StoredDataset> list(Paths path) {
        return calls.get(path.toString()).list("datasets", StoredDataset::new);
    }

    private static String path(String datasetId) {
        return "/v1/datasets/" + Paths.segment(datasetId);
    }
}
