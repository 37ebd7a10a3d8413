// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.memory;

import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.store.DocumentPage;
import ai.honeyhive.server.internal.store.DocumentPage.Placed;
import ai.honeyhive.server.internal.store.DocumentQuery;
import ai.honeyhive.server.internal.store.DocumentStore;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

final class MemoryDocuments implements DocumentStore {
    private final Object lock = new Object();
    private final MemoryDocumentTables tables = new MemoryDocumentTables(); // guarded by lock

    @Override
    public Optional<Document> find(DocumentKind kind, String id) {
        synchronized (lock) {
            return Optional.ofNullable(tables.find(kind, id));
        }
    }

    @Override
    public List<Document> findAll(DocumentKind kind, Collection<String> ids) {
        synchronized (lock) {
            return ids.stream()
                    .distinct()
                    .flatMap(id -> Stream.ofNullable(tables.find(kind, id)))
                    .toList();
        }
    }

    @Override
    public DocumentPage list(DocumentQuery query) {
        synchronized (lock) {
            Stream<Placed> matching = tables.placed(query.kind(), query.after())
                    .filter(placed -> query.name() == null
                            || query.name().equals(placed.document().name()))
                    .filter(placed -> query.parent() == null
                            || query.parent().equals(placed.document().parent()));
            return page(matching, query.limit());
        }
    }

    @Override
    public List<String> datapointsOf(String datasetId) {
        synchronized (lock) {
            return tables.links(datasetId, 0).map(Map.Entry::getValue).toList();
        }
    }

    @Override
    public DocumentPage datapointsOf(String datasetId, long after, int limit) {
        synchronized (lock) {
            Stream<Placed> datapoints = tables.links(datasetId, after)
                    .flatMap(link -> Stream.ofNullable(tables.find(DocumentKind.DATAPOINT, link.getValue()))
                            .map(document -> new Placed(link.getKey(), document)));
            return page(datapoints, limit);
        }
    }

    @Override
    public Map<String, List<String>> datasetsOf(Collection<String> datapointIds) {
        Map<String, List<String>> datasets = new LinkedHashMap<>();
        synchronized (lock) {
            datapointIds.forEach(id -> {
                List<String> holding = tables.datasetsOf(id);
                if (!holding.isEmpty()) {
                    datasets.put(id, holding);
                }
            });
        }
        return datasets;
    }

    @Override
    public <T> T write(Work<T> work) {
        synchronized (lock) {
            try {
                return work.run(tables);
            } catch (RuntimeException e) {
                tables.undo();
                throw e;
            } finally {
                tables.commit();
            }
        }
    }

    private static DocumentPage page(Stream<Placed> matching, int limit) {
        return DocumentPage.of(matching.limit(limit + 1L).toList(), limit);
    }
}
