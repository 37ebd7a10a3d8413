// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.memory;

import ai.honeyhive.server.internal.store.DocumentStoreContract;
import ai.honeyhive.server.internal.store.Store;

class MemoryDocumentsTest extends DocumentStoreContract {
    @Override
    protected Store open() {
        return new MemoryStore(1_000, () -> 1_790_000_000_000L);
    }
}
