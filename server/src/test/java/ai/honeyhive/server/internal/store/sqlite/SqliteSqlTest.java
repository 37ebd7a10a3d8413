// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sqlite;

import static ai.honeyhive.server.internal.store.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.server.internal.model.Buckets;
import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.SqlAccess;
import ai.honeyhive.server.internal.store.SqlQuery;
import ai.honeyhive.server.internal.store.SqlRefusedException;
import ai.honeyhive.server.internal.store.SqlResult;
import ai.honeyhive.server.internal.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteSqlTest {
    private Store store;
    private SqlAccess sql;

    @BeforeEach
    void open(@TempDir Path directory) {
        store = SqliteStore.open(directory, 1_000, () -> 1);
        sql = store.sql().orElseThrow();
        for (String project : List.of("it's", "other")) {
            store.events()
                    .write(List.of(new Change.Put(event(
                            "e of " + project,
                            "s of " + project,
                            null,
                            EventType.TOOL,
                            1,
                            "{\"metrics\":{\"m\":1},\"inputs\":{\"q\":\"" + "x".repeat(9_000_000) + "\"}}"))));
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
                        + " SELECT a.i FROM n a, n b, n c WHERE a.i + b.i + c.i = 0",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n) SELECT i FROM n ORDER BY i DESC",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 0"
            })
    void statementWithoutEnd_isStoppedInTime(String endless) {
        assertThatThrownBy(() -> ask(endless, null, Duration.ofMillis(300)))
                .isInstanceOf(SqlRefusedException.class)
                .hasMessageStartingWith("stopped: it took longer than 300 ms");
    }

    @Test
    void project_narrowsEveryView() {
        store.events()
                .write(List.of(new Change.Put(ofProject("mine", "it's")), new Change.Put(ofProject("theirs", "o"))));

        assertThat(ask("SELECT event_id FROM events WHERE event_type = 'tool'", "it's", Duration.ofSeconds(5))
                        .rows())
                .containsExactly(List.of("mine"));
        assertThat(ask("SELECT count(*) FROM metrics", "it's", Duration.ofSeconds(5))
                        .rows())
                .containsExactly(List.of(1L));
        assertThat(ask("SELECT count(*) FROM metrics", null, Duration.ofSeconds(5))
                        .rows())
                .containsExactly(List.of(4L));
    }

    @Test
    void valueTooLargeToAnswer_concernsOnlyWhoAsksForIt() {
        assertThat(ask("SELECT count(*), count(duration) FROM events", null, Duration.ofSeconds(5))
                        .rows())
                .containsExactly(List.of(4L, 2L));
        assertThatThrownBy(() -> ask("SELECT inputs FROM events", null, Duration.ofSeconds(5)))
                .isInstanceOf(SqlRefusedException.class)
                .hasMessageContaining("too big");
    }

    private static Event ofProject(String id, String project) {
        return new Event(
                id,
                "s of " + id,
                null,
                EventType.TOOL,
                "n",
                "test",
                project,
                1,
                null,
                null,
                null,
                List.of(),
                Buckets.fromJson(Json.read("{\"metrics\":{\"m\":1}}")));
    }

    private SqlResult ask(String statement, @Nullable String project, Duration limit) {
        return sql.query(new SqlQuery(statement, List.of(), project, 100, 1_000_000, limit));
    }
}
