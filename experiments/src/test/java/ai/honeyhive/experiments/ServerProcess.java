// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.server.HoneyHiveServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, that can be killed and come back under the same address. */
final class ServerProcess implements AutoCloseable {
    private final Path directory;
    private Process process;
    private URI url;

    private ServerProcess(Path directory) throws IOException {
        this.directory = directory;
        start(0);
    }

    /** What runs in the process. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws InterruptedException {
            HoneyHiveServer server = HoneyHiveServer.builder()
                    .dataDirectory(Path.of(arguments[0]))
                    .port(Integer.parseInt(arguments[1]))
                    .build()
                    .start();
            System.out.println("url " + server.url());
            Thread.currentThread().join();
        }
    }

    static ServerProcess start(Path directory) throws IOException {
        return new ServerProcess(directory);
    }

    URI url() {
        return url;
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the server does not end");
        }
    }

    /** Starts it again with the same data at the same port. */
    void comeBack() throws IOException {
        start(url.getPort());
    }

    private void start(int port) throws IOException {
        Path log = directory.resolveSibling(directory.getFileName() + ".log");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        directory.toString(),
                        Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("url ")) {
                url = URI.create(line.substring(4));
                return;
            }
        }
        throw new IOException("the server ended before it was ready: " + Files.readString(log));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
