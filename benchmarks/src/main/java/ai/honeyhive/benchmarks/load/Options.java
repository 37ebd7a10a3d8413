// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks.load;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to measure.
 *
 * @param ingest spans to ingest into an empty store
 * @param sizes events in the store at which queries are measured, ascending
 * @param connections requests of ingestion at a time
 * @param rounds how often each query is asked
 * @param data where the large store is kept; it is filled up to what is missing, and reused by the next run
 * @param only which parts: ingest, sizes, session, search, run, start
 * @param hive the script that users start a server by
 * @param serverArguments of the server's JVM, such as one that records it
 */
record Options(
        int ingest,
        List<Integer> sizes,
        int connections,
        int rounds,
        Path data,
        Set<String> only,
        Path hive,
        List<String> serverArguments) {
    private static final Set<String> PARTS = Set.of("ingest", "sizes", "session", "search", "run", "start");

    /** Reads {@code name=value} pairs. */
    static Options parse(String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (parts.length == 2 && !parts[1].isBlank()) {
                given.put(parts[0], parts[1].strip());
            }
        }
        Set<String> only = given.containsKey("only")
                ? Set.copyOf(Arrays.asList(given.get("only").split(",", -1)))
                : PARTS;
        if (!PARTS.containsAll(only)) {
            throw new IllegalArgumentException("only=" + String.join(",", only) + ": there is " + PARTS);
        }
        return new Options(
                Integer.parseInt(given.getOrDefault("ingest", "150000")),
                Arrays.stream(given.getOrDefault("sizes", "10000,100000,1000000")
                                .split(",", -1))
                        .map(Integer::valueOf)
                        .sorted()
                        .toList(),
                Integer.parseInt(given.getOrDefault("connections", "4")),
                Integer.parseInt(given.getOrDefault("rounds", "100")),
                Path.of(given.getOrDefault("data", "target/load")),
                only,
                Path.of(given.getOrDefault("hive", "../hive")),
                given.containsKey("jvm") ? Arrays.asList(given.get("jvm").split(" ", -1)) : List.of());
    }

    boolean wants(String part) {
        return only.contains(part);
    }
}
