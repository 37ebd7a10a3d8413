// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What one client breaks is no other's business: while some send heads that are no HTTP, each request of others is
 * answered, and with its own answer. {@code -Dbroken.heads=100000} for more.
 */
class BrokenHeadsIT {
    private static final int BROKEN = Integer.getInteger("broken.heads", 6_000);
    private static final int CLIENTS = 3;
    private static final List<String> HEADS = List.of(
            "GET\r\n\r\n",
            "hello\r\n\r\n",
            "GET /health HTTP/1.1\r\nHost localhost\r\n\r\n",
            "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET /health HTTP/9.9\r\nHost: a\r\n\r\n",
            "POST /events HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n{}");

    @TempDir
    Path directory;

    @Test
    void whatOneClientBreaks_isNoOthersBusiness() throws Exception {
        var threads = Executors.newFixedThreadPool(2 * CLIENTS);
        try (HoneyHiveServer server =
                HoneyHiveServer.builder().dataDirectory(directory).build().start()) {
            var broken = new AtomicBoolean();
            List<Future<Integer>> others = new ArrayList<>();
            List<Future<Integer>> breaking = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                others.add(threads.submit(() -> ask(server, "of-client-" + client + "-", broken)));
                breaking.add(threads.submit(breakHeads(server)));
            }
            int refused = 0;
            for (Future<Integer> one : breaking) {
                refused += one.get();
            }
            broken.set(true);
            int answered = 0;
            for (Future<Integer> one : others) {
                answered += one.get();
            }

            System.out.println(refused + " broken heads refused, " + answered + " requests of others answered");
            assertThat(refused).isEqualTo(BROKEN / CLIENTS * CLIENTS);
            assertThat(answered).isPositive();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Integer> breakHeads(HoneyHiveServer server) {
        return () -> {
            int refused = 0;
            for (int i = 0; i < BROKEN / CLIENTS; i++) {
                String head = HEADS.get(i % HEADS.size());
                int status = RawHttp.status(RawHttp.send(server.port(), head.getBytes(ISO_8859_1)));
                assertThat(status).as(head).isEqualTo(400);
                refused++;
            }
            return refused;
        };
    }

    /** Asks for what is not there, each time for something else, which the answer names. */
    private static int ask(HoneyHiveServer server, String prefix, AtomicBoolean done) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        int answered = 0;
        while (!done.get()) {
            String run = prefix + answered;
            var request = HttpRequest.newBuilder(server.url().resolve("/v1/runs/" + run))
                    .timeout(Duration.ofSeconds(20))
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + run + "\"}"))
                    .build();
            String body = client.send(request, BodyHandlers.ofString()).body();
            assertThat(body).contains("\"statusCode\":404").contains(run + "\"");
            answered++;
        }
        return answered;
    }
}
