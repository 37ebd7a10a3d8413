// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import java.util.Optional;

/** A place for events, runs and documents. Thread-safe. */
public interface Store extends AutoCloseable {
    EventStore events();

    RunStore runs();

    DocumentStore documents();

    /** Questions in SQL; empty if the store is no database. */
    default Optional<SqlAccess> sql() {
        return Optional.empty();
    }

    Counts counts();

    /** The name of the kind of database, as clients are told. */
    String kind();

    /** Tells {@code listener} of every commit from now on; called on the writing thread, so it must be quick. */
    void onCommit(CommitListener listener);

    /** Finishes what was accepted, then releases everything. Idempotent. */
    @Override
    void close();

    /**
     * How much is stored.
     *
     * @param events without the sessions
     */
    record Counts(long events, long sessions, long runs) {}
}
