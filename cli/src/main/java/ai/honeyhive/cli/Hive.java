// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry of the command line. */
@Command(
        name = "hive",
        description = "See what LLM applications do, and whether a change made them better.",
        mixinStandardHelpOptions = true,
        versionProvider = Hive.Version.class)
public final class Hive implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(
            ServeCommand.class,
            DemoCommand.class,
            KeysCommand.class,
            DoctorCommand.class,
            DatasetCommand.class,
            RunsCommand.class,
            EvalCommand.class,
            CompareCommand.class,
            TailCommand.class,
            CompletionCommand.class,
            SqlCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            BackupCommand.class);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /**
     * Runs one command and ends the process with its exit code: 0 for success, 1 for failure, 2 for wrong usage.
     *
     * @param args command and options
     */
    public static void main(String[] args) {
        try (InputStream logging = Hive.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(logging);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.exit(commandLine(args).execute(args));
    }

    /** The one that is named, as making all of them takes as long as the start of a server; all for those that tell of all. */
    private static List<Class<?>> commands(String... args) {
        return COMMANDS.stream()
                .filter(command -> command != CompletionCommand.class)
                .filter(command -> args.length > 0 && args[0].equals(name(command)))
                .findFirst()
                .<List<Class<?>>>map(List::of)
                .orElse(COMMANDS);
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }

    /** For these arguments, or without any for all that there are. */
    static CommandLine commandLine(String... args) {
        var commandLine = new CommandLine(new Hive());
        commands(args).forEach(command -> commandLine.addSubcommand(name(command), command));
        return commandLine.setExecutionExceptionHandler((failure, failed, parsed) -> {
            if (!(failure instanceof CommandFailure known)) {
                throw failure; // a fault of ours: with its stack trace
            }
            failed.getErr().println("hive: " + failure.getMessage());
            return known.exitCode();
        });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    /** Reads the version that the build wrote. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            Properties properties = new Properties();
            try (InputStream file = Hive.class.getResourceAsStream("version.properties")) {
                properties.load(file);
            }
            return new String[] {
                "hive " + properties.getProperty("version") + " (Java " + System.getProperty("java.version") + ")"
            };
        }
    }
}
