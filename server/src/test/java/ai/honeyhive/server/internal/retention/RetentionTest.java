// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.retention;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.store.EventQuery;
import ai.honeyhive.server.internal.store.Events;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.store.search.SearchText;
import ai.honeyhive.server.internal.store.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    private static final long MIB = 1024 * 1024;
    private static final double T0 = 1_790_000_000_000.0;
    private static final String PAYLOAD = "{\"inputs\":{\"text\":\"" + "0123456789abcdef".repeat(1_000) + "\"}}";

    @TempDir
    Path directory;

    private final AtomicLong clock =
            new AtomicLong((long) T0 + Duration.ofDays(1).toMillis());
    private Store store;

    @BeforeEach
    void open() {
        store = SqliteStore.open(directory, 10_000, clock::get);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Retention retention(Duration maxAge, Long maxBytes) {
        return new Retention(store, new RetentionRules(maxAge, maxBytes), clock::get);
    }

    /** Sessions a second apart, of 16 KB each. */
    private void sessions(int from, int count) {
        List<Change> changes = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            changes.add(
                    new Change.Put(Events.event("e" + i, "s" + i, null, EventType.CHAIN, T0 + i * 1_000.0, PAYLOAD)));
        }
        store.events().write(changes);
    }

    private void awaitIndexed() {
        var query = new EventQuery(List.of(), null, null, 1, 1, SearchText.parse("name"));
        assertThat(store.events().search(query).total())
                .isEqualTo(store.counts().events());
    }

    @Test
    void sweep_byAge_removesWhatEndedLongerAgo() {
        sessions(0, 120);
        clock.set((long) T0 + 60_500 + Duration.ofHours(1).toMillis());

        try (Retention retention = retention(Duration.ofHours(1), null)) {
            retention.sweep();

            assertThat(store.events().findSession("s60")).isEmpty();
            assertThat(store.events().findSession("s61")).isPresent();
            assertThat(retention.status()).isEqualTo(new Retention.Status(61, 61, clock.get()));
        }
    }

    @Test
    void sweep_byBytes_keepsTheLatestAndGivesTheSpaceBack() throws Exception {
        sessions(0, 2_000);
        awaitIndexed();
        assertThat(store.state().bytes()).isGreaterThan(30 * MIB);

        try (Retention retention = retention(null, 20 * MIB)) {
            retention.sweep();

            Store.State state = store.state();
            assertThat(state.bytes() - state.freeBytes())
                    .isLessThanOrEqualTo(20 * MIB)
                    .isGreaterThan(15 * MIB);
            assertThat(state.freeBytes()).isLessThan(MIB);
            assertThat(store.events().findSession("s0")).isEmpty();
            assertThat(store.events().findSession("s1999")).isPresent();
        }
        store.close();
        assertThat(Files.size(directory.resolve("honeyhive.db"))).isLessThan(24 * MIB);
    }

    @Test
    void sweep_sessionsOfTheLastMinutes_stayHoweverLargeTheyAre() {
        sessions(0, 1_500);
        clock.set((long) T0 + 1_000);

        try (Retention retention = retention(null, 16 * MIB)) {
            retention.sweep();

            assertThat(store.counts().sessions()).isEqualTo(1_500);
        }
    }

    @Test
    void sweep_whileOthersWrite_losesNothingOfTheirs() throws Exception {
        sessions(0, 2_000);
        clock.set((long) T0 + 2_000_000 + Duration.ofHours(1).toMillis());
        ExecutorService threads = Executors.newSingleThreadExecutor();
        AtomicBoolean done = new AtomicBoolean();
        Callable<Integer> writing = () -> {
            int written = 0;
            while (!done.get() || written < 10) {
                double now = clock.get();
                store.events()
                        .write(List.of(
                                new Change.Put(Events.event("n" + written, "new", null, EventType.TOOL, now, "{}"))));
                written++;
            }
            return written;
        };
        try (Retention retention = retention(Duration.ofHours(1), null)) {
            Future<Integer> written = threads.submit(writing);
            retention.sweep();
            done.set(true);

            int all = written.get();
            assertThat(store.counts()).isEqualTo(new Store.Counts(all, 1, 0));
        } finally {
            threads.shutdownNow();
        }
    }
}
