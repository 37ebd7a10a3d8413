// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.store.Events;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.store.StoreContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryStoreTest extends StoreContract {
    @Override
    protected Store open() {
        return new MemoryStore(1_000, clock::get);
    }

    @Test
    void write_moreThanItHolds_dropsTheOldestSessions() {
        try (Store small = new MemoryStore(10, clock::get)) {
            for (int i = 0; i < 30; i++) {
                small.events().write(List.of(new Change.StartSession(Events.session("s" + i, "n", i, "{}"))));
            }

            assertThat(small.counts().sessions()).isEqualTo(10);
            assertThat(small.events().find("s19")).isEmpty();
            assertThat(small.events().find("s20")).isPresent();
        }
    }
}
