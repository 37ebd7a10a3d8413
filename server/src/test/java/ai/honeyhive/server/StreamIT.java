// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StreamIT {
    private HoneyHiveServer server;
    private ApiClient client;

    @BeforeEach
    void start() {
        server = HoneyHiveServer.builder().inMemory().build().start();
        client = new ApiClient(server.url());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void stream_commits_areToldOnceEachAfterHello() throws Exception {
        try (BufferedReader stream = listen()) {
            assertThat(message(stream)).startsWith("retry: 2000", "event: hello");

            for (int i = 0; i < 20; i++) {
                client.post("/events", "{\"event\":{\"event_type\":\"tool\",\"session_id\":\"s1\",\"inputs\":{}}}");
            }
            client.post("/v1/runs", "{\"run_id\":\"r1\",\"name\":\"n\"}");

            int sessions = 0;
            List<String> message = message(stream);
            while (!message.contains("event: run")) {
                assertThat(message).endsWith("event: session", "data: {\"session_id\":\"s1\"}");
                sessions++;
                message = message(stream);
            }
            assertThat(message).endsWith("event: run", "data: {\"run_id\":\"r1\"}");
            assertThat(sessions).as("twenty commits, gathered").isBetween(1, 19);
        }
    }

    @Test
    void stream_sessionFallsSilent_isToldOnceMore() throws Exception {
        try (BufferedReader stream = listen()) {
            message(stream);
            client.post("/session/start", "{\"session\":{\"session_name\":\"n\"}}");
            List<String> first = message(stream);
            assertThat(statusOfTheSession()).isEqualTo("running");

            List<String> second = message(stream);

            assertThat(first.get(0)).startsWith("id: ");
            assertThat(second).isEqualTo(first.subList(1, first.size()));
            assertThat(statusOfTheSession()).isEqualTo("ok");
        }
    }

    private String statusOfTheSession() {
        return client.get("/v1/sessions")
                .json()
                .path("sessions")
                .get(0)
                .path("status")
                .asString();
    }

    @Test
    void close_whileListening_endsTheStream() throws Exception {
        try (BufferedReader stream = listen()) {
            message(stream);

            server.close();

            assertThat(stream.readLine()).isNull();
        }
    }

    @Test
    void stream_moreListenersThanAllowed_areRefusedNotQueued() throws Exception {
        List<BufferedReader> streams = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            streams.add(listen());
        }

        assertThat(client.get("/v1/stream").status()).isEqualTo(503);
        for (BufferedReader stream : streams) {
            stream.close();
        }
    }

    @Test
    void stream_withTheLastId_goesOnBehindIt() throws Exception {
        String first;
        try (BufferedReader stream = listen()) {
            message(stream);
            client.post("/v1/runs", "{\"run_id\":\"r1\",\"name\":\"n\"}");
            first = message(stream).get(0).substring("id: ".length());
        }
        client.post("/v1/runs", "{\"run_id\":\"r2\",\"name\":\"n\"}");
        client.post("/v1/runs", "{\"run_id\":\"r3\",\"name\":\"n\"}");

        try (BufferedReader stream = listen("/v1/stream", "Last-Event-ID", first)) {
            message(stream);
            assertThat(message(stream)).endsWith("event: run", "data: {\"run_id\":\"r2\"}");
            assertThat(message(stream)).endsWith("event: run", "data: {\"run_id\":\"r3\"}");
        }
    }

    @Test
    void stream_withAnIdNobodyKnows_saysThatThereIsAGap() throws Exception {
        client.post("/v1/runs", "{\"run_id\":\"r1\",\"name\":\"n\"}");
        for (String id : List.of("another-1", "1", "\u00e4", "x".repeat(500))) {
            String encoded = java.net.URLEncoder.encode(id, StandardCharsets.UTF_8);
            try (BufferedReader stream = listen("/v1/stream?last_event_id=" + encoded)) {
                message(stream);
                List<String> gap = message(stream);
                assertThat(gap).contains("event: gap");
                String id2 = gap.get(0).substring("id: ".length());
                try (BufferedReader again = listen("/v1/stream", "Last-Event-ID", id2)) {
                    message(again);
                    client.post("/v1/runs", "{\"run_id\":\"" + id.length() + "\",\"name\":\"n\"}");
                    assertThat(message(again)).contains("event: run");
                }
            }
        }
    }

    @Test
    void stream_ofOneSessionAndRun_tellsOfNothingElse() throws Exception {
        try (BufferedReader stream = listen("/v1/stream?session_id=s2&run_id=r2")) {
            message(stream);
            for (String n : List.of("1", "2")) {
                client.post("/v1/runs", "{\"run_id\":\"r" + n + "\",\"name\":\"n\"}");
                client.post(
                        "/events", "{\"event\":{\"event_type\":\"tool\",\"session_id\":\"s" + n + "\",\"inputs\":{}}}");
            }

            assertThat(message(stream)).contains("data: {\"run_id\":\"r2\"}");
            assertThat(message(stream)).contains("data: {\"session_id\":\"s2\"}");
        }
    }

    private BufferedReader listen(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.url().resolve(path)).timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        var response = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("Content-Type"))
                .get()
                .asString()
                .startsWith("text/event-stream");
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private BufferedReader listen() throws IOException, InterruptedException {
        return listen("/v1/stream");
    }

    /** The lines of the next message. */
    private static List<String> message(BufferedReader stream) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = stream.readLine(); line != null && !line.isEmpty(); line = stream.readLine()) {
            lines.add(line);
        }
        return lines;
    }
}
