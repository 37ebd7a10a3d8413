// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.memory;

import ai.honeyhive.server.internal.store.EvaluationQueueContract;
import ai.honeyhive.server.internal.store.Store;

class MemoryEvaluationsTest extends EvaluationQueueContract {
    @Override
    protected Store open() {
        return new MemoryStore(1_000, System::currentTimeMillis);
    }
}
