// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The tables, in Markdown. */
final class Tables {
    static final List<Pair> PAIRS = List.of(
            new Pair(
                    "`call`, 10 enrichments",
                    "CallBenchmark.enriched",
                    "OpenTelemetry SDK, 10 attributes by name",
                    "CallBenchmark.plainNamed",
                    "time 1.15, bytes 1.4"),
            new Pair(
                    "`call`, 10 attributes by key",
                    "CallBenchmark.keyed",
                    "OpenTelemetry SDK, 10 attributes by key",
                    "CallBenchmark.plainKeyed",
                    "time 1.15, bytes 1.4"),
            new Pair(
                    "`call`, 10 attributes by key, to a loopback server",
                    "PeerBenchmark.honeyHive",
                    "Braintrust SDK, to the same server",
                    "PeerBenchmark.braintrust",
                    "below 1, below 1"),
            new Pair(
                    "`discover` from baggage",
                    "ContextBenchmark.discover",
                    "`HashMap.get`",
                    "ContextBenchmark.hashMap",
                    "below 50 ns, 0 bytes"),
            new Pair(
                    "attach and detach the safe keys",
                    "ContextBenchmark.attachPrebuilt",
                    "build six entries, attach and detach",
                    "ContextBenchmark.attachBuilt",
                    "time 0.2"),
            new Pair(
                    "`enrichSpan`, 4 entries",
                    "EnrichBenchmark.instance",
                    "4 x `setAttribute` on the current span",
                    "EnrichBenchmark.plain",
                    "time 2"),
            new Pair(
                    "static `enrichSpan` (legacy), 4 entries",
                    "EnrichBenchmark.legacyStatic",
                    "`enrichSpan` of the tracer",
                    "EnrichBenchmark.instance",
                    "time 1.2"),
            new Pair(
                    "`call` of a disabled tracer",
                    "DisabledBenchmark.disabled",
                    "a lambda",
                    "DisabledBenchmark.lambda",
                    "at most 5 ns more"),
            new Pair(
                    "`call` of `noop()`",
                    "DisabledBenchmark.noop",
                    "a lambda",
                    "DisabledBenchmark.lambda",
                    "at most 5 ns more"));

    static final List<Single> SEED = List.of(
            new Single("baggage of four safe keys: build, attach, detach", "s01_baggageOfFourKeys", 1e6),
            new Single("the same, three of six keys filtered", "s02_threeOfSixKeysFiltered", 1e6),
            new Single("discovery inside a new span", "s03_discoverInNewSpan", 5e6),
            new Single("static enrich, tracer given explicitly, no open span", "s04_explicitTracer", 1e6),
            new Single("span and `enrichSpan` of the tracer", "s05_spanAndInstanceEnrich", 10e6),
            new Single("span and static `enrichSpan`", "s06_spanAndStaticEnrich", 15e6),
            new Single("span", "s07_span", 5e6),
            new Single("traced call", "s08_tracedCall", 5e6),
            new Single("1,000 spans, each enriched", "s09_thousandSpansEnriched", 10e9),
            new Single("100 parents with 3 enriched children each", "s10_hundredParentsWithThreeChildren", 10e9),
            new Single("100 tracers created and closed", "s11_hundredTracersCreatedAndClosed", Double.NaN));

    private Tables() {}

    /** What is compared, and what its ratio, or it alone, should reach. */
    record Pair(String ours, String ourName, String other, String otherName, String goal) {
        /** Returns a regular expression that finds both and nothing else. */
        String pattern() {
            return "\\.(" + ourName + "|" + otherName + ")$";
        }

        /** Returns whether the pattern of the user finds one of them. */
        boolean isFoundBy(Pattern only) {
            return only.matcher(ourName).find() || only.matcher(otherName).find();
        }

        String row(Figures figures) {
            Figures.Median ratio = figures.ratio(ourName, otherName);
            double otherBytes = figures.bytes(otherName);
            return format(
                    "| %s | %s | %s | %s | %s | %s | %.2f ± %.2f | %s | %s |",
                    ours,
                    time(figures, ourName),
                    bytes(figures, ourName),
                    other,
                    time(figures, otherName),
                    bytes(figures, otherName),
                    ratio.value(),
                    ratio.error(),
                    otherBytes < 1 ? "" : format("%.2f", figures.bytes(ourName) / otherBytes),
                    goal);
        }
    }

    record Single(String what, String method, double limitNanos) {
        String name() {
            return "SeedBenchmark." + method;
        }

        String row(Figures figures) {
            return format(
                    "| %s | %s | %s | %s |",
                    what,
                    nanos(figures.nanos(name()).value()),
                    bytes(figures, name()),
                    Double.isNaN(limitNanos) ? "" : format("%,.0f", limitNanos));
        }
    }

    static String ratios(Map<Pair, Figures> figures) {
        StringBuilder table = new StringBuilder("""
                | operation | ns | bytes | against | ns | bytes | time ratio | bytes ratio | goal |
                |---|---:|---:|---|---:|---:|---:|---:|---|
                """);
        figures.forEach((pair, measured) -> table.append(pair.row(measured)).append('\n'));
        return table.toString();
    }

    static String seed(Figures figures) {
        StringBuilder table = new StringBuilder("""
                | operation | ns | bytes | limit of the Python SDK, ns |
                |---|---:|---:|---:|
                """);
        SEED.stream()
                .filter(single -> figures.has(single.name()))
                .forEach(single -> table.append(single.row(figures)).append('\n'));
        return table.toString();
    }

    private static String time(Figures figures, String name) {
        Figures.Median nanos = figures.nanos(name);
        String pattern = nanos.value() < 100 ? "%,.1f ± %,.1f" : "%,.0f ± %,.0f";
        return format(pattern, nanos.value(), nanos.error());
    }

    private static String nanos(double value) {
        return format(value < 100 ? "%,.1f" : "%,.0f", value);
    }

    private static String bytes(Figures figures, String name) {
        return format("%,.0f", figures.bytes(name));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
