// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.server.HoneyHiveServer;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hive serve}. */
@Command(
        name = "serve",
        description = "Start the local server and its page, until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Mixin
    private final ServeOptions more = new ServeOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        ServerLogging.configure(more);
        try (HoneyHiveServer server = options.start(more::apply)) {
            out.println("HoneyHive is at " + server.url() + ", its data in " + options.data.toAbsolutePath());
            String key = server.requiresKeys() ? " and a key (hive keys create)" : " (no key needed)";
            out.println("Send to it with HH_API_URL=" + server.url() + key + ". Ctrl-C stops it.");
            out.flush();
            UntilStopped.await(server);
        }
        return 0;
    }
}
