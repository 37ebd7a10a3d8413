// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** How often the rows of each datapoint pass. */
final class RepeatedRows {
    private final Map<String, Count> counts = new LinkedHashMap<>();
    private final int repeats;

    private RepeatedRows(int repeats) {
        this.repeats = repeats;
    }

    private static final class Count {
        private int rows;
        private int passes;
    }

    /** An estimate of one datapoint. */
    interface Estimate {
        double of(int rows, int passes, int k);
    }

    static RepeatedRows of(ExperimentRun run, String metric) {
        var repeated = new RepeatedRows(run.repeats());
        for (Row row : run.rows()) {
            Count count = repeated.counts.computeIfAbsent(row.datapoint().id(), id -> new Count());
            count.rows++;
            count.passes += !row.failed() && passes(row.scores().get(metric)) ? 1 : 0;
        }
        return repeated;
    }

    private static boolean passes(@Nullable Object score) {
        return Boolean.TRUE.equals(score) || (score instanceof Number number && number.doubleValue() >= 1);
    }

    OptionalDouble mean(int k, Estimate estimate) {
        if (k < 1 || k > repeats) {
            throw new IllegalArgumentException(
                    "k must be from 1 to " + repeats + ", the repeats of the run, but is " + k);
        }
        return counts.values().stream()
                .filter(count -> count.rows >= k)
                .mapToDouble(count -> estimate.of(count.rows, count.passes, k))
                .average();
    }
}
