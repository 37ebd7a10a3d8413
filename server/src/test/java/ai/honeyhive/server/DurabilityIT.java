// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server in a process of its own, killed without warning while clients write. */
@Timeout(120)
class DurabilityIT {
    private static final int KILLS = 3;
    private static final int ACKNOWLEDGED_BEFORE_KILL = 300;

    @TempDir
    Path directory;

    /** The killed process. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws InterruptedException {
            HoneyHiveServer server = HoneyHiveServer.builder()
                    .dataDirectory(Path.of(arguments[0]))
                    .build()
                    .start();
            System.out.println("url " + server.url());
            Thread.currentThread().join();
        }
    }

    @Test
    void kill_whileWriting_losesNothingAcknowledged() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        var ids = new AtomicInteger();
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = startChild();
            try {
                writeUntilKilled(new ApiClient(url(process)), acknowledged, ids, process);
            } finally {
                process.destroyForcibly().waitFor();
            }
        }

        try (var server = HoneyHiveServer.builder().dataDirectory(directory).build()) {
            var client = new ApiClient(server.start().url());
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS * ACKNOWLEDGED_BEFORE_KILL);
            assertThat(stored(client)).containsAll(acknowledged);
            int events = client.get("/v1/sessions/all")
                    .json()
                    .path("metadata")
                    .path("num_events")
                    .asInt();
            assertThat(events).as("the kept aggregate").isEqualTo(stored(client).size());
        }
    }

    @Test
    void kill_whileMetricsAreComputed_leavesNoEventWithoutIts() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        var ids = new AtomicInteger();
        Process process = startChild();
        try {
            var client = new ApiClient(url(process));
            client.post(
                    "/v1/metrics",
                    "{\"name\":\"named\",\"type\":\"PYTHON\",\"enabled_in_prod\":true,\"sampling_percentage\":100,"
                            + "\"criteria\":{\"kind\":\"contains\",\"of\":\"event_name\",\"any\":[\"span\"]}}");
            writeUntilKilled(client, acknowledged, ids, process);
        } finally {
            process.destroyForcibly().waitFor();
        }

        try (var server = HoneyHiveServer.builder().dataDirectory(directory).build()) {
            var client = new ApiClient(server.start().url());
            Eventually.get(
                    () -> client.get("/v1/metrics/evaluations")
                            .json()
                            .path("arrivals")
                            .asInt(),
                    left -> left == 0);
            String query = "{\"limit\":7500,\"filters\":[{\"field\":\"metrics.named\",\"operator\":\"is\","
                    + "\"value\":\"1\",\"type\":\"number\"}]}";
            Set<String> scored = client.post("/v1/events/export", query)
                    .json()
                    .path("events")
                    .valueStream()
                    .map(event -> event.path("event_name").asString())
                    .collect(Collectors.toSet());
            assertThat(scored).isEqualTo(stored(client)).containsAll(acknowledged);
        }
    }

    /** Four clients write; when enough is acknowledged the process is killed under them. */
    private static void writeUntilKilled(ApiClient client, Set<String> acknowledged, AtomicInteger ids, Process process)
            throws Exception {
        int target = acknowledged.size() + ACKNOWLEDGED_BEFORE_KILL;
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clients.add(new Thread(() -> {
                try {
                    while (true) {
                        int id = ids.incrementAndGet();
                        String name = "span " + id;
                        String body = Otlp.json(Otlp.span(id, "null", name, Map.of("honeyhive.session_id", "all")));
                        if (client.post("/opentelemetry/v1/traces", body).status() == 200) {
                            acknowledged.add(name);
                        }
                        if (acknowledged.size() >= target) {
                            process.destroyForcibly();
                        }
                    }
                } catch (UncheckedIOException killed) {
                    assertThat(killed).isNotNull();
                }
            }));
        }
        clients.forEach(Thread::start);
        for (Thread thread : clients) {
            thread.join();
        }
    }

    private static Set<String> stored(ApiClient client) {
        String query = "{\"limit\":7500,\"filters\":[{\"field\":\"session_id\",\"operator\":\"is\",\"value\":\"all\"},"
                + "{\"field\":\"event_type\",\"operator\":\"is not\",\"value\":\"session\"}]}";
        return client.post("/v1/events/export", query)
                .json()
                .path("events")
                .valueStream()
                .map(event -> event.path("event_name").asString())
                .collect(Collectors.toSet());
    }

    private Process startChild() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static URI url(Process process) throws IOException {
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("url ")) {
                return URI.create(line.substring(4));
            }
        }
        throw new IOException("the server ended before it was ready");
    }
}
