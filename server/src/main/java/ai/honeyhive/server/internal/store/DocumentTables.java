// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Documents inside a transaction; reads see what was written before in it. */
public interface DocumentTables {
    @Nullable Document find(DocumentKind kind, String id);

    /** The documents of a kind that belong to a parent, in order of creation. */
    List<Document> ofParent(DocumentKind kind, String parent);

    /** Creates or replaces a document; one that is replaced keeps its place in lists. */
    void save(Document document);

    /** Removes a document, and a dataset or datapoint from the other side's lists; false if there was none. */
    boolean delete(DocumentKind kind, String id);

    /** Adds a datapoint at the end of a dataset unless it is there. Neither has to exist as a document. */
    void link(String datasetId, String datapointId);

    /** Takes a datapoint out of a dataset; false if it was not there. */
    boolean unlink(String datasetId, String datapointId);

    /** Takes all datapoints out of a dataset. */
    void unlinkAll(String datasetId);

    /** Takes a datapoint out of all datasets. */
    void unlinkFromAll(String datapointId);
}
