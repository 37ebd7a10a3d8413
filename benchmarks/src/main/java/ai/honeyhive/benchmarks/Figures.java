// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.ListStatistics;

/** What JMH measured of some operations in several rounds, by {@code Class.method}. */
final class Figures {
    private final Map<String, Samples> byName = new TreeMap<>();

    /** By round. */
    private record Samples(List<Double> nanos, List<Double> bytes) {
        Samples() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    /**
     * A median of the rounds.
     *
     * @param error half the distance from the lowest round to the highest
     */
    record Median(double value, double error) {
        static Median of(List<Double> rounds) {
            ListStatistics values = new ListStatistics();
            rounds.forEach(values::addValue);
            return new Median(values.getPercentile(50), (values.getMax() - values.getMin()) / 2);
        }
    }

    /**
     * Adds a round. Its time is that of its fastest iteration, a mean of thousands of operations: whatever else runs on
     * the machine makes some iterations slower, and none faster. Its bytes are the median of its iterations.
     */
    void add(Collection<RunResult> round) {
        for (RunResult result : round) {
            String method = result.getParams().getBenchmark();
            String name = method.substring(method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1);
            ListStatistics nanos = new ListStatistics();
            ListStatistics bytes = new ListStatistics();
            result.getBenchmarkResults().stream()
                    .flatMap(fork -> fork.getIterationResults().stream())
                    .forEach(iteration -> {
                        nanos.addValue(iteration.getPrimaryResult().getScore());
                        bytes.addValue(bytes(iteration));
                    });
            Samples samples = byName.computeIfAbsent(name, key -> new Samples());
            samples.nanos.add(nanos.getMin());
            samples.bytes.add(bytes.getPercentile(50));
        }
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    Median nanos(String name) {
        return Median.of(samples(name).nanos);
    }

    /** Returns what all threads together allocated for one operation. */
    double bytes(String name) {
        return Median.of(samples(name).bytes).value();
    }

    /** Compares the times of two operations round by round: in one round they ran one after the other. */
    Median ratio(String ours, String theirs) {
        List<Double> our = samples(ours).nanos;
        List<Double> their = samples(theirs).nanos;
        return Median.of(IntStream.range(0, our.size())
                .mapToObj(round -> our.get(round) / their.get(round))
                .toList());
    }

    private Samples samples(String name) {
        Samples samples = byName.get(name);
        if (samples == null) {
            throw new IllegalArgumentException("not measured: " + name);
        }
        return samples;
    }

    private static double bytes(IterationResult iteration) {
        Result<?> bytes = iteration.getSecondaryResults().get("gc.alloc.rate.norm");
        return requireNonNull(bytes, "the profiler of JMH that counts bytes").getScore();
    }
}
