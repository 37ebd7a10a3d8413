// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.ListStatistics;

/** Collects what JMH measured in several rounds, by {@code Class.method}. */
final class Figures {
    private final Map<String, Samples> byName = new TreeMap<>();

    private record Samples(ListStatistics nanos, ListStatistics bytes) {}

    /**
     * One operation.
     *
     * @param nanos median time of all iterations: other programs of the machine disturb some of them
     * @param error half the distance from the first quartile to the third
     * @param bytes what all threads together allocated for it, median
     */
    record Figure(double nanos, double error, double bytes) {}

    /** Adds every iteration of a round. */
    void add(Collection<RunResult> round) {
        for (RunResult result : round) {
            String method = result.getParams().getBenchmark();
            String name = method.substring(method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1);
            Samples samples =
                    byName.computeIfAbsent(name, key -> new Samples(new ListStatistics(), new ListStatistics()));
            result.getBenchmarkResults().stream()
                    .flatMap(fork -> fork.getIterationResults().stream())
                    .forEach(iteration -> add(samples, iteration));
        }
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    Figure of(String name) {
        Samples samples = byName.get(name);
        if (samples == null) {
            throw new IllegalArgumentException("not measured: " + name);
        }
        return new Figure(
                samples.nanos.getPercentile(50),
                (samples.nanos.getPercentile(75) - samples.nanos.getPercentile(25)) / 2,
                samples.bytes.getPercentile(50));
    }

    private static void add(Samples samples, IterationResult iteration) {
        samples.nanos.addValue(iteration.getPrimaryResult().getScore());
        Result<?> bytes = iteration.getSecondaryResults().get("gc.alloc.rate.norm");
        samples.bytes.addValue(
                requireNonNull(bytes, "the profiler of JMH that counts bytes").getScore());
    }
}
