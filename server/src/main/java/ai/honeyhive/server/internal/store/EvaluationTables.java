// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import ai.honeyhive.server.internal.store.EvaluationQueue.Arrival;

/** The queue of evaluations inside a transaction. */
public interface EvaluationTables {
    void addArrival(String eventId);

    void remove(Arrival arrival);

    void add(Evaluation evaluation);

    void remove(Evaluation evaluation);

    /** Does what has been done; the order lets what replaces something stay. */
    default void apply(EvaluationQueue.Done done) {
        done.arrivals().forEach(this::remove);
        done.evaluations().forEach(this::remove);
        done.arrived().forEach(this::addArrival);
        done.next().forEach(this::add);
    }
}
