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
        List<Datapoint> older = stored.stream().map(StoredRows::row).toList();
        DatasetDiff diff = DatasetDiff.of(older, rows.datapoints());
        List<String> members = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Datapoint datapoint = rows.datapoints().get(i);
            StoredDatapoint known = diff.origin(i) < 0 ? null : stored.get(diff.origin(i));
            if (known == null || (diff.isChanged(i) && kept.contains(known.id()))) {
                // Linked at once, so that a push that breaks off is found by the next.
                DatapointFields.Builder fields = StoredRows.fields(datapoint).linkedDatasets(List.of(dataset.id()));
                if (known != null) {
                    known.linkedEvent().ifPresent(fields::linkedEvent);
                }
                members.add(client.datapoints().create(fields.build()));
                continue;
            }
            if (diff.isChanged(i)) {
                client.datapoints()
                        .update(known.id(), StoredRows.fields(datapoint).build());
            }
            members.add(known.id());
        }
        if (!members.equals(dataset.datapointIds())) {
            client.datasets()
                    .update(
                            dataset.id(),
                            DatasetFields.builder().datapointIds(members).build());
        }
        return diff.changes();
    }
}
