// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

/**
 * One metric to be computed for one event. There is one of each pair at most: what is asked for again moves to the end.
 *
 * @param place in the queue; nothing else ever has the same
 * @param metric the metric, as who evaluates names it
 * @param asksModel true if it waits for a model
 * @param attempts how often it has failed
 * @param notBefore Unix milliseconds
 */
public record Evaluation(long place, String eventId, String metric, boolean asksModel, int attempts, long notBefore) {

    /** What is to be put into a queue. */
    public static Evaluation of(String eventId, String metric, boolean asksModel, long notBefore) {
        return new Evaluation(0, eventId, metric, asksModel, 0, notBefore);
    }

    /** The same after another failure. */
    public Evaluation again(long later) {
        return new Evaluation(place, eventId, metric, asksModel, attempts + 1, later);
    }
}
