// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Datasets, datapoints, metrics and whatever else is edited as a whole. Lists are in order of creation. Which datapoints a
 * dataset has is kept apart from both, so that neither grows with the other.
 */
public interface DocumentStore {
    Optional<Document> find(DocumentKind kind, String id);

    /** Those of the given ids that exist, in the order of the ids; repeated ids count once. */
    List<Document> findAll(DocumentKind kind, Collection<String> ids);

    /** Part of the documents that match, in order of creation. */
    DocumentPage list(DocumentQuery query);

    /** The ids of a dataset's datapoints, in the order in which they were added. */
    List<String> datapointsOf(String datasetId);

    /** Part of a dataset's datapoints that exist, in the order in which they were added. */
    DocumentPage datapointsOf(String datasetId, long after, int limit);

    /** The ids of the datasets that hold a datapoint, by the datapoint's id; datapoints of no dataset are missing. */
    Map<String, List<String>> datasetsOf(Collection<String> datapointIds);

    /**
     * Runs work in one transaction. When this returns, what it wrote survives the process; when the work throws, nothing
     * was written and the caller gets that very exception.
     *
     * @throws StoreBusyException if too much is waiting to be written; try again later
     * @throws StoreException if the database failed
     */
    <T> T write(Work<T> work);

    /** What a transaction does. It must not call the store, only the tables. */
    @FunctionalInterface
    interface Work<T> {
        T run(DocumentTables tables);
    }
}
