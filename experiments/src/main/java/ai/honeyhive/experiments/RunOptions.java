// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.time.Duration;
import java.util.Comparator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How rows are run.
 *
 * @param asyncTask called instead of the plan's task; null if that one is called
 * @param timeout of the task, and again of the evaluators; null for none
 * @param rate makes the run's rate limit; null for none
 * @param stopAfterFailures how many failed rows stop the run; 0 for any number
 * @param repeats rows a datapoint
 * @param order in which datapoints start; null for the dataset's
 * @param taskVersion what the user calls the present state of the task
 * @param cache where outputs are looked up; null for nowhere
 */
record RunOptions<O>(
        @Nullable AsyncTask<? extends O> asyncTask,
        @Nullable Duration timeout,
        RetryPolicy retry,
        @Nullable Supplier<TokenBucket> rate,
        int stopAfterFailures,
        int repeats,
        @Nullable Comparator<? super Datapoint> order,
        @Nullable String taskVersion,
        @Nullable OutputCache<O> cache) {
    boolean asynchronous() {
        return asyncTask != null;
    }
}
