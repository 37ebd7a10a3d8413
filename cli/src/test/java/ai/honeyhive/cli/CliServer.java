// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.server.HoneyHiveServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server on loopback, and commands in this process that speak to it. */
final class CliServer implements AutoCloseable {
    private final HoneyHiveServer server;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    CliServer(Path directory) {
        server = HoneyHiveServer.builder()
                .dataDirectory(directory.resolve("data"))
                .build()
                .start();
    }

    String url() {
        return server.url().toString();
    }

    HoneyHiveClient client() {
        return HoneyHiveClient.builder().serverUrl(url()).build();
    }

    /** Runs a command with {@code --url} of this server. */
    int hive(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--url";
        all[arguments.length + 1] = url();
        return plain(all);
    }

    /** Runs a command as it is given. */
    int plain(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Hive.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** The whole output as JSON. */
    JsonNode json() {
        return new JsonMapper().readTree(out());
    }

    @Override
    public void close() {
        server.close();
    }
}
