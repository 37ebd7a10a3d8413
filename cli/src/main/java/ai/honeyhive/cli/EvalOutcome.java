// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.experiments.Experiment;
import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.Row;
import ai.honeyhive.experiments.gates.Baseline;
import ai.honeyhive.experiments.gates.Gates;
import ai.honeyhive.experiments.gates.NoRegression;
import ai.honeyhive.experiments.report.RunReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a run is held against, and where what it found goes. */
final class EvalOutcome {
    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "Write a report: .md for a pull request, .html for people, .xml (JUnit) for build servers; can be"
                            + " repeated.")
    private final List<Path> reports = new ArrayList<>();

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "One more gate: no metric may be shown to be worse than in this file.")
    private @Nullable Path baseline;

    @Option(
            names = "--write-baseline",
            paramLabel = "FILE",
            description = "If every gate is passed, keep the scores in this file, for --baseline.")
    private @Nullable Path newBaseline;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            description = "Of baselines, this metric only; can be repeated. Default: every number and boolean.")
    private final List<String> metrics = new ArrayList<>();

    @Option(
            names = "--lower-is-better",
            paramLabel = "NAME",
            description = "A metric of which less is better, such as cost or latency; can be repeated.")
    private final List<String> lowerIsBetter = new ArrayList<>();

    /** Refuses what would be found out only after all rows had run. */
    void check() {
        for (Path report : reports) {
            if (!report.toString().matches("(?i).+\\.(md|html|xml)")) {
                throw CommandFailure.broken("--report " + report + " should end with .md, .html or .xml", null);
            }
        }
        if (baseline == null && newBaseline == null && !metrics.isEmpty()) {
            throw CommandFailure.broken("--metric goes with --baseline or --write-baseline", null);
        }
        if (baseline == null && !lowerIsBetter.isEmpty()) {
            throw CommandFailure.broken("--lower-is-better goes with --baseline", null);
        }
    }

    /** Adds the gate, and says where the run is to be seen while it goes on. */
    void prepare(Experiment<?> experiment, Api api) {
        if (baseline != null) {
            NoRegression gate = Gates.noRegressionAgainst(baseline).lowerIsBetter(names(lowerIsBetter));
            experiment.gate(metrics.isEmpty() ? gate : gate.metrics(names(metrics)));
        }
        if (api.json()) {
            experiment.quiet();
        } // else on the standard output, as the experiment does by itself
    }

    /**
     * Shows a run, and writes its files.
     *
     * @throws ai.honeyhive.experiments.gates.BaselineException if a baseline cannot be read or written
     * @throws java.io.UncheckedIOException if a report cannot be written
     */
    void show(ExperimentRun run, Api api) {
        if (api.json()) {
            api.print(json(run, api.object()));
        }
        RunReport report = RunReport.of(run);
        for (Path file : reports) {
            (baseline == null ? report : report.against(Baseline.read(baseline))).write(file);
            note(api, "the report is in " + file);
        }
        if (newBaseline != null && run.passed()) {
            Baseline accepted = Baseline.of(run);
            (metrics.isEmpty() ? accepted : accepted.withMetrics(names(metrics))).write(newBaseline);
            note(api, "the baseline is in " + newBaseline);
        } else if (newBaseline != null) {
            api.err().println("hive: " + newBaseline + " was not written, because the run did not pass");
            api.err().flush();
        }
    }

    private static void note(Api api, String line) {
        if (!api.json()) {
            api.say(line);
        }
    }

    private static ObjectNode json(ExperimentRun run, ObjectNode document) {
        document.put("run_id", run.id())
                .put("name", run.name())
                .put("status", run.status().wireName())
                .put("passed", run.passed())
                .put("recorded", run.recorded())
                .put("url", run.url().map(Object::toString).orElse(null));
        ArrayNode gates = document.putArray("gates");
        run.gates()
                .forEach(gate -> gates.addObject()
                        .put("gate", gate.gate())
                        .put("outcome", gate.outcome().wireName())
                        .put("reason", gate.reason()));
        ArrayNode means = document.putArray("metrics");
        run.metrics()
                .forEach(metric -> means.addObject()
                        .put("name", metric.name())
                        .put("mean", Double.isFinite(metric.mean()) ? metric.mean() : null)
                        .put("count", metric.count())
                        .put("errors", metric.errors()));
        ArrayNode rows = document.putArray("rows");
        run.rows().forEach(row -> json(row, rows.addObject()));
        document.putPOJO("problems", run.problems());
        return document;
    }

    private static void json(Row row, ObjectNode line) {
        line.put("datapoint_id", row.datapoint().id())
                .put("session_id", row.sessionId())
                .put("duration_ms", row.duration().toMillis())
                .put("error", row.errorText().orElse(null))
                .putPOJO("output", row.output().orElse(null))
                .putPOJO("scores", row.scores())
                .putPOJO("explanations", row.explanations())
                .putPOJO("evaluator_errors", row.evaluatorErrors());
    }

    private static String[] names(List<String> names) {
        return names.toArray(String[]::new);
    }
}
