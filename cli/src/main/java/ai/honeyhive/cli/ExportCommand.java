// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hive export}. */
@Command(
        name = "export",
        description = {
            "Write everything of a project as lines of JSON: sessions, events, runs, datasets, metrics, charts.",
            "Keys are not part of it. hive import reads it again, into any kind of database."
        },
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    private static final String STANDARD = "-";

    @Parameters(paramLabel = "FILE", description = "Where to write; - for the standard output.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Option(names = "--force", description = "Replace a file that exists.")
    private boolean force;

    @Mixin
    private final RunningServer server = new RunningServer();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (file.toString().equals(STANDARD)) {
            write(spec.commandLine().getOut());
            return 0;
        }
        if (Files.exists(file) && !force) {
            throw new CommandFailure(file + " exists: choose another name, or replace it with --force");
        }
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        long lines;
        try {
            try (Writer out = Files.newBufferedWriter(partial, StandardCharsets.UTF_8)) {
                lines = write(out);
            }
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(file + " cannot be replaced", e);
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be written: " + e, e);
        } finally {
            remove(partial);
        }
        spec.commandLine().getErr().println(lines + " lines are in " + file);
        spec.commandLine().getErr().flush();
        return 0;
    }

    /** What an export that failed has left. */
    private static void remove(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            throw new CommandFailure(partial + " is left over and cannot be removed: " + e, e);
        }
    }

    /** Copies the lines; an export whose end is missing was cut off. */
    private long write(Writer out) throws InterruptedException {
        return server.use(connection -> {
            InputStream body = connection.send("/v1/export", request -> request);
            long lines = 0;
            String last = "";
            try (var in = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    out.write(line);
                    out.write('\n');
                    lines++;
                    last = line;
                }
            } catch (IOException e) {
                throw new CommandFailure("the export broke off after " + lines + " lines: " + e.getMessage(), e);
            }
            out.flush();
            if (!last.startsWith("{\"type\":\"end\"")) {
                throw new CommandFailure("the export broke off after " + lines + " lines: see the server's log");
            }
            return lines;
        });
    }
}
