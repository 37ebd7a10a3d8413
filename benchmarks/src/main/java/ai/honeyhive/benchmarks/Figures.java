// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.ListStatistics;

/** What JMH measured of some operations in several rounds, by {@code Class.method}. */
final class Figures {
    private final Map<String, Samples> byName = new TreeMap<>();

    private record Samples(ListStatistics nanos, ListStatistics bytes, List<Double> rounds) {
        Samples() {
            this(new ListStatistics(), new ListStatistics(), new ArrayList<>());
        }
    }

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
            Samples samples = byName.computeIfAbsent(name, key -> new Samples());
            ListStatistics nanos = new ListStatistics();
            result.getBenchmarkResults().stream()
                    .flatMap(fork -> fork.getIterationResults().stream())
                    .forEach(iteration -> {
                        nanos.addValue(iteration.getPrimaryResult().getScore());
                        samples.nanos.addValue(iteration.getPrimaryResult().getScore());
                        samples.bytes.addValue(bytes(iteration));
                    });
            samples.rounds.add(nanos.getPercentile(50));
        }
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    Figure of(String name) {
        Samples samples = samples(name);
        return new Figure(samples.nanos.getPercentile(50), spread(samples.nanos), samples.bytes.getPercentile(50));
    }

    /** Compares the times of two operations round by round: in one round they ran one after the other. */
    Ratio ratio(String ours, String theirs) {
        List<Double> our = samples(ours).rounds;
        List<Double> their = samples(theirs).rounds;
        ListStatistics ratios = new ListStatistics();
        for (int round = 0; round < our.size(); round++) {
            ratios.addValue(our.get(round) / their.get(round));
        }
        return new Ratio(ratios.getPercentile(50), (ratios.getMax() - ratios.getMin()) / 2);
    }

    /**
     * How two times compare.
     *
     * @param value median of the rounds
     * @param error half the distance from the lowest round to the highest
     */
    record Ratio(double value, double error) {}

    private Samples samples(String name) {
        Samples samples = byName.get(name);
        if (samples == null) {
            throw new IllegalArgumentException("not measured: " + name);
        }
        return samples;
    }

    private static double spread(ListStatistics values) {
        return (values.getPercentile(75) - values.getPercentile(25)) / 2;
    }

    private static double bytes(IterationResult iteration) {
        Result<?> bytes = iteration.getSecondaryResults().get("gc.alloc.rate.norm");
        return requireNonNull(bytes, "the profiler of JMH that counts bytes").getScore();
    }
}
