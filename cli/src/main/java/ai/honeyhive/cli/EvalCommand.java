// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.cli.eval.EvalClass;
import ai.honeyhive.cli.eval.EvalException;
import ai.honeyhive.cli.eval.EvalFile;
import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.client.HoneyHiveConnectionException;
import ai.honeyhive.client.HoneyHiveException;
import ai.honeyhive.experiments.DatasetException;
import ai.honeyhive.experiments.ExitCode;
import ai.honeyhive.experiments.Experiment;
import ai.honeyhive.experiments.ExperimentException;
import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.gates.BaselineException;
import ai.honeyhive.tracing.HoneyHiveTracer;
import ai.honeyhive.tracing.HoneyHiveTracerBuilder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hive eval}. */
@Command(
        name = "eval",
        description = {
            "Run an experiment that a YAML file describes, or a class makes, and record it on a server.",
            "Ends with 0 if every gate is passed, 1 if one failed, 2 if nothing was decided or something is broken."
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
    private final EvalOutcome outcome = new EvalOutcome();

    @Mixin
    private final Api api = new Api();

    @Override
    public Integer call() throws InterruptedException {
        if ((file == null) == (className == null)) {
            throw CommandFailure.broken("name either a FILE or a --class", null);
        }
        if (runName != null && runName.isBlank()) {
            throw CommandFailure.broken("--run-name must not be blank", null);
        }
        outcome.check();
        ExperimentRun run = unrecorded ? alone() : api.use(this::run);
        try {
            outcome.show(run, api);
        } catch (BaselineException | UncheckedIOException e) {
            throw broken(e);
        }
        return ExitCode.of(run);
    }

    /** A dataset may be on a server all the same. */
    private ExperimentRun alone() {
        try {
            return run(null);
        } catch (HoneyHiveException e) {
            throw broken(e);
        }
    }

    /** Failures end here: what this throws names neither the server nor --url, which may have nothing to do with it. */
    private ExperimentRun run(@Nullable HoneyHiveClient client) {
        try {
            Experiment<?> experiment = experiment(client);
            outcome.prepare(experiment, api);
            if (runName != null) {
                experiment.runName(runName);
            }
            if (client == null) {
                return experiment.unrecorded().run();
            }
            try (HoneyHiveTracer recorder = recorder(client)) {
                return experiment.tracer(recorder).run();
            }
        } catch (ExperimentException e) {
            throw e.getCause() instanceof HoneyHiveException cause ? failed(cause, client) : broken(e);
        } catch (HoneyHiveException e) {
            throw failed(e, client);
        } catch (EvalException
                | DatasetException
                | BaselineException
                | IllegalArgumentException
                | IllegalStateException e) {
            throw broken(e);
        }
    }

    private static RuntimeException failed(HoneyHiveException failure, @Nullable HoneyHiveClient client) {
        return failure instanceof HoneyHiveConnectionException && client != null
                ? CommandFailure.broken(
                        "no server answers at " + client.serverUrl()
                                + ": start one with hive serve, choose another with --url, or record nothing with"
                                + " --unrecorded",
                        failure)
                : failure;
    }

    private static CommandFailure broken(RuntimeException failure) {
        return CommandFailure.broken(String.valueOf(failure.getMessage()), failure);
    }

    private Experiment<?> experiment(@Nullable HoneyHiveClient client) {
        if (file == null) {
            return EvalClass.load(String.valueOf(className), classPath);
        }
        return EvalFile.read(
                file, () -> client == null ? HoneyHiveClient.builder().build() : client);
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
}
