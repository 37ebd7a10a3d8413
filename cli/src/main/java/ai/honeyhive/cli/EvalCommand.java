// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.cli.eval.EvalClass;
import ai.honeyhive.cli.eval.EvalException;
import ai.honeyhive.cli.eval.EvalFile;
import ai.honeyhive.cli.eval.EvalGate;
import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.client.HoneyHiveException;
import ai.honeyhive.experiments.DatasetException;
import ai.honeyhive.experiments.Experiment;
import ai.honeyhive.experiments.ExperimentException;
import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.RunStatus;
import ai.honeyhive.tracing.HoneyHiveTracer;
import ai.honeyhive.tracing.HoneyHiveTracerBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code hive eval}. */
@Command(
        name = "eval",
        description = {
            "Run an experiment that a YAML file describes, or a class makes, and record it on a server.",
            "Ends with 0 if every gate is passed, 1 if one failed, 2 if nothing was decided."
        },
        mixinStandardHelpOptions = true)
final class EvalCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "A YAML file with dataset, task, evaluators and gates: see docs/command-line.md")
    private @Nullable Path file;

    @Option(
            names = "--class",
            paramLabel = "NAME",
            description = "Instead of FILE: a class that implements Supplier<Experiment<...>>.")
    private @Nullable String className;

    @Option(
            names = {"--class-path", "-cp"},
            paramLabel = "PATH",
            defaultValue = "",
            description = "Jars and folders where the class and what it needs are.")
    private String classPath = "";

    @Option(names = "--run-name", paramLabel = "NAME", description = "Name of the run. Default: the experiment's.")
    private @Nullable String runName;

    @Option(
            names = "--project",
            paramLabel = "NAME",
            description = "Project that the run belongs to. Default: HH_PROJECT, or what the key says.")
    private @Nullable String project;

    @Option(names = "--unrecorded", description = "Record nothing, and need no server.")
    private boolean unrecorded;

    @Mixin
    private final Api api = new Api();

    @Override
    public Integer call() throws InterruptedException {
        if ((file == null) == (className == null)) {
            throw CommandFailure.broken("name either a FILE or a --class", null);
        }
        try {
            if (!unrecorded) {
                return api.use(client -> run(client, recorder(client)));
            }
            return run(null, null);
        } catch (EvalException | DatasetException | ExperimentException | HoneyHiveException e) {
            throw CommandFailure.broken(String.valueOf(e.getMessage()), e);
        }
    }

    private HoneyHiveTracer recorder(HoneyHiveClient client) {
        HoneyHiveTracerBuilder tracer = HoneyHiveTracer.builder()
                .serverUrl(client.serverUrl().toString())
                .source("evaluation");
        if (project != null) {
            tracer.project(project);
        }
        return tracer.build();
    }

    private int run(@Nullable HoneyHiveClient client, @Nullable HoneyHiveTracer recorder) {
        try (HoneyHiveTracer tracer = recorder) {
            EvalFile described = file == null
                    ? null
                    : EvalFile.read(
                            file,
                            () -> client == null ? HoneyHiveClient.builder().build() : client);
            Experiment<?> experiment =
                    described == null ? EvalClass.load(String.valueOf(className), classPath) : described.experiment();
            if (tracer == null) {
                experiment.unrecorded();
            } else {
                experiment.tracer(tracer);
            }
            if (runName != null && !runName.isBlank()) {
                experiment.runName(runName);
            }
            ExperimentRun run = experiment.quiet().run();
            List<EvalGate.Result> gates = described == null
                    ? List.of()
                    : described.gates().stream().map(gate -> gate.decide(run)).toList();
            if (api.json()) {
                printJson(run, gates);
            } else {
                printText(run, gates);
            }
            return code(run, gates);
        }
    }

    private static int code(ExperimentRun run, List<EvalGate.Result> gates) {
        if (run.status() != RunStatus.COMPLETED) {
            return 2;
        }
        if (gates.stream().anyMatch(gate -> gate.outcome() == EvalGate.Outcome.FAILED)) {
            return 1;
        }
        return gates.stream().allMatch(gate -> gate.outcome() == EvalGate.Outcome.PASSED) ? 0 : 2;
    }

    private void printJson(ExperimentRun run, List<EvalGate.Result> gates) {
        ObjectNode document = api.object()
                .put("run_id", run.id())
                .put("name", run.name())
                .put("status", run.status().wireName())
                .put("recorded", run.recorded())
                .put("url", run.url().map(Object::toString).orElse(null));
        ArrayNode metrics = document.putArray("metrics");
        run.metrics()
                .forEach(metric -> metrics.addObject()
                        .put("name", metric.name())
                        .put("mean", Double.isFinite(metric.mean()) ? metric.mean() : null)
                        .put("count", metric.count())
                        .put("errors", metric.errors()));
        ArrayNode decided = document.putArray("gates");
        gates.forEach(gate -> decided.addObject()
                .put("gate", gate.gate())
                .put("outcome", gate.outcome().name().toLowerCase(Locale.ROOT))
                .put("reason", gate.reason()));
        ArrayNode rows = document.putArray("rows");
        run.rows().forEach(row -> {
            ObjectNode line = rows.addObject()
                    .put("datapoint_id", row.datapoint().id())
                    .put("session_id", row.sessionId())
                    .put("error", row.errorText().orElse(null));
            line.putPOJO("output", row.output().orElse(null));
            line.putPOJO("scores", row.scores());
            line.putPOJO("explanations", row.explanations());
            line.putPOJO("evaluator_errors", row.evaluatorErrors());
        });
        document.putPOJO("problems", run.problems());
        api.print(document);
    }

    private void printText(ExperimentRun run, List<EvalGate.Result> gates) {
        api.out().print(run.table());
        api.out().flush();
        gates.forEach(gate -> api.say(
                "gate " + gate.outcome().name().toLowerCase(Locale.ROOT) + ": " + gate.gate() + ": " + gate.reason()));
    }
}
