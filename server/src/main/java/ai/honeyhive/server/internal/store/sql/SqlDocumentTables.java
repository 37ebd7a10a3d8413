// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sql;

import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.DocumentTables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The tables of documents on the writing connection. */
final class SqlDocumentTables implements DocumentTables {
    /** In the order in which {@link #document} reads them. */
    static final String COLUMNS = "d.seq, d.kind, d.id, d.parent, d.project, d.created_at, d.updated_at, d.body";

    private final SqlTables tables;

    SqlDocumentTables(SqlTables tables) {
        this.tables = tables;
    }

    @Override
    public @Nullable Document find(DocumentKind kind, String id) {
        return tables.first(
                "SELECT " + COLUMNS + " FROM documents d WHERE kind = ? AND id = ?",
                SqlDocumentTables::document,
                kind.name(),
                id);
    }

    @Override
    public List<Document> ofParent(DocumentKind kind, String parent) {
        return tables.list(
                "SELECT " + COLUMNS + " FROM documents d WHERE kind = ? AND parent = ? ORDER BY seq",
                SqlDocumentTables::document,
                kind.name(),
                parent);
    }

    @Override
    public void save(Document document) {
        tables.execute(
                "INSERT INTO documents (kind, id, parent, project, name, created_at, updated_at, body)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET"
                        + " parent = excluded.parent, project = excluded.project, name = excluded.name,"
                        + " updated_at = excluded.updated_at, body = excluded.body",
                document.kind().name(),
                document.id(),
                document.parent(),
                document.project(),
                document.name(),
                document.createdAt(),
                document.updatedAt(),
                Json.write(document.body()));
    }

    @Override
    public boolean delete(DocumentKind kind, String id) {
        if (kind == DocumentKind.DATASET) {
            unlinkAll(id);
        } else if (kind == DocumentKind.DATAPOINT) {
            unlinkFromAll(id);
        }
        return tables.execute("DELETE FROM documents WHERE kind = ? AND id = ?", kind.name(), id) > 0;
    }

    @Override
    public void link(String datasetId, String datapointId) {
        tables.execute(
                "INSERT INTO dataset_datapoints (dataset_id, datapoint_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                datasetId,
                datapointId);
    }

    @Override
    public boolean unlink(String datasetId, String datapointId) {
        return tables.execute(
                        "DELETE FROM dataset_datapoints WHERE dataset_id = ? AND datapoint_id = ?",
                        datasetId,
                        datapointId)
                > 0;
    }

    @Override
    public void unlinkAll(String datasetId) {
        tables.execute("DELETE FROM dataset_datapoints WHERE dataset_id = ?", datasetId);
    }

    @Override
    public void unlinkFromAll(String datapointId) {
        tables.execute("DELETE FROM dataset_datapoints WHERE datapoint_id = ?", datapointId);
    }

    /** Reads a row that has {@link #COLUMNS}. */
    static Document document(ResultSet row) throws SQLException {
        return new Document(
                DocumentKind.valueOf(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                (ObjectNode) Json.stored().readTree(row.getString(8)),
                row.getLong(6),
                row.getLong(7));
    }
}
