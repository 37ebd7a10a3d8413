// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import java.util.Optional;

/** A place for events, runs and documents. Thread-safe. */
public interface Store extends AutoCloseable {
    EventStore events();

    RunStore runs();

    DocumentStore documents();

    /** What metrics are still to be computed for. */
    EvaluationQueue evaluations();

    /** Questions in SQL; empty if the store is no database. */
    default Optional<SqlAccess> sql() {
        return Optional.empty();
    }

    Counts counts();

    /** How it is doing. Answered at once, whatever else is going on. */
    State state();

    /**
     * Gives some of the space that removed data has left back to the disk, without keeping writes waiting for long.
     *
     * @return whether there may be more of it
     */
    default boolean shrink() {
        return false;
    }

    /** The name of the kind of database, as clients are told. */
    String kind();

    /** Tells {@code listener} of every commit from now on; called on the writing thread, so it must be quick. */
    void onCommit(CommitListener listener);

    /** Finishes what was accepted, then releases everything. Idempotent. */
    @Override
    void close();

    /**
     * How a store is doing.
     *
     * @param waiting changes that wait to be written
     * @param maxWaiting how many may; 0 if they never do
     * @param bytes what it takes on the disk; 0 if it is not there
     * @param freeBytes how much of that is free for new data
     * @param unindexed events that full text does not find by its index yet
     */
    record State(int waiting, int maxWaiting, long bytes, long freeBytes, long unindexed) {}

    /**
     * How much is stored.
     *
     * @param events without the sessions
     */
    record Counts(long events, long sessions, long runs) {}
}
