// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.server.DataDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hive backup}. */
@Command(
        name = "backup",
        description = {
            "Copy a data folder with all its projects, while a server works on it or not.",
            "The copy is as of one moment for each project, and is a data folder itself: hive serve --data DIR.",
            "What is in PostgreSQL its own tools copy: pg_dump."
        },
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Where the copy goes; must not exist.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path target;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".hive",
            description = "Folder of the database. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of(".hive");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            long bytes = DataDirectory.backup(data, target);
            spec.commandLine()
                    .getOut()
                    .println("The copy is in " + target + ", " + (bytes + 1024 * 1024 - 1) / (1024 * 1024) + " MiB");
            spec.commandLine().getOut().flush();
            return 0;
        } catch (IOException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
