// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.transfer;

import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.PatchJson;
import ai.honeyhive.server.internal.store.DocumentPage;
import ai.honeyhive.server.internal.store.DocumentQuery;
import ai.honeyhive.server.internal.store.DocumentStore;
import ai.honeyhive.server.internal.store.Store;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything of a store, one object after the other: what begins it, runs, sessions and events as they came, documents,
 * what datasets hold, and an end that says how many there were, by which one that was cut off is recognised. What is being
 * computed just then is left out, and so are keys.
 */
public final class StoreExport {
    static final int FORMAT = 1;
    private static final int PAGE = 500;

    private final Store store;
    private final Consumer<ObjectNode> sink;
    private long lines;

    private StoreExport(Store store, Consumer<ObjectNode> sink) {
        this.store = store;
        this.sink = sink;
    }

    /**
     * Shows all of it.
     *
     * @param version of the server
     * @param now Unix milliseconds
     */
    public static void write(Store store, String version, long now, Consumer<ObjectNode> sink) {
        new StoreExport(store, sink).write(version, now);
    }

    private void write(String version, long now) {
        sink.accept(Json.object()
                .put("type", "honeyhive_export")
                .put("format", FORMAT)
                .put("server", version)
                .put("exported_at", now));
        store.runs().all().forEach(run -> {
            ObjectNode line = Json.object().put("type", "run");
            line.set("run", Json.mapper().valueToTree(run));
            add(line);
        });
        store.events().changes(change -> add(line(change)));
        for (DocumentKind kind : DocumentKind.values()) {
            documents(kind);
        }
        datasets();
        sink.accept(Json.object().put("type", "end").put("lines", lines));
    }

    private void add(ObjectNode line) {
        lines++;
        sink.accept(line);
    }

    private static ObjectNode line(Change change) {
        if (change instanceof Change.Put put) {
            return EventLine.write("event", put.event())
                    .put("span_event_id", put.spanEventId())
                    .put("session_name", put.sessionName());
        }
        if (change instanceof Change.StartSession start) {
            return EventLine.write("session", start.session());
        }
        if (change instanceof Change.Enrich enrich) {
            ObjectNode line = Json.object()
                    .put("type", "enrichment")
                    .put("event_id", enrich.patch().eventId());
            line.set("patch", PatchJson.of(enrich.patch()));
            return line;
        }
        throw new IllegalStateException("a store never says that " + change);
    }

    private void documents(DocumentKind kind) {
        DocumentStore documents = store.documents();
        Long after = 0L;
        while (after != null) {
            DocumentPage page = documents.list(new DocumentQuery(kind, null, null, after, PAGE));
            page.documents().forEach(document -> add(line(document)));
            after = page.next();
        }
    }

    private static ObjectNode line(Document document) {
        ObjectNode line = Json.object()
                .put("type", "document")
                .put("kind", document.kind().wireName())
                .put("id", document.id())
                .put("parent", document.parent())
                .put("project", document.project())
                .put("created_at", document.createdAt())
                .put("updated_at", document.updatedAt());
        line.set("body", document.body());
        return line;
    }

    private void datasets() {
        store.documents()
                .list(DocumentQuery.all(DocumentKind.DATASET))
                .documents()
                .forEach(dataset -> store.documents()
                        .datapointsOf(dataset.id())
                        .forEach(datapoint -> add(Json.object()
                                .put("type", "dataset_datapoint")
                                .put("dataset_id", dataset.id())
                                .put("datapoint_id", datapoint))));
    }
}
