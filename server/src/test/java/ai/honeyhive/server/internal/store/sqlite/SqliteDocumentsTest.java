// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.store.DocumentPage;
import ai.honeyhive.server.internal.store.DocumentStoreContract;
import ai.honeyhive.server.internal.store.Events;
import ai.honeyhive.server.internal.store.Store;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDocumentsTest extends DocumentStoreContract {
    @TempDir
    Path directory;

    @Override
    protected Store open() {
        return SqliteStore.open(directory, 10_000, () -> 1_790_000_000_000L);
    }

    @Test
    void open_afterClose_findsDocumentsAndLinks() {
        save(datapoint("1"));
        link("ds", "1");
        store().close();

        try (Store reopened = open()) {
            assertThat(reopened.documents().find(DocumentKind.DATAPOINT, "1")).contains(datapoint("1"));
            assertThat(reopened.documents().datapointsOf("ds")).containsExactly("1");
        }
    }

    @Test
    void open_databaseFromBeforeDocuments_keepsItsEventsAndGainsDocuments() throws Exception {
        store().events().write(List.of(new Change.Put(Events.event("e1", "s1", null, EventType.TOOL, 1, "{}"))));
        store().close();
        String url = "jdbc:sqlite:" + directory.resolve("honeyhive.db");
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("DROP TABLE documents");
            statement.execute("DROP TABLE dataset_datapoints");
            assertThat(statement.executeUpdate("DELETE FROM schema_migrations WHERE mversion = '1.1'"))
                    .isEqualTo(1);
        }

        try (Store upgraded = open()) {
            assertThat(upgraded.events().find("e1")).isPresent();
            upgraded.documents().write(tables -> {
                tables.save(datapoint("1"));
                return true;
            });
            assertThat(upgraded.documents().find(DocumentKind.DATAPOINT, "1")).isPresent();
        }
    }

    @Test
    void datapointsOf_hundredThousand_aPageInTheMiddleIsFoundAtOnce() {
        documents().write(tables -> {
            for (int i = 0; i < 100_000; i++) {
                Document datapoint = datapoint("dp" + i);
                tables.save(datapoint);
                tables.link("ds", datapoint.id());
            }
            return true;
        });
        DocumentPage before = documents().datapointsOf("ds", 0, 50_000);

        long start = System.nanoTime();
        DocumentPage page = documents().datapointsOf("ds", before.next(), 100);
        boolean found = documents().find(DocumentKind.DATAPOINT, "dp99999").isPresent();
        Duration taken = Duration.ofNanos(System.nanoTime() - start);

        assertThat(page.documents().get(0).id()).isEqualTo("dp50000");
        assertThat(found).isTrue();
        assertThat(taken).as("by index, not by reading them all").isLessThan(Duration.ofMillis(500));
    }
}
