// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import ai.honeyhive.server.internal.model.Change;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/**
 * What metrics are still to be computed for, as durable as the events themselves: an event is noted as arrived in the
 * transaction that stores or changes it, and taken out in the one that stores its scores. Scores themselves do not count
 * as changes.
 */
public interface EvaluationQueue {
    /** Whether events are noted when they arrive or change; at first they are not. */
    void watch(boolean watching);

    /** Events that arrived or changed, the longest waiting first. */
    List<Arrival> arrivals(int limit);

    /** Evaluations whose time has come, those due first first. */
    List<Evaluation> due(boolean askingModel, long now, int limit);

    /** When the first evaluation is due; empty if there is none. */
    OptionalLong nextDue(boolean askingModel);

    /**
     * Ends some work in one transaction.
     *
     * @param scores what it gave
     * @throws StoreBusyException if too much is waiting to be written; nothing was done
     */
    void finish(Done done, List<Change> scores);

    Waiting waiting();

    /**
     * An event that has not been looked at since it arrived or changed.
     *
     * @param place never had by another
     */
    record Arrival(long place, String eventId) {}

    /**
     * What is done and what there is to do instead. Arrivals and evaluations that were noted anew in the meantime have
     * another place by now, so they stay.
     *
     * @param arrived ids of events to be noted as arrived
     */
    record Done(
            Collection<Arrival> arrivals,
            Collection<Evaluation> evaluations,
            Collection<Evaluation> next,
            Collection<String> arrived) {
        public static Done of(Collection<Evaluation> evaluations) {
            return new Done(List.of(), evaluations, List.of(), List.of());
        }

        public static Done instead(Evaluation evaluation, Evaluation later) {
            return new Done(List.of(), List.of(evaluation), List.of(later), List.of());
        }

        public static Done queued(Collection<Evaluation> next) {
            return new Done(List.of(), List.of(), next, List.of());
        }
    }

    /** How much there is to do. */
    record Waiting(long arrivals, long evaluations) {}
}
