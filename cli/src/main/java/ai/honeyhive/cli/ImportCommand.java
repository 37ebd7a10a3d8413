// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hive import}. */
@Command(
        name = "import",
        description = {
            "Store what hive export has written. What is there already stays as it is, so a file may be imported twice.",
            "Lines that are wrong are named, all others are stored; then the exit code is 1. A server that is busy is"
                    + " waited for."
        },
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    /** What a server takes at most of a request, expanded. */
    private static final int MAX_LINE_BYTES = 127 * 1024 * 1024;

    private static final int MAX_SHOWN = 20;

    @Parameters(paramLabel = "FILE", description = "What to read; - for the standard input.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Mixin
    private final RunningServer server = new RunningServer();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private long failed;
    private boolean ended;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try (var lines = new LineReader(input(), MAX_LINE_BYTES)) {
            server.use(connection -> {
                var batches = new ImportBatches(connection, this::fault);
                try {
                    read(lines, batches);
                } finally { // also what an import that broke off has stored
                    failed += batches.unnamed();
                    err.println(
                            batches.taken() + " lines are stored" + (failed == 0 ? "" : ", " + failed + " were wrong"));
                    err.flush();
                }
                return true;
            });
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be closed: " + e, e);
        }
        if (!ended) {
            err.println("hive: " + file + " has no end: it was cut off, so there may be more");
            err.flush();
        }
        return failed == 0 && ended ? 0 : 1;
    }

    private InputStream input() {
        if (file.toString().equals("-")) {
            return System.in;
        }
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be read: " + e, e);
        }
    }

    private void read(LineReader lines, ImportBatches batches) throws IOException, InterruptedException {
        for (LineReader.Line line = next(lines); line != null; line = next(lines)) {
            ended |= line.text().startsWith("{\"type\":\"end\"");
            if (line.fault() != null) {
                fault(line.number(), line.fault());
            }
            batches.add(line.number(), line.text());
        }
        batches.finish();
    }

    private LineReader.@Nullable Line next(LineReader lines) {
        try {
            return lines.next();
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be read: " + e, e);
        }
    }

    private void fault(long line, String message) {
        if (failed++ < MAX_SHOWN) {
            spec.commandLine().getErr().println("hive: line " + line + ": " + message);
        }
    }
}
