// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.postgres;

import ai.honeyhive.server.internal.store.SearchContract;
import ai.honeyhive.server.internal.store.Store;

class PostgresSearchTest extends SearchContract {
    private final String schema = TestPostgres.freshSchema();

    @Override
    protected Store open() {
        return PostgresStore.open(TestPostgres.url(), null, null, schema, 10_000, () -> 1);
    }
}
