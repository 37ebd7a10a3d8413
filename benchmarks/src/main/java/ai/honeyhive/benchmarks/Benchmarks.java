// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs all benchmarks and prints tables in Markdown. Measures only: it never fails for a slow result. In every round each
 * operation is measured beside what it is compared with, so that a machine that slows down slows both.
 */
public final class Benchmarks {
    private Benchmarks() {}

    /**
     * Measures.
     *
     * @param args regular expression for the benchmarks to run, and the number of rounds
     */
    public static void main(String[] args) throws RunnerException, IOException, InterruptedException {
        String only = args.length > 0 ? args[0] : ".*";
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 2;
        Path logs = Files.createDirectories(Path.of("target", "jmh"));
        Figures figures = new Figures();
        for (int round = 1; round <= rounds; round++) {
            Path log = logs.resolve("round-" + round + ".txt");
            System.err.println("round " + round + " of " + rounds + ": " + log.toAbsolutePath());
            ChainedOptionsBuilder options = new OptionsBuilder()
                    .include(only)
                    .mode(Mode.AverageTime)
                    .timeUnit(TimeUnit.NANOSECONDS)
                    .forks(1)
                    .warmupIterations(4)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(6)
                    .measurementTime(TimeValue.milliseconds(500))
                    .addProfiler(GCProfiler.class)
                    .shouldFailOnError(true)
                    .output(log.toString());
            if (round > 1) {
                options.exclude(SeedBenchmark.class.getName()); // compared with nothing, so once is enough
            }
            figures.add(new Runner(options.build()).run());
        }
        System.out.println(machine());
        System.out.println(Tables.ratios(figures));
        System.out.println(Tables.seed(figures));
        if (only.equals(".*")) {
            MemoryReport.print();
        }
    }

    private static String machine() throws IOException {
        Path cpus = Path.of("/proc/cpuinfo");
        String model = "";
        if (Files.exists(cpus)) {
            try (var lines = Files.lines(cpus)) {
                model = lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip() + ", ")
                        .findFirst()
                        .orElse("");
            }
        }
        return String.format(
                Locale.ROOT,
                "%s%d processors, %s %s, %s %s%n",
                model,
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"));
    }
}
