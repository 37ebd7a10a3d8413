// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** {@code hive serve} in a JVM of its own with a heap of 512 MB. */
final class ServerProcess implements AutoCloseable {
    private static final String HEAP = "-Xmx512m";
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final URI url;
    private final Path collections;
    private final double millisToReady;

    private ServerProcess(Process process, URI url, Path collections, double millisToReady) {
        this.process = process;
        this.url = url;
        this.collections = collections;
        this.millisToReady = millisToReady;
    }

    /** Starts a server from this program's class path and waits until it is ready. */
    static ServerProcess start(Path data, List<String> arguments) throws IOException, InterruptedException {
        Path collections = collections();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(HEAP);
        command.add("-Xlog:gc:file=" + collections);
        command.addAll(arguments);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "ai.honeyhive.cli.Hive"));
        return run(new ProcessBuilder(command), data, collections);
    }

    /** Starts a server as its users do, and waits until it is ready. */
    static ServerProcess startBy(Path script, Path data) throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder(script.toString());
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process.environment().put("JAVA_TOOL_OPTIONS", HEAP);
        return run(process, data, collections());
    }

    private static ServerProcess run(ProcessBuilder builder, Path data, Path collections)
            throws IOException, InterruptedException {
        Files.createDirectories(data);
        int port = freePort();
        builder.command().addAll(List.of("serve", "--port", Integer.toString(port), "--data", data.toString()));
        long began = System.nanoTime();
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(data.resolve("server.log").toFile())
                .start();
        URI url = URI.create("http://127.0.0.1:" + port);
        try {
            awaitReady(process, url, began);
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
        return new ServerProcess(process, url, collections, (System.nanoTime() - began) / 1e6);
    }

    private static Path collections() throws IOException {
        Path collections = Files.createTempFile("hive-load-gc", ".log");
        collections.toFile().deleteOnExit();
        return collections;
    }

    URI url() {
        return url;
    }

    /** From the start of the process to the first answer. */
    double millisToReady() {
        return millisToReady;
    }

    /** The most that was on the heap when it was collected, and the most that was left of it, in megabytes. */
    String heap() {
        int most = 0;
        int left = 0;
        try {
            for (MatchResult collection :
                    COLLECTION.matcher(Files.readString(collections)).results().toList()) {
                most = Math.max(most, Integer.parseInt(collection.group(1)));
                left = Math.max(left, Integer.parseInt(collection.group(2)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return most + " MB, " + left + " MB after collection";
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the server did not stop in " + PATIENCE);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Knocks before it asks, so that waiting takes little from the one that starts. */
    private static void awaitReady(Process process, URI url, long began) throws IOException, InterruptedException {
        HttpRequest health = HttpRequest.newBuilder(url.resolve("/health")).build();
        while (process.isAlive() && System.nanoTime() - began < PATIENCE.toNanos()) {
            if (listens(url)
                    && Api.HTTP
                                    .send(health, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) {
                return;
            }
            Thread.sleep(10);
        }
        throw new IOException("the server did not start; its output is beside its data");
    }

    private static boolean listens(URI url) {
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
