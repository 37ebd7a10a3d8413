// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sqlite;

import static ai.honeyhive.server.internal.store.Events.event;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.model.SessionRow;
import ai.honeyhive.server.internal.store.EventQuery;
import ai.honeyhive.server.internal.store.SessionQuery;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.store.StoreException;
import ai.honeyhive.server.internal.store.search.SearchText;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that other servers wrote. */
class SqliteSchemaTest {
    @TempDir
    Path directory;

    /** The dumps were made by a server of that version, with {@code sqlite3 honeyhive.db .dump}. */
    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2"})
    void open_databaseOfAnEarlierServer_keepsAllAndGainsTheRest(String version) throws Exception {
        restore(version);

        try (Store store = open()) {
            assertThat(store.counts()).isEqualTo(new Store.Counts(3, 1, 1));
            assertThat(store.events().ofSession("5e551015-0000-4000-8000-000000000001"))
                    .extracting(stored -> stored.name())
                    .containsExactly("support-chat", "answer", "retrieve", "complete");
            assertThat(store.events()
                            .sessions(new SessionQuery(10, null, null, SessionQuery.Order.NEWEST_FIRST))
                            .sessions())
                    .extracting(SessionRow::name)
                    .containsExactly("support-chat");
            assertThat(store.runs().all()).hasSize(1);
            assertThat(store.events()
                            .search(new EventQuery(List.of(), null, null, 10, 1, SearchText.parse("warranty")))
                            .total())
                    .isEqualTo(3);
            store.events()
                    .write(List.of(new Change.Put(
                            event("new", "5e551015-0000-4000-8000-000000000001", null, EventType.TOOL, 1, "{}"))));
            assertThat(store.counts().events()).isEqualTo(4);
        }
    }

    @Test
    void open_databaseOfANewerServer_isRefusedAndLeftAlone() throws Exception {
        open().close();
        sql("INSERT INTO schema_migrations SELECT id + 100, mstatus, mtype, '9.9', mcomment, mchecksum, run_on, run_by,"
                + " run_time FROM schema_migrations WHERE mversion = '1.0'");
        byte[] before = Files.readAllBytes(directory.resolve("honeyhive.db"));

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(
                        "honeyhive.db was written by a newer server (schema 9.9, this one knows up to 1.5)")
                .hasMessageContaining("use that server, or another database");
        assertThat(Files.readAllBytes(directory.resolve("honeyhive.db"))).isEqualTo(before);
    }

    @Test
    void schema_knowsEachScriptThereIs() throws Exception {
        Path scripts = Path.of(requireNonNull(SqliteStore.class.getResource("/ai/honeyhive/server/db/sqlite"))
                .toURI());

        try (var files = Files.list(scripts)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("__.*", "")))
                    .containsExactlyInAnyOrder("1.0", "1.1", "1.2", "1.3", "1.4", "1.5");
        }
    }

    /** With a dozen events, say. Those of more than 1,002 bytes once had a page each. */
    @Test
    void sessions_ofUsualSize_sharePages() throws Exception {
        try (Store store = open()) {
            for (int i = 0; i < 60; i++) {
                String id = UUID.randomUUID().toString();
                store.events()
                        .write(IntStream.range(0, 12)
                                .<Change>mapToObj(n ->
                                        new Change.Put(event("event-" + n + id, id, null, EventType.TOOL, n, "{}")))
                                .toList());
            }
        }

        try (Connection connection = connect();
                ResultSet sizes = connection
                        .createStatement()
                        .executeQuery("SELECT (SELECT min(length(body)) FROM sessions), count(*) FROM dbstat"
                                + " WHERE name = 'sessions'")) {
            assertThat(sizes.getInt(1)).isGreaterThan(1_002);
            assertThat(sizes.getInt(2)).isLessThan(40);
        }
    }

    private Store open() {
        return SqliteStore.open(directory, 1_000, () -> 1_790_000_000_000L);
    }

    private void restore(String version) throws Exception {
        try (InputStream in =
                        SqliteSchemaTest.class.getResourceAsStream("/ai/honeyhive/server/db/" + version + ".sql");
                Connection connection = connect()) {
            String dump = new String(requireNonNull(in, version).readAllBytes(), StandardCharsets.UTF_8);
            connection.createStatement().executeUpdate(dump);
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = connect()) {
            connection.createStatement().execute(statement);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("honeyhive.db"));
    }
}
