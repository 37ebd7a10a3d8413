// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.server.DataDirectoryInUseException;
import ai.honeyhive.server.HoneyHiveServer;
import ai.honeyhive.server.PortInUseException;
import ai.honeyhive.server.ServerStartException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the local server listens and keeps its data; shared by the commands that start one. */
final class ServerOptions {
    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8383",
            description = "Port to listen on, 0 for any free one. Default: ${DEFAULT-VALUE}")
    int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".hive",
            description = "Folder of the database; made when missing. Default: ${DEFAULT-VALUE}")
    Path data = Path.of(".hive");

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "PostgreSQL database to keep everything in instead, such as"
                    + " jdbc:postgresql://localhost:5432/honeyhive; user and password from HH_DATABASE_USER and"
                    + " HH_DATABASE_PASSWORD if the URL does not say them")
    @Nullable String database;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "Prices of your own models, or other prices for known ones, as JSON in dollars a million"
                    + " tokens: {\"models\": [{\"model\": \"ours\", \"input\": 0.5, \"output\": 1.5}]}")
    @Nullable Path prices;

    @Mixin
    private final ModelOptions models = new ModelOptions();

    HoneyHiveServer start() {
        return start(server -> {});
    }

    /** Starts a server that was told some more. */
    HoneyHiveServer start(Consumer<HoneyHiveServer.Builder> more) {
        if (port < 0 || port > 65_535) {
            throw new CommandFailure("--port " + port + " is no port: choose one from 1 to 65535, or 0");
        }
        try {
            var server = HoneyHiveServer.builder().port(port).dataDirectory(data);
            if (database != null) {
                server.database(database, System.getenv("HH_DATABASE_USER"), System.getenv("HH_DATABASE_PASSWORD"));
            }
            if (prices != null) {
                server.prices(prices);
            }
            models.applyTo(server);
            more.accept(server);
            return server.build().start();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        } catch (PortInUseException e) {
            throw new CommandFailure(
                    "port " + port + " is taken by another process: stop it, or choose another with --port, such as"
                            + " --port " + (port == 65_535 ? 8384 : port + 1),
                    e);
        } catch (DataDirectoryInUseException e) {
            throw new CommandFailure(
                    "the data folder " + data + " is in use by another server: stop that one, or choose another with"
                            + " --data",
                    e);
        } catch (ServerStartException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
