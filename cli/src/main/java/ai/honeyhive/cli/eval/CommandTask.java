// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a program for each row: JSON goes to its standard input, its standard output is the answer. */
final class CommandTask {
    private final List<String> command;
    private final Path directory;
    private final Duration timeout;

    CommandTask(List<String> command, Path directory, Duration timeout) {
        this.command = List.copyOf(command);
        this.directory = directory;
        this.timeout = timeout;
    }

    /** A text is for the shell, a list is a program and its arguments as they are. */
    static CommandTask of(YamlEntry entry, Path directory, Duration timeout) {
        List<String> command = entry.isText()
                ? List.of("/bin/sh", "-c", entry.text())
                : entry.list().stream()
                        .map(part -> String.valueOf(part.value()))
                        .toList();
        if (command.isEmpty()) {
            throw entry.fault("must name a program");
        }
        return new CommandTask(command, directory, timeout);
    }

    String run(Object input, Map<String, ?> inputs) throws IOException, InterruptedException, TimeoutException {
        boolean shell = command.size() == 3 && command.get(0).equals("/bin/sh");
        // Into a shell's text nothing is put: an input could be an order.
        List<String> arguments = shell
                ? command
                : command.stream().map(part -> Template.text(part, inputs)).toList();
        Process process =
                new ProcessBuilder(arguments).directory(directory.toFile()).start();
        try {
            CompletableFuture<String> out = read(process.getInputStream());
            CompletableFuture<String> err = read(process.getErrorStream());
            CompletableFuture<Void> in =
                    CompletableFuture.runAsync(() -> write(process, Answers.write(input)), CommandTask::start);
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimeoutException("no answer after " + timeout.toMillis() / 1000.0 + " s");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(
                        "exit code " + process.exitValue() + ": " + Answers.shortened(err.join()));
            }
            in.join();
            return out.join();
        } catch (CompletionException e) {
            throw new IOException("the program's output cannot be read: " + e.getCause(), e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void write(Process process, String input) {
        try (var to = process.getOutputStream()) {
            to.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // A program may well answer without reading, and then closes its end: its answer is what counts.
            System.getLogger(CommandTask.class.getName()).log(System.Logger.Level.DEBUG, "input not read", e);
        }
    }

    private static CompletableFuture<String> read(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (stream) {
                        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                CommandTask::start);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "honeyhive-eval-command");
        thread.setDaemon(true);
        thread.start();
    }
}
