// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.client.DatapointFields;
import ai.honeyhive.client.StoredDatapoint;
import ai.honeyhive.datasets.StoredRow;

/** Rows as datapoints of a server and back, in the words of its client. */
final class StoredRows {
    private StoredRows() {}

    static DatapointFields.Builder fields(Datapoint datapoint) {
        StoredRow stored = StoredRow.of(datapoint.toMap());
        return DatapointFields.builder()
                .inputs(stored.inputs())
                .expected(stored.groundTruth())
                .history(stored.history())
                .metadata(stored.metadata());
    }

    /** Returns the row that was stored; of a datapoint that came another way, a row whose id is the server's. */
    static Datapoint row(StoredDatapoint stored) {
        return Datapoint.fromRow(new StoredRow(stored.inputs(), stored.expected(), stored.history(), stored.metadata())
                .row(stored.id()));
    }
}
