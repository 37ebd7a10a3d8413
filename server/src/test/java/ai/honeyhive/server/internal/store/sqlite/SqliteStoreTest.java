// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.store.DirectoryLockedException;
import ai.honeyhive.server.internal.store.Events;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.store.StoreBusyException;
import ai.honeyhive.server.internal.store.StoreContract;
import ai.honeyhive.server.internal.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
    @TempDir
    Path directory;

    @Override
    protected Store open() {
        return SqliteStore.open(directory, 10_000, clock::get);
    }

    @Test
    void open_directoryOfAnotherStore_saysWhoHasIt() {
        assertThatThrownBy(this::open)
                .isInstanceOf(DirectoryLockedException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("is in use by the server process with id "
                        + ProcessHandle.current().pid())
                .hasMessageContaining("choose another data directory");
    }

    @Test
    void open_afterClose_findsEverything() {
        write(new Change.Put(Events.event("e1", "s1", null, EventType.TOOL, 1, "{\"inputs\":{\"a\":[1,null]}}")));
        var before = store().events().ofSession("s1");
        store().close();

        try (Store reopened = open()) {
            assertThat(reopened.events().ofSession("s1")).isEqualTo(before);
        }
    }

    @Test
    void open_fileThatIsNoDatabase_saysSo(@TempDir Path other) throws Exception {
        Files.writeString(other.resolve("honeyhive.db"), "this is not a database, whatever its name says".repeat(100));

        assertThatThrownBy(() -> SqliteStore.open(other, 10, clock::get))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("honeyhive.db");
    }

    @Test
    void write_thatFailedAfterASessionWasWritten_leavesNothingOfIt() throws Exception {
        store().close();
        sql("CREATE TRIGGER no_s2 BEFORE INSERT ON sessions WHEN new.session_id = 's2'"
                + " BEGIN SELECT RAISE(ABORT, 'no room'); END");
        Change first = new Change.StartSession(Events.session("s1", "first", 1, "{\"metadata\":{\"a\":1}}"));
        Change refused = new Change.StartSession(Events.session("s2", "refused", 1, "{}"));
        Change enrichment = new Change.Enrich(Events.patch("s1", "{\"metadata\":{\"b\":2}}"));
        Change second = new Change.StartSession(Events.session("s1", "second", 2, "{}"));

        try (Store store = open()) {
            assertThatThrownBy(() -> store.events().write(List.of(first, refused)))
                    .hasMessageContaining("no room");
            store.events().write(List.of(enrichment)); // waits for a session that nobody has started
            store.events().write(List.of(second));

            Event session = store.events().find("s1").orElseThrow();
            assertThat(session.name()).isEqualTo("second");
            assertThat(session.buckets().get(Bucket.METADATA).has("a")).isFalse();
            assertThat(session.buckets().get(Bucket.METADATA).get("b").asInt()).isEqualTo(2);
        }
    }

    @Test
    void write_closedStore_isRefused() {
        store().close();

        assertThatThrownBy(() -> write(new Change.Put(Events.event("e1", "s1", null, EventType.TOOL, 1, "{}"))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void write_whileTheWriterIsHeldUp_isRefusedOnceTheQueueIsFull(@TempDir Path other) throws Exception {
        var entered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (Store slow = SqliteStore.open(other, 10, clock::get)) {
            slow.onCommit((sessions, runs) -> {
                entered.countDown();
                await(release);
            });
            List<Change> ten = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                ten.add(new Change.Put(Events.event("e" + i, "s1", null, EventType.TOOL, i, "{}")));
            }
            slow.events().write(ten.subList(0, 1));
            entered.await();
            var waiting = new Thread(() -> slow.events().write(ten));
            waiting.start();
            while (waiting.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }

            assertThatThrownBy(() -> slow.events().write(ten.subList(0, 1))).isInstanceOf(StoreBusyException.class);

            release.countDown();
            waiting.join();
            assertThat(slow.counts().events()).isEqualTo(10);
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("honeyhive.db"))) {
            connection.createStatement().execute(statement);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
