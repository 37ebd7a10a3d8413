// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.server.DataDirectoryInUseException;
import ai.honeyhive.server.HoneyHiveServer;
import ai.honeyhive.server.ServerStartException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server that a command speaks to: one that runs, or one started for the command on a data folder that no other uses. */
final class RunningServer {
    private static final JsonMapper JSON = new JsonMapper();

    @ArgGroup
    private @Nullable Place place;

    /** Where the data is. */
    static final class Place {
        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "A running server. Default: HH_API_URL, else http://127.0.0.1:8383. Its key, if it needs"
                        + " one, from HH_API_KEY.")
        private @Nullable String url;

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "A data folder that no server uses now; that of another project is DIR/projects/NAME.")
        private @Nullable Path data;
    }

    /** What is done with the server. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws IOException, InterruptedException;
    }

    <T> T use(Work<T> work) throws InterruptedException {
        Path data = place == null ? null : place.data;
        if (data == null) {
            return work(new Connection(url()), work);
        }
        if (!Files.isDirectory(data)) {
            throw new CommandFailure("there is no data folder " + data + ": choose another with --data");
        }
        try (HoneyHiveServer server =
                HoneyHiveServer.builder().dataDirectory(data).build().start()) {
            return work(new Connection(server.url().toString()), work);
        } catch (DataDirectoryInUseException e) {
            throw new CommandFailure(
                    "a server is running on the data folder " + data
                            + ": give its address with --url instead of --data",
                    e);
        } catch (ServerStartException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private String url() {
        String given = place == null ? null : place.url;
        String ofEnvironment = System.getenv("HH_API_URL");
        String url = given != null
                ? given
                : ofEnvironment == null || ofEnvironment.isBlank() ? "http://127.0.0.1:8383" : ofEnvironment;
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static <T> T work(Connection connection, Work<T> work) throws InterruptedException {
        try {
            return work.with(connection);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("--url " + connection.base + " is no URL: it looks like http://127.0.0.1:8383", e);
        } catch (IOException e) {
            throw new CommandFailure(
                    "no server answers at " + connection.base
                            + ": start one with hive serve, or choose another with --url",
                    e);
        }
    }

    /** Requests to the server, with the key of the environment. */
    static final class Connection {
        private final String base;
        private final HttpClient http = HttpClient.newHttpClient();

        private Connection(String base) {
            this.base = base;
        }

        /** Returns the typed calls to the same server. */
        HoneyHiveClient client() {
            return HoneyHiveClient.builder().serverUrl(base).build();
        }

        /** Sends a request; what is not answered 200 fails the command with what the server said. */
        InputStream send(String path, UnaryOperator<HttpRequest.Builder> more)
                throws IOException, InterruptedException {
            HttpResponse<InputStream> response = request(path, more);
            if (response.statusCode() != 200) {
                throw new CommandFailure(said(response));
            }
            return response.body();
        }

        /** Sends a request, whatever the answer. */
        HttpResponse<InputStream> request(String path, UnaryOperator<HttpRequest.Builder> more)
                throws IOException, InterruptedException {
            HttpRequest.Builder request = more.apply(HttpRequest.newBuilder(URI.create(base + path)));
            String key = System.getenv("HH_API_KEY");
            if (key != null && !key.isBlank()) {
                request.header("Authorization", "Bearer " + key);
            }
            return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        }

        /** What a server says that has not done what it was asked for. */
        String said(HttpResponse<InputStream> response) throws IOException {
            String answered = "the server at " + base + " answered " + response.statusCode();
            try (InputStream body = response.body()) {
                String message = JSON.readTree(body).path("message").asString("");
                return message.isEmpty() ? answered : answered + ": " + message;
            } catch (JacksonException e) {
                return answered + "; it may not be a HoneyHive server";
            }
        }

        JsonNode json(InputStream body) throws IOException {
            try (body) {
                return JSON.readTree(body);
            } catch (JacksonException e) {
                throw new CommandFailure("what answers at " + base + " is not a HoneyHive server", e);
            }
        }
    }
}
