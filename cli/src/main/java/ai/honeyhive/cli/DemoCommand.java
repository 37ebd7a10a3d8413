// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.cli.demo.DemoExperiment;
import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.server.HoneyHiveServer;
import ai.honeyhive.tracing.HoneyHiveTracer;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hive demo}: server, application and experiment in one process. */
@Command(
        name = "demo",
        description = {
            "Start the local server, run a question-answering application over a small handbook, and show how it did.",
            "With OPENAI_API_KEY (and OPENAI_BASE_URL, OPENAI_MODEL) in the environment that model answers."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Option(names = "--exit", description = "End after the table instead of serving the page until Ctrl-C.")
    private boolean exit;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (HoneyHiveServer server = options.start()) {
            boolean recorded = run(server, out);
            if (!exit) {
                out.println("Serving " + server.url() + " until Ctrl-C.");
                out.flush();
                UntilStopped.await(server);
            }
            return recorded ? 0 : 1;
        }
    }

    /** Returns whether all of it can be seen on the page. */
    private static boolean run(HoneyHiveServer server, PrintWriter out) throws InterruptedException {
        try (DemoExperiment demo = open();
                HoneyHiveTracer tracer = HoneyHiveTracer.builder()
                        .serverUrl(server.url().toString())
                        .apiKey("local")
                        .project("handbook")
                        .source("demo")
                        .build()) {
            out.println("The handbook's questions, answered by " + demo.readerName() + ":");
            out.flush();
            ExperimentRun run = demo.with(tracer).run();
            return run.recorded();
        }
    }

    private static DemoExperiment open() {
        try {
            return DemoExperiment.open(System.getenv());
        } catch (IllegalArgumentException e) { // names the variable of the environment that cannot be used
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
