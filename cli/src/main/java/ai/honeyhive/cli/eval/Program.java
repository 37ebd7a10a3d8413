// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Runs a program for each row: JSON goes to its standard input, its standard output is the answer. */
final class Program {
    private static final int MOST_SAID = 4 * 1024;

    private final List<String> command;
    private final boolean shell;
    private final Path directory;

    private Program(List<String> command, boolean shell, Path directory) {
        this.command = List.copyOf(command);
        this.shell = shell;
        this.directory = directory;
    }

    /** A text is for the shell, a list is a program and its arguments. */
    static Program of(YamlEntry entry, Path directory) {
        if (entry.isText()) {
            boolean windows = System.getProperty("os.name").startsWith("Windows");
            List<String> shell = windows ? List.of("cmd.exe", "/c") : List.of("/bin/sh", "-c");
            return new Program(List.of(shell.get(0), shell.get(1), entry.text()), true, directory);
        }
        List<String> command =
                entry.list().stream().map(part -> String.valueOf(part.value())).toList();
        if (command.isEmpty() || command.get(0).isBlank()) {
            throw entry.fault("must name a program");
        }
        return new Program(command, false, directory);
    }

    /**
     * Runs it once. An interrupt kills it, with all that it has started.
     *
     * @param inputs what stands for {@code {{name}}} in an argument
     * @throws IOException if it cannot be started, ends with another code than 0, or prints too much or no UTF-8
     */
    String run(Object input, Map<String, ?> inputs) throws IOException, InterruptedException {
        // Into the shell's text nothing is put: an input could be an order.
        List<String> arguments = shell
                ? command
                : command.stream().map(part -> Template.text(part, inputs)).toList();
        Process process =
                new ProcessBuilder(arguments).directory(directory.toFile()).start();
        try {
            CompletableFuture<byte[]> said = read(process.getErrorStream(), Program::end);
            CompletableFuture<byte[]> printed = read(process.getInputStream(), Answers::bytes);
            write(process, Answers.write(input));
            byte[] answer = get(printed);
            int code = process.waitFor();
            if (code != 0) {
                String text = Answers.ending(new String(get(said), StandardCharsets.UTF_8));
                throw new IOException("exit code " + code + (text.isEmpty() ? "" : ": " + text));
            }
            return Answers.decode(answer, StandardCharsets.UTF_8);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            // Or it would be left to others, should this program end right now; an interrupt must not cut this short.
            process.onExit().completeOnTimeout(process, 2, TimeUnit.SECONDS).join();
        }
    }

    private interface Reading {
        byte[] read(InputStream stream) throws IOException;
    }

    private static CompletableFuture<byte[]> read(InputStream stream, Reading reading) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (stream) {
                        return reading.read(stream);
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                Program::start);
    }

    private static byte[] get(CompletableFuture<byte[]> reading) throws IOException, InterruptedException {
        try {
            return reading.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException("the output cannot be used: " + (cause == null ? e : cause.getMessage()), e);
        }
    }

    /** Returns the last of what is there, which is where programs say what went wrong. */
    private static byte[] end(InputStream stream) throws IOException {
        byte[] last = {};
        for (byte[] more = stream.readNBytes(MOST_SAID); more.length > 0; more = stream.readNBytes(MOST_SAID)) {
            byte[] both = Arrays.copyOf(last, last.length + more.length);
            System.arraycopy(more, 0, both, last.length, more.length);
            last = Arrays.copyOfRange(both, Math.max(0, both.length - MOST_SAID), both.length);
        }
        return last;
    }

    private static void write(Process process, String input) {
        start(() -> {
            try (var to = process.getOutputStream()) {
                to.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // A program may well answer without reading, and then closes its end: its answer is what counts.
                System.getLogger(Program.class.getName()).log(System.Logger.Level.DEBUG, "input not read", e);
            }
        });
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "honeyhive-eval-program");
        thread.setDaemon(true);
        thread.start();
    }
}
