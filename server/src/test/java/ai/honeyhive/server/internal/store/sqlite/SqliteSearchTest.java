// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sqlite;

import static ai.honeyhive.server.internal.store.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.store.EventQuery;
import ai.honeyhive.server.internal.store.SearchContract;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.store.search.SearchText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SqliteSearchTest extends SearchContract {
    @TempDir
    Path directory;

    @Override
    protected Store open() {
        return SqliteStore.open(directory, 10_000, () -> 1);
    }

    @Test
    void search_whileMuchIsNotIndexedYet_findsAllThatWasCommitted(@TempDir Path other) {
        try (Store store = SqliteStore.open(other, 100_000, () -> 1)) {
            for (int batch = 0; batch < 10; batch++) {
                List<Change> changes = new ArrayList<>();
                for (int i = 0; i < 500; i++) {
                    changes.add(new Change.Put(event(
                            batch + "-" + i, "s" + batch, null, EventType.TOOL, i, "{\"inputs\":{\"q\":\"needle\"}}")));
                }
                store.events().write(changes);

                assertThat(needles(store)).isEqualTo((batch + 1) * 500L);
            }
        }
        try (Store again = SqliteStore.open(other, 100_000, () -> 1)) {
            assertThat(needles(again)).isEqualTo(5_000);
        }
    }

    @Test
    @Timeout(60)
    void index_whileWritersAreNeverQuiet_comesAlongWithoutASearch(@TempDir Path other) {
        try (Store store = SqliteStore.open(other, 100_000, () -> 1)) {
            int written = 0;
            do { // each as soon as the last is acknowledged, until more is indexed than is not
                store.events()
                        .write(List.of(new Change.Put(event("e" + written, "s", null, EventType.TOOL, written, "{}"))));
                written++;
            } while (store.state().unindexed() * 2 > written || written < 20);

            assertThat(store.state().unindexed()).isLessThan(written);
        }
    }

    private static long needles(Store store) {
        return store.events()
                .search(new EventQuery(List.of(), null, null, 1, 1, SearchText.parse("needle")))
                .total();
    }
}
