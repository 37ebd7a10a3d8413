// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.DataDirectory;
import ai.honeyhive.server.HoneyHiveServer;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Data taken out of a server, into another, and copied while it is written. */
class TransferIT {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HoneyHiveServer server;

    @BeforeEach
    void start() {
        server = HoneyHiveServer.builder()
                .dataDirectory(directory.resolve("data"))
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int hive(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine command = Hive.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    private String send(HoneyHiveServer to, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(to.url() + path))
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private void events(HoneyHiveServer to, String session, int count) throws IOException, InterruptedException {
        var batch = new StringBuilder("{\"events\":[");
        for (int i = 0; i < count; i++) {
            batch.append(i == 0 ? "" : ",")
                    .append("{\"session_id\":\"" + session + "\",\"event_type\":\"tool\",\"event_name\":\"step " + i
                            + "\",\"inputs\":{\"text\":\"ü \\u0000 " + "x".repeat(500) + "\"}}");
        }
        send(to, "POST", "/events/batch", batch.append("]}").toString());
    }

    @Test
    void export_ofARunningServer_importedTwiceIntoAFolder_isAllThere() throws Exception {
        events(server, "5f0c1a52-1d2b-4c1b-9d3c-1c2f3a4b5c6d", 3_000);
        send(server, "POST", "/datasets", "{\"project\":\"p\",\"name\":\"capitals\"}");
        Path file = directory.resolve("all.jsonl");

        assertThat(hive("export", file.toString(), "--url", server.url().toString()))
                .as(err::toString)
                .isZero();
        assertThat(hive("export", file.toString(), "--url", server.url().toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("all.jsonl exists").contains("--force");
        Path other = Files.createDirectories(directory.resolve("other"));
        for (int round = 0; round < 2; round++) {
            assertThat(hive("import", file.toString(), "--data", other.toString()))
                    .as(err::toString)
                    .isZero();
            assertThat(err.toString()).contains("3001 lines are stored");
        }

        assertThat(hive("export", "-", "--data", other.toString())).isZero();
        assertThat(lines(out.toString())).containsExactlyInAnyOrderElementsOf(lines(Files.readString(file)));
    }

    /** Without what says when and by whom it was written. */
    private static List<String> lines(String export) {
        return export.lines().skip(1).toList();
    }

    @Test
    void import_linesThatAreWrong_areNamedByTheirPlaceInTheFile() throws Exception {
        events(server, "5f0c1a52-1d2b-4c1b-9d3c-1c2f3a4b5c6d", 4_000);
        Path file = directory.resolve("all.jsonl");
        assertThat(hive("export", file.toString(), "--url", server.url().toString()))
                .isZero();
        List<String> lines = new java.util.ArrayList<>(Files.readAllLines(file));
        lines.set(3_499, "{\"type\":\"event\",");
        lines.remove(lines.size() - 1);
        Files.write(file, lines);
        Path other = Files.createDirectories(directory.resolve("other"));

        assertThat(hive("import", file.toString(), "--data", other.toString())).isEqualTo(1);

        assertThat(err.toString())
                .contains("hive: line 3500: not JSON")
                .contains("3999 lines are stored, 1 were wrong")
                .contains("was cut off");
        assertThat(hive("import", directory.resolve("none").toString(), "--data", other.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("none cannot be read");
        assertThat(hive("export", "-", "--data", directory.resolve("data").toString()))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("a server is running on the data folder")
                .contains("--url");
    }

    @Test
    void export_whereNoServerIs_saysSoAndLeavesNothing() throws Exception {
        Path file = directory.resolve("none.jsonl");

        assertThat(hive("export", file.toString(), "--url", "http://127.0.0.1:1"))
                .isEqualTo(1);

        assertThat(err.toString())
                .contains("no server answers at http://127.0.0.1:1")
                .contains("--url");
        try (var left = Files.list(directory)) {
            assertThat(left.map(Path::getFileName))
                    .noneMatch(name -> name.toString().startsWith("none"));
        }
    }

    @Test
    void import_intoAServerThatIsBusy_waitsAndNamesWhatIsNoUtf8() throws Exception {
        Path file = directory.resolve("lines.jsonl");
        Files.write(file, "one\n??\n{\"type\":\"end\"}\n".replace('?', '\u00ff').getBytes(StandardCharsets.ISO_8859_1));
        var requests = new AtomicInteger();
        HttpServer busy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        busy.createContext("/v1/import", exchange -> {
            exchange.getRequestBody().readAllBytes();
            boolean refused = requests.incrementAndGet() < 3;
            byte[] body =
                    (refused ? "{}" : "{\"taken\":1,\"failed\":0,\"faults\":[]}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Retry-After", "0");
            exchange.sendResponseHeaders(refused ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        busy.start();
        try {
            assertThat(hive(
                            "import",
                            file.toString(),
                            "--url",
                            "http://127.0.0.1:" + busy.getAddress().getPort()))
                    .isEqualTo(1);
        } finally {
            busy.stop(0);
        }

        assertThat(requests).hasValue(3);
        assertThat(err.toString()).contains("line 2: not UTF-8").contains("1 lines are stored, 1 were wrong");
    }

    @Test
    void backup_whileTheServerWrites_hasWhatWasAcknowledgedBefore() throws Exception {
        events(server, "5f0c1a52-1d2b-4c1b-9d3c-1c2f3a4b5c6d", 2_000);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger written = new AtomicInteger();
        Thread writer = new Thread(() -> {
            try {
                while (!done.get()) {
                    events(server, "6f0c1a52-1d2b-4c1b-9d3c-1c2f3a4b5c6d", 20);
                    written.incrementAndGet();
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        writer.start();
        while (written.get() < 3) {
            Thread.onSpinWait();
        }
        int before = written.get();
        Path copy = directory.resolve("copy");

        try {
            assertThat(hive(
                            "backup",
                            copy.toString(),
                            "--data",
                            directory.resolve("data").toString()))
                    .as(err::toString)
                    .isZero();
        } finally {
            done.set(true);
            writer.join();
        }

        assertThat(DataDirectory.inspect(copy).databases())
                .singleElement()
                .satisfies(database -> assertThat(database.fault()).isEmpty());
        try (HoneyHiveServer restored =
                HoneyHiveServer.builder().dataDirectory(copy).build().start()) {
            String info = send(restored, "GET", "/v1/server", "");
            int events = Integer.parseInt(info.replaceFirst(".*\"events\":(\\d+).*", "$1"));
            assertThat(events).isBetween(2_000 + 20 * before, 2_000 + 20 * written.get());
        }
        assertThat(hive(
                        "backup",
                        copy.toString(),
                        "--data",
                        directory.resolve("data").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("copy exists");
        assertThat(hive(
                        "backup",
                        directory.resolve("x").toString(),
                        "--data",
                        directory.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("there is no database in");
    }
}
