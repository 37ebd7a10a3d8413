// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.server.ApiKeys;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hive keys}: who may reach which project. Works while a server runs on the same data. */
@Command(
        name = "keys",
        description = "Create, list and revoke the keys of a server's projects; a running server takes it up at once.",
        mixinStandardHelpOptions = true)
final class KeysCommand implements Runnable {
    private static final String LINE = "%-10s %-20s %-20s %-21s %-21s %s%n";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which of create, list and revoke?");
    }

    @Command(name = "create", description = "Make a key and show it, once.", mixinStandardHelpOptions = true)
    int create(
            @Option(
                            names = "--project",
                            paramLabel = "P",
                            defaultValue = "default",
                            description = "Project that the key opens. Default: ${DEFAULT-VALUE}")
                    String project,
            @Option(names = "--name", paramLabel = "NAME", defaultValue = "", description = "What the key is for.")
                    String name,
            @Option(
                            names = "--data",
                            paramLabel = "DIR",
                            defaultValue = ".hive",
                            description = "Folder of the database. Default: ${DEFAULT-VALUE}")
                    Path data) {
        PrintWriter out = spec.commandLine().getOut();
        ApiKeys.Created created = created(project, name, data);
        out.println(created.secret());
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        err.println(
                "Key " + created.key().id() + " opens project '" + created.key().project()
                        + "'. Keep it: it is not shown again. Send to the project with HH_API_KEY=<key>.");
        err.flush();
        return 0;
    }

    private static ApiKeys.Created created(String project, String name, Path data) {
        try {
            return ApiKeys.in(data).create(project, name);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    @Command(name = "list", description = "Show all keys but not what they are.", mixinStandardHelpOptions = true)
    int list(
            @Option(names = "--project", paramLabel = "P", description = "Only those of a project.") @Nullable String project,
            @Option(
                            names = "--data",
                            paramLabel = "DIR",
                            defaultValue = ".hive",
                            description = "Folder of the database. Default: ${DEFAULT-VALUE}")
                    Path data) {
        PrintWriter out = spec.commandLine().getOut();
        List<ApiKeys.Key> keys = ApiKeys.in(data).list().stream()
                .filter(key -> project == null || key.project().equals(project))
                .toList();
        if (keys.isEmpty()) {
            out.println("There are no keys. Make one with: hive keys create");
        } else {
            out.printf(Locale.ROOT, LINE, "id", "project", "name", "created", "last used", "state");
            keys.forEach(key -> out.printf(
                    Locale.ROOT,
                    LINE,
                    key.id(),
                    key.project(),
                    key.name(),
                    time(key.created()),
                    time(key.lastUsed()),
                    key.revoked() == null ? "good" : "revoked " + time(key.revoked())));
        }
        out.flush();
        return 0;
    }

    @Command(name = "revoke", description = "Make a key worthless, at once.", mixinStandardHelpOptions = true)
    int revoke(
            @Parameters(paramLabel = "ID", description = "As hive keys list shows it.") String id,
            @Option(
                            names = "--data",
                            paramLabel = "DIR",
                            defaultValue = ".hive",
                            description = "Folder of the database. Default: ${DEFAULT-VALUE}")
                    Path data) {
        if (!ApiKeys.in(data).revoke(id)) {
            throw new CommandFailure("there is no good key " + id + " in " + data + ": see hive keys list");
        }
        spec.commandLine().getOut().println("Key " + id + " is revoked.");
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "never" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
