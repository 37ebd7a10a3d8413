// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sqlite;

import ai.honeyhive.server.internal.store.EvaluationQueueContract;
import ai.honeyhive.server.internal.store.Store;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteEvaluationsTest extends EvaluationQueueContract {
    @TempDir
    Path directory;

    @Override
    protected Store open() {
        return SqliteStore.open(directory, 100, System::currentTimeMillis);
    }
}
