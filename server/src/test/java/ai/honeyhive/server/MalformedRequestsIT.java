// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.internal.store.postgres.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Requests that are wrong in every way we know, from a fixed seed: each is refused, nothing of them stays, and the next
 * good one works. {@code -Dmalformed.requests=50000} for more of them, {@code -Dmalformed.postgres=2000} for more to a
 * server on PostgreSQL, {@code -Dmalformed.seed=N} for others.
 */
class MalformedRequestsIT {
    private static final int REQUESTS = Integer.getInteger("malformed.requests", 3_000);
    private static final int TO_POSTGRES = Integer.getInteger("malformed.postgres", 400);
    private static final int WARMING_UP = 500;
    private static final long SEED = Long.getLong("malformed.seed", 20_261);
    private static final int CLIENTS = 4;
    private static final int SHOWN = 400;
    private static final long MAX_GROWTH = 48L * 1024 * 1024;

    @TempDir
    Path directory;

    private final Map<String, AtomicInteger> kinds = new TreeMap<>();
    private final Map<Integer, AtomicInteger> statuses = new TreeMap<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    @Test
    void everyMalformedRequest_isRefused_andNothingOfItStays() throws Exception {
        check(HoneyHiveServer.builder().dataDirectory(directory), REQUESTS, WARMING_UP);
    }

    @Test
    void everyMalformedRequest_onPostgres_isRefusedAsWell() throws Exception {
        check(
                HoneyHiveServer.builder().dataDirectory(directory).database(TestPostgres.freshDatabase(), null, null),
                TO_POSTGRES,
                WARMING_UP / 5);
    }

    private void check(HoneyHiveServer.Builder builder, int count, int warmingUp) throws Exception {
        try (HoneyHiveServer server = builder.build().start()) {
            ApiClient client = new ApiClient(server.url()).unchecked();
            List<MalformedRequest> requests = requests(ids(client), count);
            send(server, client, requests.subList(0, Math.min(warmingUp, count))); // so that all classes are loaded
            clear();
            JsonNode stored = stored(client);
            long size = size();
            long heap = heap();
            long started = System.nanoTime();

            send(server, client, requests);

            long millis = (System.nanoTime() - started) / 1_000_000;
            long grown = heap() - heap;
            System.out.printf(
                    "%d malformed requests in %d ms, seed %d: %s%n%s%nheap grown by %d KiB, store by %d bytes%n",
                    requests.size(), millis, SEED, statuses, kinds, grown / 1024, size() - size);
            assertThat(wrong.stream().limit(SHOWN))
                    .as("%d were not refused", wrong.size())
                    .isEmpty();
            assertThat(grown).as("growth of the heap").isLessThan(MAX_GROWTH);
            assertThat(stored(client)).isEqualTo(stored);
            assertThat(size()).as("growth of the store").isEqualTo(size);
            assertThat(client.post("/events", "{\"event\":{\"event_type\":\"tool\",\"inputs\":{}}}")
                            .status())
                    .isEqualTo(200);
        }
    }

    private static List<MalformedRequest> requests(Map<String, String> ids, int count) {
        var random = new Random(SEED);
        var json = new MalformedJson(random, Description.get().document(), path -> withIds(path, ids));
        var otlp = new MalformedOtlp(random);
        var http = new MalformedHttp(random);
        System.out.println("wrong types: " + json.size());
        List<MalformedRequest> requests = new ArrayList<>();
        int field = 0;
        while (requests.size() < count) {
            int kind = random.nextInt(100);
            requests.add(
                    kind < 40
                            ? json.wrongType(field++)
                            : kind < 58
                                    ? json.text()
                                    : kind < 72
                                            ? otlp.protobuf()
                                            : kind < 79
                                                    ? otlp.json()
                                                    : kind < 87
                                                            ? http.gzip()
                                                            : kind < 90
                                                                    ? http.contentType()
                                                                    : kind < 95 ? http.path() : http.http());
        }
        return requests;
    }

    private void send(HoneyHiveServer server, ApiClient client, List<MalformedRequest> requests) throws Exception {
        requests.forEach(request -> kinds.computeIfAbsent(request.kind(), kind -> new AtomicInteger()));
        for (int status = 400; status < 600; status++) {
            statuses.put(status, new AtomicInteger());
        }
        var next = new AtomicInteger();
        var clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                all.add(clients.submit(() -> {
                    for (int n = next.getAndIncrement(); n < requests.size(); n = next.getAndIncrement()) {
                        send(server, client, requests.get(n));
                    }
                    return true;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            clients.shutdownNow();
        }
        statuses.values().removeIf(count -> count.get() == 0);
    }

    private void send(HoneyHiveServer server, ApiClient client, MalformedRequest request) throws IOException {
        int status;
        String body;
        if (request.isRaw()) {
            body = RawHttp.send(server.port(), request.raw());
            status = RawHttp.status(body);
        } else {
            ApiClient.Answer answer = answer(client, request);
            status = answer.status();
            body = answer.body();
        }
        kinds.get(request.kind()).incrementAndGet();
        AtomicInteger count = statuses.get(status);
        if (count != null) {
            count.incrementAndGet();
        }
        if (status < 400 || status >= 500) {
            wrong.add(status + " to " + request.kind() + ": " + request.method() + " " + request.path() + " "
                    + request.detail() + " -> " + body.substring(0, Math.min(200, body.length())));
        }
    }

    private static ApiClient.Answer answer(ApiClient client, MalformedRequest request) {
        try {
            return sent(client, request);
        } catch (UncheckedIOException e) {
            if (isOfClient(e)) {
                return sent(client, request);
            }
            throw new AssertionError(
                    "no answer to " + request.kind() + ": " + request.method() + " " + request.path() + " "
                            + request.headers() + " " + request.detail() + ", " + request.body().length + " bytes",
                    e);
        }
    }

    private static ApiClient.Answer sent(ApiClient client, MalformedRequest request) {
        return client.send(client.request(request.path(), request.headers().toArray(String[]::new))
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body())));
    }

    /** About once in a million requests the client of JDK 25 closes a connection itself while it waits for the answer. */
    private static boolean isOfClient(UncheckedIOException e) {
        return Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> String.valueOf(cause.getMessage()).contains("closed locally"));
    }

    private void clear() {
        kinds.values().forEach(count -> count.set(0));
        statuses.clear();
        wrong.clear();
    }

    /** One of everything, so that bodies are looked at of requests that change something. */
    private static Map<String, String> ids(ApiClient client) {
        Map<String, String> ids = new TreeMap<>();
        ids.put(
                "/events",
                client.post("/events", "{\"event\":{\"event_type\":\"tool\",\"inputs\":{}}}")
                        .json()
                        .path("event_id")
                        .asString());
        ids.put(
                "/session",
                client.post("/session/start", "{\"session\":{}}")
                        .json()
                        .path("session_id")
                        .asString());
        ids.put(
                "/runs",
                client.post("/v1/runs", "{\"name\":\"r\"}")
                        .json()
                        .path("run_id")
                        .asString());
        ids.put(
                "/datasets",
                client.post("/v1/datasets", "{\"name\":\"d\"}")
                        .json()
                        .path("result")
                        .path("insertedId")
                        .asString());
        ids.put(
                "/datapoints",
                client.post("/v1/datapoints", "{\"inputs\":{}}")
                        .json()
                        .path("result")
                        .path("insertedIds")
                        .path(0)
                        .asString());
        ids.put(
                "/metrics",
                client.post("/v1/metrics", "{\"name\":\"m\",\"type\":\"PYTHON\",\"criteria\":\"1\"}")
                        .json()
                        .path("metric_id")
                        .asString());
        ids.put(
                "/configurations",
                client.post("/v1/configurations", "{\"name\":\"c\",\"provider\":\"p\",\"parameters\":{}}")
                        .json()
                        .path("insertedId")
                        .asString());
        ids.put("/charts", client.get("/v1/charts").json().path(0).path("id").asString("none"));
        ids.put(
                "/queues",
                client.post("/v1/queues", "{\"name\":\"q\"}").json().path("id").asString("none"));
        return ids;
    }

    private static String withIds(String path, Map<String, String> ids) {
        String plain = path.replaceFirst("^/v1", "");
        String id = ids.entrySet().stream()
                .filter(entry -> plain.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .filter(known -> !known.isEmpty())
                .findFirst()
                .orElse("none");
        return path.replaceFirst("\\{\\w+}", id).replaceAll("\\{\\w+}", "none");
    }

    private static JsonNode stored(ApiClient client) {
        JsonNode server = client.get("/v1/server").json();
        var counts = ApiClient.JSON.createObjectNode();
        for (String name : List.of("events", "sessions", "runs")) {
            counts.set(name, server.path(name));
        }
        for (String list : List.of(
                "datasets", "datapoints", "metrics", "configurations", "charts", "queues", "tools", "projects")) {
            counts.put(list, client.get("/v1/" + list).body().length());
        }
        return counts;
    }

    private long size() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
