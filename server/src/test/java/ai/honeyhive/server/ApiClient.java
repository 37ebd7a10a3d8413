// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A foreign client: raw bodies over a real socket. Every JSON answer is held against the server's own description. */
final class ApiClient {
    static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final boolean checks;

    ApiClient(URI base) {
        this(base, true);
    }

    private ApiClient(URI base, boolean checks) {
        this.base = base;
        this.checks = checks;
    }

    /** For answers that are too much for a validator. */
    ApiClient unchecked() {
        return new ApiClient(base, false);
    }

    record Answer(int status, String body, HttpResponse<byte[]> response) {
        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer post(String path, String json) {
        return checked(
                json,
                send(request(path, "Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))));
    }

    Answer put(String path, String json) {
        return checked(
                json,
                send(request(path, "Content-Type", "application/json").PUT(HttpRequest.BodyPublishers.ofString(json))));
    }

    Answer post(String path, byte[] body, String... headers) {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
        return headers.length == 0 ? request : request.headers(headers);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            var answer =
                    new Answer(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8), response);
            if (checks) {
                check(answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What is taken has to be described, too. */
    private static Answer checked(String json, Answer answer) {
        if (answer.status < 300) {
            HttpRequest request = answer.response.request();
            assertThat(Description.get()
                            .requestFaults(request.method(), request.uri().getRawPath(), JSON.readTree(json)))
                    .isEmpty();
        }
        return answer;
    }

    private static void check(Answer answer) {
        String type = answer.response.headers().firstValue("Content-Type").orElse("");
        if (type.startsWith("application/json")) {
            HttpRequest request = answer.response.request();
            assertThat(Description.get()
                            .faults(request.method(), request.uri().getRawPath(), answer.status, answer.json()))
                    .isEmpty();
        }
    }
}
