// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks.load;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table, one row as soon as it is known and all of them at the end. */
final class Report {
    private static final String HEAD = """
            | work | ratio | p50 | p95 | goal | reached |
            |---|---:|---:|---:|---|---|
            """;

    private final PrintStream out;
    private final List<String> rows = new ArrayList<>();

    Report(PrintStream out) {
        this.out = out;
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Times that shall stay below a limit at the 95th percentile. */
    void times(String work, Times times, double limitMillis) {
        row(
                work,
                "",
                Times.shown(times.median()),
                Times.shown(times.p95()),
                "p95 below " + Times.shown(limitMillis),
                times.p95() < limitMillis);
    }

    void row(String work, String ratio, String median, String p95, String goal, boolean reached) {
        String row = String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s |",
                work,
                ratio,
                median,
                p95,
                goal,
                reached ? "yes" : "**no**");
        rows.add(row);
        say(row);
    }

    void print() {
        say("");
        say(String.format(
                Locale.ROOT,
                "%s, %d processors, %s %s, %s %s; server with -Xmx512m",
                Machine.processor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.vm.name"),
                Runtime.version()));
        say("");
        say(HEAD + String.join("\n", rows));
    }
}
