// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What every store must do with documents. */
public abstract class DocumentStoreContract {
    private Store store;

    protected abstract Store open();

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void find_savedDocument_returnsItAsItWas() {
        Document saved = new Document(
                DocumentKind.METRIC_VERSION,
                "a",
                "parent",
                "project",
                (ObjectNode) Json.read("{\"name\":\"n\",\"nested\":[1,null,{\"k\":\"\u00e4\"}]}"),
                10,
                20);

        save(saved);

        assertThat(documents().find(DocumentKind.METRIC_VERSION, "a")).contains(saved);
        assertThat(documents().find(DocumentKind.METRIC, "a"))
                .as("ids count within a kind")
                .isEmpty();
    }

    @Test
    void save_knownId_replacesInPlace() {
        save(document("a", "first"), document("b", "second"));

        save(document("a", "changed"));

        assertThat(names(documents().list(DocumentQuery.all(DocumentKind.TOOL))))
                .containsExactly("changed", "second");
    }

    @Test
    void list_pages_areStableWhileDocumentsCome() {
        save(document("a", "n"), document("b", "n"), document("c", "n"));

        DocumentPage first = documents().list(new DocumentQuery(DocumentKind.TOOL, null, null, 0, 2));
        save(document("d", "n"));
        DocumentPage second = documents().list(new DocumentQuery(DocumentKind.TOOL, null, null, first.next(), 2));

        assertThat(ids(first)).containsExactly("a", "b");
        assertThat(ids(second)).containsExactly("c", "d");
        assertThat(second.next()).isNull();
    }

    @Test
    void list_nameAndParent_areExact() {
        save(document("a", "x"), document("b", "xy"));
        save(new Document(DocumentKind.TOOL, "c", "p", null, body("x"), 1, 1));

        assertThat(ids(documents().list(DocumentQuery.all(DocumentKind.TOOL).named("x"))))
                .containsExactly("a", "c");
        assertThat(ids(documents().list(DocumentQuery.all(DocumentKind.TOOL).of("p"))))
                .containsExactly("c");
        assertThat(documents().<List<Document>>write(tables -> tables.ofParent(DocumentKind.TOOL, "p")))
                .extracting(Document::id)
                .containsExactly("c");
    }

    @Test
    void findAll_unknownAndRepeatedIds_givesKnownOnesOnceInOrder() {
        save(document("a", "x"), document("b", "y"));

        assertThat(documents().findAll(DocumentKind.TOOL, List.of("b", "none", "a", "b")))
                .extracting(Document::id)
                .containsExactly("b", "a");
    }

    @Test
    void delete_document_isGoneOnce() {
        save(document("a", "x"));

        assertThat(documents().<Boolean>write(tables -> tables.delete(DocumentKind.TOOL, "a")))
                .isTrue();
        assertThat(documents().<Boolean>write(tables -> tables.delete(DocumentKind.TOOL, "a")))
                .isFalse();
        assertThat(documents().find(DocumentKind.TOOL, "a")).isEmpty();
    }

    @Test
    void write_workThatThrows_changesNothingAndPassesTheExceptionOn() {
        save(document("a", "x"), datapoint("dp"));
        link("ds", "dp");
        var refusal = new IllegalStateException("no");

        assertThatThrownBy(() -> documents().write(tables -> {
                    tables.save(document("a", "changed"));
                    tables.save(document("b", "new"));
                    tables.delete(DocumentKind.DATAPOINT, "dp");
                    tables.link("ds", "other");
                    throw refusal;
                }))
                .isSameAs(refusal);

        assertThat(names(documents().list(DocumentQuery.all(DocumentKind.TOOL))))
                .containsExactly("x");
        assertThat(documents().find(DocumentKind.DATAPOINT, "dp")).isPresent();
        assertThat(documents().datapointsOf("ds")).containsExactly("dp");
    }

    @Test
    void link_datapoints_areSeenFromBothSidesInOrder() {
        save(datapoint("1"), datapoint("2"), datapoint("3"));
        link("ds", "2", "1", "2", "3");
        link("other", "1");

        assertThat(documents().datapointsOf("ds")).containsExactly("2", "1", "3");
        assertThat(documents().datasetsOf(List.of("1", "3", "none")))
                .isEqualTo(Map.of("1", List.of("ds", "other"), "3", List.of("ds")));
        DocumentPage first = documents().datapointsOf("ds", 0, 2);
        assertThat(ids(first)).containsExactly("2", "1");
        assertThat(ids(documents().datapointsOf("ds", first.next(), 2))).containsExactly("3");
    }

    @Test
    void unlink_datapoint_staysADocument() {
        save(datapoint("1"));
        link("ds", "1", "2");

        assertThat(documents().<Boolean>write(tables -> tables.unlink("ds", "1")))
                .isTrue();
        assertThat(documents().<Boolean>write(tables -> tables.unlink("ds", "1")))
                .isFalse();
        assertThat(documents().datapointsOf("ds")).containsExactly("2");
        assertThat(documents().find(DocumentKind.DATAPOINT, "1")).isPresent();
    }

    @Test
    void delete_datasetOrDatapoint_takesItsLinksAlong() {
        save(datapoint("1"), datapoint("2"));
        link("a", "1", "2");
        link("b", "1");

        documents().write(tables -> tables.delete(DocumentKind.DATAPOINT, "1"));
        assertThat(documents().datapointsOf("a")).containsExactly("2");
        assertThat(documents().datapointsOf("b")).isEmpty();

        documents().write(tables -> tables.delete(DocumentKind.DATASET, "a"));
        assertThat(documents().datapointsOf("a")).isEmpty();
        assertThat(documents().find(DocumentKind.DATAPOINT, "2")).isPresent();
    }

    @Test
    void write_manyAtATime_losesNone() throws Exception {
        save(document("counter", "0"));
        var threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> increments = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                increments.add(threads.submit(() -> documents().write(tables -> {
                    int count = Integer.parseInt(
                            tables.find(DocumentKind.TOOL, "counter").name());
                    tables.save(document("counter", Integer.toString(count + 1)));
                    return count;
                })));
            }
            for (Future<?> increment : increments) {
                increment.get();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(documents().find(DocumentKind.TOOL, "counter").orElseThrow().name())
                .isEqualTo("100");
    }

    protected Store store() {
        return store;
    }

    protected DocumentStore documents() {
        return store.documents();
    }

    protected void save(Document... saved) {
        documents().write(tables -> {
            for (Document document : saved) {
                tables.save(document);
            }
            return saved;
        });
    }

    protected void link(String dataset, String... datapoints) {
        documents().write(tables -> {
            for (String datapoint : datapoints) {
                tables.link(dataset, datapoint);
            }
            return datapoints;
        });
    }

    protected static Document document(String id, String name) {
        return new Document(DocumentKind.TOOL, id, null, null, body(name), 1, 1);
    }

    protected static Document datapoint(String id) {
        return new Document(
                DocumentKind.DATAPOINT, id, null, null, Json.object().put("i", id), 1, 1);
    }

    private static ObjectNode body(String name) {
        return Json.object().put("name", name);
    }

    private static List<String> ids(DocumentPage page) {
        return page.documents().stream().map(Document::id).toList();
    }

    private static List<String> names(DocumentPage page) {
        return page.documents().stream().map(Document::name).toList();
    }
}
