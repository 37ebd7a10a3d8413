// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How rows are run.
 *
 * @param timeout of a row's task with all its attempts; null for none
 * @param evaluatorTimeout of one evaluator on one row; null for none
 * @param rate null for no limit
 * @param stopAfterFailures how many failed rows stop the run; 0 for any number
 * @param repeats rows a datapoint
 * @param taskVersion what the user calls the present state of the task; null for nothing
 * @param checkpoints where finished rows are written down; null for nowhere
 * @param resume whether a run goes on that was begun before
 * @param evenIfChanged whether it goes on although dataset, task or evaluators are others
 * @param cache where outputs are looked up; null for nowhere
 * @param serverMetrics what the server computes and the run waits for
 */
record RunOptions<O>(
        @Nullable Duration timeout,
        @Nullable Duration evaluatorTimeout,
        RetryPolicy retry,
        @Nullable Rate rate,
        int stopAfterFailures,
        int repeats,
        @Nullable String taskVersion,
        @Nullable Path checkpoints,
        boolean resume,
        boolean evenIfChanged,
        @Nullable OutputCache<O> cache,
        ServerMetrics serverMetrics) {

    /** Whether code of others has to be cut short, which takes threads of its own. */
    boolean limitsTime() {
        return timeout != null || evaluatorTimeout != null;
    }

    /** So many calls in a time. */
    record Rate(int calls, Duration per) {
        TokenBucket bucket() {
            return new TokenBucket(calls, per, calls, System::nanoTime);
        }
    }
}
