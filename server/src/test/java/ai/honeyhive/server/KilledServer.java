// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, to be ended without warning, or with. */
final class KilledServer implements AutoCloseable {
    private static final long LIMIT_SECONDS = 60;

    private final Process process;
    private final Path log;
    private final URI url;

    private KilledServer(Process process, Path log, URI url) {
        this.process = process;
        this.log = log;
        this.url = url;
    }

    /** What runs in the process. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws InterruptedException {
            HoneyHiveServer server = HoneyHiveServer.builder()
                    .dataDirectory(Path.of(arguments[0]))
                    .build()
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            System.out.println("url " + server.url());
            Thread.currentThread().join();
        }
    }

    static KilledServer start(Path directory) throws IOException {
        Path log = directory.resolveSibling(directory.getFileName() + ".log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new KilledServer(process, log, url(process, log));
    }

    URI url() {
        return url;
    }

    /** What the server has written to its log, in all its lives. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM; the server finishes what it has taken. */
    void stop() throws InterruptedException {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the server does not end");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static URI url(Process process, Path log) throws IOException {
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("url ")) {
                return URI.create(line.substring(4));
            }
        }
        throw new IOException("the server ended before it was ready: " + Files.readString(log));
    }
}
