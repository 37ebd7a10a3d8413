// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.postgres;

import static ai.honeyhive.server.internal.store.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.store.DirectoryLockedException;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.store.StoreContract;
import ai.honeyhive.server.internal.store.StoreException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresStoreTest extends StoreContract {
    private final String schema = TestPostgres.freshSchema();

    @Override
    protected Store open() {
        return PostgresStore.open(TestPostgres.url(), null, null, schema, 10_000, clock::get);
    }

    @Test
    void open_afterClose_findsEverything() {
        write(new Change.Put(event("e1", "s1", null, EventType.TOOL, 1, "{\"inputs\":{\"a\":[1,null]}}")));
        var before = store().events().ofSession("s1");
        store().close();

        try (Store reopened = open()) {
            assertThat(reopened.kind()).isEqualTo("postgresql");
            assertThat(reopened.events().ofSession("s1")).isEqualTo(before);
        }
    }

    @Test
    void open_schemaOfAnotherStore_isRefused() {
        assertThatThrownBy(this::open)
                .isInstanceOf(DirectoryLockedException.class)
                .hasMessageContaining("is in use by another server")
                .hasMessageNotContaining("user=");
    }

    @Test
    void open_schemaOfANewerServer_isRefusedAndLeftAlone() throws SQLException {
        store().close();
        sql("INSERT INTO " + schema + ".schema_migrations VALUES (99, 0, 'V', '9.9', '', 'SUCCESS', now(), '', 0)");

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("written by a newer server (schema 9.9, this one knows up to 1.2)");
    }

    @Test
    void open_unreachable_saysWhereWithoutTheSecrets() {
        assertThatThrownBy(() -> PostgresStore.open(
                        "jdbc:postgresql://127.0.0.1:1/db?user=me&password=hush", null, "hush", "s", 10, clock::get))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/db")
                .hasMessageNotContaining("hush");
    }

    @Test
    void write_charactersThatTextCannotHold_areKeptAsFarAsPossible() {
        write(new Change.Put(event(
                "e1",
                "s\0",
                null,
                EventType.TOOL,
                1,
                "{\"inputs\":{\"q\":\"a\\u0000b\"},\"metrics\":{\"m\":\"\\u0000\"},\"error\":\"ba\\u0000d\"}")));

        Event stored = store().events().find("e1").orElseThrow();
        assertThat(stored.sessionId()).isEqualTo("s\uFFFD");
        assertThat(stored.buckets().get(Bucket.INPUTS).path("q").asString()).isEqualTo("a\0b");
        assertThat(store().events().metricAverages(List.of("r\0"))).hasSize(1);
        assertThat(store().events().find("e\0")).isEmpty();
    }

    @Test
    void write_afterConnectionsWereCut_findsTheDatabaseAgain() throws SQLException {
        write(new Change.Put(event("e1", "s1", null, EventType.TOOL, 1, "{}")));
        sql("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                + " WHERE application_name = 'honeyhive' AND pid <> pg_backend_pid()");

        try {
            write(new Change.Put(event("e2", "s1", null, EventType.TOOL, 2, "{}")));
        } catch (StoreException lost) { // unless the index of words has noticed before
            assertThat(store().events().find("e2")).isEmpty();
        }
        write(new Change.Put(event("e2", "s1", null, EventType.TOOL, 2, "{}")));

        assertThat(store().counts()).isEqualTo(new Store.Counts(2, 1, 0));
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(TestPostgres.url())) {
            connection.createStatement().execute(statement);
        }
    }
}
