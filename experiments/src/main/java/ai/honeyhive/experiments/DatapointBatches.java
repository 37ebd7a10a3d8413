// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.client.ColumnMapping;
import ai.honeyhive.client.DatapointFields;
import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.client.StoredDatapoint;
import ai.honeyhive.datasets.PythonJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Creates the datapoints of rows, many with one request: flat, with a mapping that tells what part of the datapoint each key
 * belongs to. Rows in which a key stands in two parts go alone. Since the API does not say what becomes of keys that the
 * mapping leaves out (the metadata), the first batch is read back, and a server that made something else of it gets the rows
 * one by one.
 */
final class DatapointBatches {
    private static final int MOST_ROWS = 500;
    private static final int MOST_CHARACTERS = 4_000_000;
    private static final int READ_BACK = 20;

    private final HoneyHiveClient client;
    private final String datasetId;
    private boolean isChecked;
    private boolean isFaithful = true;

    DatapointBatches(HoneyHiveClient client, String datasetId) {
        this.client = client;
        this.datasetId = datasetId;
    }

    /** Adds datapoints at the end of the dataset and returns their ids in the order of the rows. */
    List<String> create(List<Datapoint> rows) {
        List<String> ids = new ArrayList<>(rows.size());
        int next = 0;
        while (next < rows.size()) {
            var batch = new Batch();
            while (next < rows.size() && isFaithful && batch.add(StoredRows.fields(rows.get(next)))) {
                next++;
            }
            if (batch.data.size() > 1) {
                ids.addAll(send(batch));
            } else {
                next += batch.data.isEmpty() ? 1 : 0;
                ids.add(createAlone(StoredRows.fields(rows.get(next - 1))));
            }
        }
        return ids;
    }

    private String createAlone(DatapointFields.Builder row) {
        // Linked at once, so that a push that breaks off is found by the next.
        return client.datapoints().create(row.linkedDatasets(List.of(datasetId)).build());
    }

    private List<String> send(Batch batch) {
        List<String> ids = client.datasets().addDatapoints(datasetId, batch.data, batch.mapping());
        if (ids.size() != batch.data.size()) {
            throw new DatasetException("the server at " + client.serverUrl() + " made " + ids.size() + " datapoints of "
                    + batch.data.size() + " rows: push again to complete the dataset");
        }
        if (!isChecked) {
            isChecked = true;
            isFaithful = cameThrough(batch, ids);
            for (int i = 0; i < ids.size() && !isFaithful; i++) {
                client.datapoints().update(ids.get(i), batch.rows.get(i));
            }
        }
        return ids;
    }

    private boolean cameThrough(Batch batch, List<String> ids) {
        List<String> some = ids.subList(0, Math.min(ids.size(), READ_BACK));
        List<StoredDatapoint> stored = ServerDatasets.datapoints(client, some);
        if (stored.size() != some.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            DatapointFields sent = batch.rows.get(i);
            if (!same(sent.get("inputs"), stored.get(i).inputs())
                    || !same(sent.get("ground_truth"), stored.get(i).expected())
                    || !same(sent.get("history"), stored.get(i).history())
                    || !same(sent.get("metadata"), stored.get(i).metadata())) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(@Nullable Object sent, Object stored) {
        return sent != null && PythonJson.write(sent).equals(PythonJson.write(stored));
    }

    /** Rows of which no key stands in two parts or is blank. */
    private static final class Batch {
        private static final List<String> MAPS = List.of("inputs", "ground_truth", "metadata");
        private static final String HISTORY = "history";

        final List<DatapointFields> rows = new ArrayList<>();
        final List<Map<String, @Nullable Object>> data = new ArrayList<>();
        private final Map<String, String> parts = new LinkedHashMap<>();
        private long characters;

        /** Takes a row; false if it does not go with those before. */
        boolean add(DatapointFields.Builder builder) {
            DatapointFields row = builder.build();
            Map<String, @Nullable Object> flat = new LinkedHashMap<>();
            Map<String, String> found = new LinkedHashMap<>();
            for (String part : MAPS) {
                if (row.get(part) instanceof Map<?, ?> map) {
                    for (Map.Entry<?, ?> entry : map.entrySet()) {
                        String key = String.valueOf(entry.getKey());
                        if (key.isBlank()
                                || found.put(key, part) != null
                                || !parts.getOrDefault(key, part).equals(part)) {
                            return false;
                        }
                        flat.put(key, entry.getValue());
                    }
                }
            }
            if (row.get(HISTORY) instanceof List<?> messages && !messages.isEmpty()) {
                if (found.put(HISTORY, HISTORY) != null
                        || !parts.getOrDefault(HISTORY, HISTORY).equals(HISTORY)) {
                    return false;
                }
                flat.put(HISTORY, messages);
            }
            long size = Json.write(flat).length();
            if (data.size() >= MOST_ROWS || (!data.isEmpty() && characters + size > MOST_CHARACTERS)) {
                return false;
            }
            characters += size;
            parts.putAll(found);
            rows.add(row);
            data.add(flat);
            return true;
        }

        ColumnMapping mapping() {
            return new ColumnMapping(keys("inputs"), keys("ground_truth"), keys(HISTORY));
        }

        private List<String> keys(String part) {
            return parts.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(part))
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }
}
