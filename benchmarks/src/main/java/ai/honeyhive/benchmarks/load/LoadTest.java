// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks.load;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Measures the server and prints a table. Not a part of the build. */
public final class LoadTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final Options options;
    private final Report report = new Report(System.out);

    private LoadTest(Options options) {
        this.options = options;
    }

    /**
     * Runs what is asked for.
     *
     * @param args {@code name=value}, see the README beside this module
     * @throws Exception if the server cannot be started or fails
     */
    public static void main(String[] args) throws Exception {
        new LoadTest(Options.parse(args)).run();
        System.exit(0); // the HTTP client's threads would stay a while
    }

    private void run() throws IOException, InterruptedException, SQLException {
        if (options.wants("ingest")) {
            ingest();
        }
        if (options.wants("start") || options.only().stream().anyMatch(part -> !part.equals("ingest"))) {
            large();
        }
        report.print();
    }

    /** Into an empty store, against the same rows by JDBC. */
    private void ingest() throws IOException, InterruptedException, SQLException {
        Path served = fresh("ingest");
        Path raw = fresh("raw");
        ServerProcess.start(raw, List.of()).close(); // for the schema
        List<byte[]> batches = new ArrayList<>();
        for (int i = 0; i < options.ingest() / Spans.BATCH; i++) {
            batches.add(Spans.batch(i));
        }
        List<byte[]> warmUp = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            warmUp.add(Spans.batch((1L << 41) + i));
        }
        Ingest.Result result;
        String heap;
        try (ServerProcess server = ServerProcess.start(served, options.serverArguments())) {
            var api = new Api(server.url());
            send(api, warmUp);
            result = send(api, batches);
            heap = server.heap();
        }
        double jdbc = new RawInserts(served, raw).rate();
        double ratio = result.rate() / jdbc;
        report.row(
                format("ingest: %,.0f spans/s; the same rows by JDBC: %,.0f/s", result.rate(), jdbc),
                format("%.2f", ratio),
                Times.shown(result.times().median()),
                Times.shown(result.times().p95()),
                "ratio 0.5 and 15,000 spans/s",
                ratio >= 0.5 && result.rate() >= 15_000);
        report.row("heap while ingesting: " + heap, "", "", "", "below 512 MB", true);
        delete(served);
        delete(raw);
    }

    private Ingest.Result send(Api api, List<byte[]> batches) throws IOException, InterruptedException {
        try (var ingest = new Ingest(
                api, options.connections(), 0, number -> number < batches.size() ? batches.get((int) number) : null)) {
            return ingest.await();
        }
    }

    private void large() throws IOException, InterruptedException {
        Path data = options.data().resolve("large");
        ServerProcess server = ServerProcess.start(data, options.serverArguments());
        try {
            var api = new Api(server.url());
            for (int size : options.sizes()) {
                fill(api, size);
                if (options.wants("sizes")) {
                    latest(api, size);
                }
            }
            long events = stored(api);
            indexed(api);
            if (options.wants("session")) {
                SessionLoad.write(api);
                session(api);
            }
            if (options.wants("run")) {
                RunLoad.write(api);
                report.times(
                        "result of a run of 10,000 datapoints x 5 metrics",
                        Api.time(options.rounds(), () -> api.get("/v1/runs/" + RunLoad.ID + "/result")),
                        300);
            }
            if (options.wants("search")) {
                search(api, events);
            }
            report.row("heap: " + server.heap(), "", "", "", "below 512 MB", true);
        } finally {
            server.close();
        }
        if (options.wants("start")) {
            start(data);
        }
    }

    private void fill(Api api, int size) throws IOException, InterruptedException {
        long stored = stored(api);
        if (stored >= size) {
            return;
        }
        long first = stored / Spans.BATCH;
        int last = (size + Spans.BATCH - 1) / Spans.BATCH;
        try (var ingest =
                new Ingest(api, options.connections(), first, number -> number < last ? Spans.batch(number) : null)) {
            report.say(format(
                    "filled to %,d events at %,.0f/s", size, ingest.await().rate()));
        }
    }

    /** The session list while spans come in as fast as one connection brings them. */
    private void latest(Api api, int size) throws IOException, InterruptedException {
        long first = stored(api) / Spans.BATCH;
        try (var ingest = new Ingest(api, 1, first, Spans::batch)) {
            Times times = Api.time(options.rounds(), () -> api.get("/v1/sessions?limit=50"));
            Ingest.Result meanwhile = ingest.stop();
            report.times(
                    format("latest 50 sessions of %,d events, %,.0f spans/s coming in", size, meanwhile.rate()),
                    times,
                    20);
        }
    }

    private void session(Api api) throws IOException, InterruptedException {
        String path = "/v1/sessions/" + SessionLoad.ID;
        SessionLoad.Opened opened = SessionLoad.open(api, path, options.rounds() / 2 + 1);
        report.times("session of 10,000 events, last byte", opened.whole(), 300);
        report.times("session of 10,000 events, first 200 events", opened.first(), 50);
    }

    private void search(Api api, long events) throws IOException, InterruptedException {
        String of = format(" of %,d events", events);
        indexed(api);
        int[] tenant = {0};
        report.times(
                "filter on a metadata key" + of,
                Api.time(
                        options.rounds(),
                        () -> api.post(
                                "/v1/events/search",
                                "{\"limit\":50,\"filters\":[{\"field\":\"metadata.tenant\",\"operator\":\"is\","
                                        + "\"value\":\"tenant-" + tenant[0]++ % Spans.TENANTS
                                        + "\",\"type\":\"string\"}]}")),
                200);
        for (String words :
                List.of("everywhere", Spans.rareWord(), Spans.rareWord().substring(0, 2) + "*")) {
            String body = "{\"limit\":50,\"text\":\"" + words + "\"}";
            report.times(
                    "full text \"" + words + "\", " + total(api.post("/v1/events/search", body)) + of,
                    Api.time(options.rounds(), () -> api.post("/v1/events/search", body)),
                    200);
        }
    }

    /** The index of words follows what is written; how long it takes after a load like this is said, not judged. */
    private void indexed(Api api) throws IOException, InterruptedException {
        long behind = unindexed(api);
        long began = System.nanoTime();
        while (unindexed(api) > 0) {
            Thread.sleep(50);
        }
        report.say(
                format("the index had %,d events to take, and took %.1f s", behind, (System.nanoTime() - began) / 1e9));
    }

    private static long unindexed(Api api) throws IOException, InterruptedException {
        return JSON.readTree(api.get("/v1/server")).path("unindexed").asLong();
    }

    private void start(Path data) throws IOException, InterruptedException {
        ServerProcess.startBy(options.hive(), data).close(); // which builds it if it is not built
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            try (ServerProcess server = ServerProcess.startBy(options.hive(), data)) {
                millis.add(server.millisToReady());
            }
        }
        report.times("start to ready, by ./hive serve", Times.of(millis), 2_000);
    }

    private static long stored(Api api) throws IOException, InterruptedException {
        return JSON.readTree(api.get("/v1/server")).path("events").asLong();
    }

    private static String total(String answer) {
        JsonNode json = JSON.readTree(answer);
        return format("%,d", json.path("totalEvents").asLong());
    }

    private Path fresh(String name) throws IOException {
        Path directory = options.data().resolve(name);
        delete(directory);
        return Files.createDirectories(directory);
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path visited, java.io.@org.jspecify.annotations.Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
