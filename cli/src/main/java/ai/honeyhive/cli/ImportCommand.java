// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code hive import}. */
@Command(
        name = "import",
        description = {
            "Store what hive export has written. What is there already stays as it is, so a file may be imported twice.",
            "Lines that are wrong are named, all others are stored; then the exit code is 1."
        },
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    private static final int BATCH_CHARACTERS = 1024 * 1024;
    private static final int MAX_SHOWN = 20;

    @Parameters(paramLabel = "FILE", description = "What to read; - for the standard input.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Mixin
    private final RunningServer server = new RunningServer();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private long taken;
    private long failed;
    private boolean ended;

    @Override
    public Integer call() throws InterruptedException {
        server.use(connection -> {
            try (var lines = new BufferedReader(input())) {
                read(lines, connection);
            }
            return true;
        });
        PrintWriter err = spec.commandLine().getErr();
        err.println(taken + " lines are stored" + (failed == 0 ? "" : ", " + failed + " were wrong"));
        if (!ended) {
            err.println("hive: " + file + " has no end: it was cut off, so there may be more");
        }
        err.flush();
        return failed == 0 && ended ? 0 : 1;
    }

    private Reader input() {
        if (file.toString().equals("-")) {
            return new InputStreamReader(System.in, StandardCharsets.UTF_8);
        }
        try {
            return Files.newBufferedReader(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be read: " + e, e);
        }
    }

    private void read(BufferedReader lines, RunningServer.Connection connection)
            throws IOException, InterruptedException {
        var batch = new StringBuilder();
        long first = 1;
        long number = 0;
        for (String line = next(lines); line != null; line = next(lines)) {
            number++;
            ended |= line.startsWith("{\"type\":\"end\"");
            if (batch.length() > 0 && batch.length() + line.length() > BATCH_CHARACTERS) {
                send(connection, batch.toString(), first);
                batch.setLength(0);
                first = number;
            }
            batch.append(line).append('\n');
        }
        if (batch.length() > 0) {
            send(connection, batch.toString(), first);
        }
    }

    private String next(BufferedReader lines) {
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be read: " + e, e);
        }
    }

    private void send(RunningServer.Connection connection, String lines, long first)
            throws IOException, InterruptedException {
        JsonNode answer = connection.json(connection.send(
                "/v1/import",
                request -> request.header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(lines))));
        taken += answer.path("taken").asLong();
        PrintWriter err = spec.commandLine().getErr();
        for (JsonNode fault : answer.path("faults")) {
            if (failed++ < MAX_SHOWN) {
                err.println("hive: line " + (first - 1 + fault.path("line").asLong()) + ": "
                        + fault.path("message").asString());
            }
        }
        failed += answer.path("failed").asLong() - answer.path("faults").size();
    }
}
