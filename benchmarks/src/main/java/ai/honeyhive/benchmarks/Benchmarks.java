// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs all benchmarks and prints tables in Markdown. Measures only: it never fails for a slow result. In every round each
 * operation is measured right beside what it is compared with, so that a machine that slows down slows both.
 */
public final class Benchmarks {
    private static final int ROUNDS = 3;

    private final Path logs;

    private Benchmarks(Path logs) {
        this.logs = logs;
    }

    /**
     * Measures.
     *
     * @param args regular expression for the benchmarks to run, and the number of rounds
     */
    public static void main(String[] args) throws RunnerException, IOException, InterruptedException {
        String only = args.length > 0 ? args[0] : ".*";
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : ROUNDS;
        Benchmarks benchmarks = new Benchmarks(Files.createDirectories(Path.of("target", "jmh")));
        Map<Tables.Pair, Figures> pairs = benchmarks.pairs(Pattern.compile(only), rounds);
        Figures seed = benchmarks.seed(only);
        System.out.println(machine());
        if (!pairs.isEmpty()) {
            System.out.println(Tables.ratios(pairs));
        }
        if (!seed.isEmpty()) {
            System.out.println(Tables.seed(seed));
        }
        if (Pattern.compile(only).matcher("MemoryReport").find()) {
            MemoryReport.print();
        }
    }

    private Map<Tables.Pair, Figures> pairs(Pattern only, int rounds) throws RunnerException {
        Map<Tables.Pair, Figures> figures = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            System.err.println("round " + round + " of " + rounds);
            for (Tables.Pair pair : Tables.PAIRS) {
                if (pair.isFoundBy(only)) {
                    ChainedOptionsBuilder options =
                            options(pair.ourName() + "-" + round).include(pair.pattern());
                    figures.computeIfAbsent(pair, key -> new Figures()).add(new Runner(options.build()).run());
                }
            }
        }
        return figures;
    }

    /** Compared with nothing, so once is enough. */
    private Figures seed(String only) throws RunnerException {
        Figures figures = new Figures();
        List<String> names = Tables.SEED.stream()
                .map(Tables.Single::name)
                .filter(Pattern.compile(only).asPredicate())
                .toList();
        if (!names.isEmpty()) {
            ChainedOptionsBuilder options = options("SeedBenchmark")
                    .warmupIterations(2)
                    .measurementIterations(3)
                    .include("\\.(" + String.join("|", names) + ")$");
            figures.add(new Runner(options.build()).run());
        }
        return figures;
    }

    private ChainedOptionsBuilder options(String log) {
        return new OptionsBuilder()
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(5)
                .warmupTime(TimeValue.milliseconds(400))
                .measurementIterations(8)
                .measurementTime(TimeValue.milliseconds(250))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .output(logs.resolve(log + ".txt").toString());
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
