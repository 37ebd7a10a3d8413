// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit;

import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.Row;
import java.util.Optional;
import java.util.TreeMap;

/** What a row is called in a test report, and what is said of it if it failed. */
final class RowFailure {
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_INPUT = 1000;

    private RowFailure() {}

    static String name(Row row) {
        var inputs = row.datapoint().inputs();
        Object shown = inputs.size() == 1 ? inputs.values().iterator().next() : inputs;
        return row.datapoint().id() + " " + cut(oneLine(String.valueOf(shown)), LONGEST_NAME);
    }

    /** Returns what went wrong, if the task or an evaluator failed. */
    static Optional<String> reason(Row row) {
        if (row.failed()) {
            return Optional.of("the task failed: " + row.errorText().orElse(""));
        }
        return new TreeMap<>(row.evaluatorErrors())
                .entrySet().stream()
                        .map(entry -> "the evaluator " + entry.getKey() + " failed: " + entry.getValue())
                        .reduce((first, next) -> first + "; " + next);
    }

    /** Throws if the task or an evaluator failed. */
    static void check(ExperimentRun run, Row row) {
        String line = System.lineSeparator();
        reason(row).ifPresent(reason -> {
            throw new AssertionError(
                    reason + line + "inputs: "
                            + cut(oneLine(row.datapoint().inputs().toString()), LONGEST_INPUT) + line + trace(run, row),
                    row.error().orElse(null));
        });
    }

    /** Returns where to look. */
    static String trace(ExperimentRun run, Row row) {
        return run.url()
                .map(page -> "trace: " + page.resolve("../sessions/" + row.sessionId())) // next to .../runs/ID
                .orElse("session: " + row.sessionId() + " (not recorded, or not on a local server)");
    }

    /** Inputs come from people and models. */
    private static String oneLine(String text) {
        return cut(text, 4 * LONGEST_INPUT).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + "...";
    }
}
