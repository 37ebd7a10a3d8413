// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sql;

import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.DocumentPage;
import ai.honeyhive.server.internal.store.DocumentPage.Placed;
import ai.honeyhive.server.internal.store.DocumentQuery;
import ai.honeyhive.server.internal.store.DocumentStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;

final class SqlDocuments implements DocumentStore {
    private static final String SELECT = "SELECT " + SqlDocumentTables.COLUMNS + " FROM documents d";

    private final SqlDatabase database;
    private final GroupWriter writer;

    SqlDocuments(SqlDatabase database, GroupWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    @Override
    public Optional<Document> find(DocumentKind kind, String id) {
        return findAll(kind, List.of(id)).stream().findFirst();
    }

    @Override
    public List<Document> findAll(DocumentKind kind, Collection<String> ids) {
        Map<String, Document> found = new HashMap<>();
        database.list(
                        SELECT + " WHERE d.kind = ? AND d.id "
                                + database.dialect().inJsonArray(),
                        SqlDocumentTables::document,
                        List.of(kind.name(), array(ids)))
                .forEach(document -> found.put(document.id(), document));
        return ids.stream()
                .distinct()
                .flatMap(id -> Stream.ofNullable(found.get(id)))
                .toList();
    }

    @Override
    public DocumentPage list(DocumentQuery query) {
        var sql = new StringBuilder(SELECT).append(" WHERE d.kind = ? AND d.seq > ?");
        List<Object> arguments = new ArrayList<>(List.of(query.kind().name(), query.after()));
        if (query.name() != null) {
            sql.append(" AND d.name = ?");
            arguments.add(query.name());
        }
        if (query.parent() != null) {
            sql.append(" AND d.parent = ?");
            arguments.add(query.parent());
        }
        return page(sql.append(" ORDER BY d.seq"), arguments, query.limit());
    }

    @Override
    public List<String> datapointsOf(String datasetId) {
        return database.list(
                "SELECT datapoint_id FROM dataset_datapoints WHERE dataset_id = ? ORDER BY seq",
                row -> row.getString(1),
                List.of(datasetId));
    }

    @Override
    public DocumentPage datapointsOf(String datasetId, long after, int limit) {
        var sql = new StringBuilder("SELECT ")
                .append(SqlDocumentTables.COLUMNS.replace("d.seq", "l.seq"))
                .append(" FROM dataset_datapoints l JOIN documents d ON d.kind = ? AND d.id = l.datapoint_id")
                .append(" WHERE l.dataset_id = ? AND l.seq > ? ORDER BY l.seq");
        return page(sql, List.of(DocumentKind.DATAPOINT.name(), datasetId, after), limit);
    }

    @Override
    public Map<String, List<String>> datasetsOf(Collection<String> datapointIds) {
        Map<String, List<String>> datasets = new LinkedHashMap<>();
        database.list(
                "SELECT datapoint_id, dataset_id FROM dataset_datapoints" + " WHERE datapoint_id "
                        + database.dialect().inJsonArray() + " ORDER BY seq",
                row -> datasets.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                        .add(row.getString(2)),
                List.of(array(datapointIds)));
        return datasets;
    }

    @Override
    public <T> T write(Work<T> work) {
        return writer.alone((tables, applier, runIds) -> work.run(new SqlDocumentTables(tables)));
    }

    private DocumentPage page(StringBuilder sql, List<Object> arguments, int limit) {
        List<Object> all = new ArrayList<>(arguments);
        all.add(limit + 1L);
        return DocumentPage.of(
                database.list(
                        sql.append(" LIMIT ?").toString(),
                        row -> new Placed(row.getLong(1), SqlDocumentTables.document(row)),
                        all),
                limit);
    }

    private String array(Collection<String> texts) {
        ArrayNode array = Json.mapper().createArrayNode();
        texts.forEach(array::add);
        return database.dialect().storableJson(Json.write(array));
    }
}
