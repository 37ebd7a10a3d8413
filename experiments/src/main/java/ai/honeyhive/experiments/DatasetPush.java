// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.client.DatapointFields;
import ai.honeyhive.client.DatasetFields;
import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.client.StoredDatapoint;
import ai.honeyhive.client.StoredDataset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes a dataset of the server hold certain rows. */
final class DatasetPush {
    private final HoneyHiveClient client;
    private final StoredDataset dataset;
    /** Datapoints of named versions, which stay as they are. */
    private final Set<String> kept = new HashSet<>();

    DatasetPush(HoneyHiveClient client, StoredDataset dataset) {
        this.client = client;
        this.dataset = dataset;
        DatasetVersion.of(dataset).forEach(version -> kept.addAll(version.datapointIds()));
    }

    DatasetChanges push(Dataset rows) {
        List<StoredDatapoint> stored = ServerDatasets.datapoints(client, dataset.datapointIds());
        Dataset older = Dataset.of(stored.stream().map(StoredRows::row).toList());
        DatasetDiff diff = DatasetDiff.of(older.datapoints(), rows.datapoints());
        String[] members = new String[rows.size()];
        List<Integer> fresh = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (diff.origin(i) < 0) {
                fresh.add(i);
            } else {
                members[i] = known(stored.get(diff.origin(i)), rows.datapoints().get(i), diff.isChanged(i));
            }
        }
        List<String> created = new DatapointBatches(client, dataset.id())
                .create(fresh.stream().map(rows.datapoints()::get).toList());
        for (int i = 0; i < created.size(); i++) {
            members[fresh.get(i)] = created.get(i);
        }
        List<String> ids = List.of(members);
        if (!ids.equals(dataset.datapointIds())) {
            client.datasets()
                    .update(
                            dataset.id(),
                            DatasetFields.builder().datapointIds(ids).build());
        }
        return diff.changes();
    }

    /** Returns the id of a datapoint that is known, after its content has been made the row's. */
    private String known(StoredDatapoint known, Datapoint row, boolean isChanged) {
        if (!isChanged) {
            return known.id();
        }
        DatapointFields.Builder fields = StoredRows.fields(row);
        if (!kept.contains(known.id())) {
            client.datapoints().update(known.id(), fields.build());
            return known.id();
        }
        known.linkedEvent().ifPresent(fields::linkedEvent);
        return client.datapoints()
                .create(fields.linkedDatasets(List.of(dataset.id())).build());
    }
}
