// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.report;

import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.GateOutcome;
import ai.honeyhive.experiments.GateResult;
import ai.honeyhive.experiments.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run as build servers read it: a suite of gates (failed is a failure, undecided an error) and a suite of rows (a task that
 * failed is an error; scores are output).
 */
final class JunitXmlReport {
    private static final int MOST_TEXT = 4000;

    private final ExperimentRun run;
    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    JunitXmlReport(ExperimentRun run) {
        this.run = run;
    }

    String render() {
        List<GateResult> gates = run.gates();
        long failures = count(GateOutcome.FAILED);
        long undecided = count(GateOutcome.UNDECIDED);
        int errors = run.failedRows().size();
        String suite = Words.name(run.name());
        open(
                "testsuites",
                suite,
                gates.size() + run.rows().size(),
                failures,
                undecided + errors,
                seconds(run.duration()),
                "");
        if (!gates.isEmpty()) {
            open("  <testsuite", suite + ": gates", gates.size(), failures, undecided, "0", " skipped=\"0\"");
            gates.forEach(this::gate);
            text.append("  </testsuite>\n");
        }
        String start = run.rows().stream()
                .map(Row::start)
                .min(Instant::compareTo)
                .map(instant -> " timestamp=\"" + instant + "\"")
                .orElse("");
        open(
                "  <testsuite",
                suite + ": rows",
                run.rows().size(),
                0,
                errors,
                seconds(run.duration()),
                " skipped=\"0\"" + start);
        Map<String, Integer> seen = new HashMap<>();
        for (Row row : run.rows()) {
            int repeat = seen.merge(row.datapoint().id(), 1, Integer::sum);
            row(row, Words.name(row.datapoint().id()) + (repeat == 1 ? "" : " #" + repeat));
        }
        return text.append("  </testsuite>\n</testsuites>\n").toString();
    }

    private long count(GateOutcome outcome) {
        return run.gates().stream().filter(gate -> gate.outcome() == outcome).count();
    }

    private void open(String element, String name, int tests, long failures, long errors, String time, String more) {
        text.append(element.startsWith(" ") ? "" : "<")
                .append(element)
                .append(" name=\"")
                .append(Xml.text(name))
                .append("\" tests=\"")
                .append(tests)
                .append("\" failures=\"")
                .append(failures)
                .append("\" errors=\"")
                .append(errors)
                .append("\" time=\"")
                .append(time)
                .append('"')
                .append(more)
                .append(">\n");
    }

    private void gate(GateResult gate) {
        testcase(run.experiment() + ".gates", gate.gate(), "0");
        switch (gate.outcome()) {
            case PASSED -> output(gate.reason());
            case FAILED -> problem("failure", "gate failed", gate.reason());
            case UNDECIDED -> problem("error", "gate undecided", gate.reason());
        }
        text.append("    </testcase>\n");
    }

    private void row(Row row, String name) {
        testcase(run.experiment(), name, seconds(row.duration()));
        row.errorText().ifPresent(error -> {
            int colon = error.indexOf(": ");
            problem("error", colon < 0 ? error : error.substring(0, colon), error);
        });
        StringBuilder said = new StringBuilder();
        new TreeMap<>(row.scores())
                .forEach((metric, score) -> said.append(metric)
                        .append(" = ")
                        .append(Words.score(score))
                        .append('\n'));
        new TreeMap<>(row.evaluatorErrors())
                .forEach((evaluator, error) ->
                        said.append(evaluator).append(" failed: ").append(error).append('\n'));
        output(said.append("session ").append(row.sessionId()).toString());
        text.append("    </testcase>\n");
    }

    private void testcase(String group, String name, String time) {
        text.append("    <testcase classname=\"")
                .append(Xml.text(group))
                .append("\" name=\"")
                .append(Xml.text(name))
                .append("\" time=\"")
                .append(time)
                .append("\">\n");
    }

    private void problem(String element, String type, String message) {
        text.append("      <")
                .append(element)
                .append(" type=\"")
                .append(Xml.text(type))
                .append("\" message=\"")
                .append(Xml.text(Words.cut(message, MOST_TEXT)))
                .append("\"/>\n");
    }

    private void output(String said) {
        text.append("      <system-out>")
                .append(Xml.text(Words.cut(said, MOST_TEXT)))
                .append("</system-out>\n");
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
    }
}
