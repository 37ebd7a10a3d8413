// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit;

import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.Row;
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

    /** Throws if task or evaluators of the row failed. */
    static void check(ExperimentRun run, Row row) {
        if (row.failed()) {
            throw new AssertionError(
                    "the task failed: " + row.errorText().orElse("") + where(run, row),
                    row.error().orElse(null));
        }
        if (!row.evaluatorErrors().isEmpty()) {
            StringBuilder text = new StringBuilder();
            new TreeMap<>(row.evaluatorErrors())
                    .forEach((name, error) -> text.append(text.length() == 0 ? "" : "; ")
                            .append("the evaluator ")
                            .append(name)
                            .append(" failed: ")
                            .append(error));
            throw new AssertionError(text + where(run, row));
        }
    }

    private static String where(ExperimentRun run, Row row) {
        String line = System.lineSeparator();
        return line + "inputs: " + cut(oneLine(row.datapoint().inputs().toString()), LONGEST_INPUT)
                + run.url() // .../runs/ID, so next to it
                        .map(page -> line + "trace: " + page.resolve("../sessions/" + row.sessionId()))
                        .orElse(line + "session: " + row.sessionId() + " (not recorded, or not on a local server)");
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
