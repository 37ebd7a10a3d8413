// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.Run;
import ai.honeyhive.server.internal.store.Events;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.store.memory.MemoryStore;
import ai.honeyhive.server.internal.store.postgres.PostgresStore;
import ai.honeyhive.server.internal.store.postgres.TestPostgres;
import ai.honeyhive.server.internal.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class TransferTest {
    private static final long NOW = 1_790_000_000_000L;

    @TempDir
    Path directory;

    private final Store source = new MemoryStore(1_000, () -> NOW);
    private Store target;

    @BeforeEach
    void open() {
        target = SqliteStore.open(directory, 1_000, () -> NOW);
        source.events()
                .write(List.of(
                        new Change.StartSession(
                                Events.session("s1", "nämed \u202E\0", NOW, "{\"inputs\":{\"q\":\"a\\nb\"}}")),
                        new Change.Put(Events.event(
                                "e1", "s1", null, EventType.MODEL, NOW + 0.125, "{\"metrics\":{\"m\":1}}")),
                        new Change.Put(
                                Events.event("e2", "s2", "e1", EventType.TOOL, NOW, "{}"), "span", "of its", null),
                        new Change.Enrich(Events.patch("later", "{\"metadata\":{\"x\":[1.5,null]}}"))));
        source.runs().create(run("abc"), known -> known);
        source.documents().write(tables -> {
            tables.save(document(DocumentKind.DATASET, "d1", "{\"name\":\"capitals\"}"));
            tables.save(document(DocumentKind.DATAPOINT, "p1", "{\"inputs\":{}}"));
            tables.save(document(DocumentKind.DATAPOINT, "p2", "{}"));
            tables.link("d1", "p2");
            tables.link("d1", "p1");
            return true;
        });
    }

    @AfterEach
    void close() {
        source.close();
        target.close();
    }

    private static Document document(DocumentKind kind, String id, String body) {
        return new Document(kind, id, null, "project", (ObjectNode) Json.read(body), NOW, NOW + 1);
    }

    private static Run run(String commit) {
        return new Run(
                "r1",
                "run",
                null,
                "completed",
                null,
                "d1",
                Json.object().put("git", commit),
                Json.object(),
                Json.object(),
                Json.object(),
                Json.mapper().createArrayNode(),
                List.of("s1"),
                List.of("p1"),
                NOW,
                NOW);
    }

    private static List<String> lines(Store store) {
        List<String> lines = new ArrayList<>();
        StoreExport.write(store, "1.0", NOW, line -> lines.add(Json.write(line)));
        return lines;
    }

    private static StoreImport load(Store store, List<String> lines) {
        var load = new StoreImport(store);
        for (int i = 0; i < lines.size(); i++) {
            load.read(i + 1, lines.get(i));
        }
        load.store();
        return load;
    }

    @Test
    void export_imported_exportsTheSame_andTwiceChangesNothing() {
        List<String> lines = lines(source);

        for (int round = 0; round < 2; round++) {
            StoreImport load = load(target, lines);

            assertThat(load.faults()).isEmpty();
            assertThat(load.taken()).isEqualTo(lines.size() - 2);
            assertThat(lines(target)).containsExactlyInAnyOrderElementsOf(lines);
            assertThat(target.documents().datapointsOf("d1")).containsExactly("p2", "p1");
        }
        assertThat(lines.get(lines.size() - 1)).isEqualTo("{\"type\":\"end\",\"lines\":" + (lines.size() - 2) + "}");
    }

    @Test
    void export_ofManyEvents_goesToPostgresAndBack() {
        List<Change> changes = new ArrayList<>();
        String large = "{\"inputs\":{\"text\":\"" + "x".repeat(3_000_000) + "\"}}";
        for (int i = 0; i < 1_200; i++) {
            String body = i % 400 == 7 ? large : "{\"inputs\":{\"i\":" + i + "}}";
            changes.add(
                    new Change.Put(Events.event("n" + i, "m" + i / 100, null, EventType.TOOL, NOW + (double) i, body)));
        }
        target.events().write(changes);
        List<String> lines = lines(target);

        try (Store postgres =
                PostgresStore.open(TestPostgres.url(), null, null, TestPostgres.freshSchema(), 10_000, () -> NOW)) {
            for (int round = 0; round < 2; round++) {
                assertThat(load(postgres, lines).faults()).isEmpty();
                assertThat(lines(postgres)).containsExactlyInAnyOrderElementsOf(lines);
            }
        }
        assertThat(lines).hasSize(1_202);
    }

    @Test
    void import_ofWhatIsThereAlready_leavesIt() {
        List<String> lines = lines(source);
        load(target, lines);
        target.events()
                .write(List.of(
                        new Change.Enrich(Events.patch("e1", "{\"metadata\":{\"later\":true}}")),
                        new Change.Enrich(Events.patch("s1", "{\"metadata\":{\"later\":true}}"))));
        target.runs().update("r1", run -> run("def"));
        target.documents().write(tables -> {
            tables.save(document(DocumentKind.DATASET, "d1", "{\"name\":\"renamed\"}"));
            return true;
        });
        List<String> changed = lines(target);

        load(target, lines);

        assertThat(lines(target)).isEqualTo(changed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"event"                                                     | not JSON
            []                                                                  | not a JSON object
            {}                                                                  | type is missing
            {"type":"thing"}                                                    | type 'thing' is not known
            {"type":"event","event_type":"model","event_id":7}                  | event_id is not a string
            {"type":"event","event_type":"model","event_id":"x"}                | session_id is missing
            {"type":"event","event_type":"other","event_id":"x"}                | event_type 'other' is none
            {"type":"document","kind":"thing"}                                  | kind 'thing' is not known
            {"type":"document","kind":"tool","id":"t","body":[]}                | body is not an object
            {"type":"run","run":{}}                                             | run is not one
            {"type":"enrichment","event_id":"e"}                                | patch is not an object
            {"type":"dataset_datapoint","dataset_id":" "}                       | dataset_id is blank
            {"type":"honeyhive_export","format":2}                              | of a newer server
            """)
    void import_lineThatIsWrong_isNamedAndTheOthersAreStored(String wrong, String message) {
        List<String> lines = new ArrayList<>(lines(source));
        lines.add(2, wrong);

        StoreImport load = load(target, lines);

        assertThat(load.faults()).hasSize(1);
        assertThat(load.faults().get(0).line()).isEqualTo(3);
        assertThat(load.faults().get(0).message()).contains(message);
        assertThat(lines(target)).containsExactlyInAnyOrderElementsOf(lines(source));
    }
}
