// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import ai.honeyhive.internal.http.Backoff;
import ai.honeyhive.internal.http.HttpAnswer;
import ai.honeyhive.internal.http.HttpTransport;
import ai.honeyhive.internal.wire.Json;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** One JSON call: retried where repeating is harmless, its failure told precisely. */
final class ApiCalls {
    private static final int ATTEMPTS = 3;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpTransport transport;

    ApiCalls(HttpTransport transport) {
        this.transport = transport;
    }

    Map<String, Object> get(String path) {
        return json("GET", path, exchange("GET", path, null, ATTEMPTS));
    }

    Optional<Map<String, Object>> find(String path) {
        HttpAnswer answer = exchange("GET", path, null, ATTEMPTS);
        return answer.status() == 404 ? Optional.empty() : Optional.of(json("GET", path, answer));
    }

    /** For queries that are sent as POST. */
    Map<String, Object> query(String path, Map<String, ?> body) {
        return json("POST", path, exchange("POST", path, Json.write(body), ATTEMPTS));
    }

    Map<String, Object> post(String path, Map<String, ?> body) {
        return json("POST", path, exchange("POST", path, Json.write(body), 1));
    }

    Map<String, Object> put(String path, Map<String, ?> body) {
        return json("PUT", path, exchange("PUT", path, Json.write(body), ATTEMPTS));
    }

    /** Encodes one segment of a path. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpAnswer exchange(String method, String path, byte @Nullable [] body, int attempts) {
        for (int attempt = 1; ; attempt++) {
            HttpAnswer answer = null;
            IOException failure = null;
            try {
                answer = transport.json(method, path, body, TIMEOUT);
                if (!answer.isRetryable()) {
                    return answer;
                }
            } catch (IOException e) {
                failure = e;
            } catch (InterruptedException e) {
                throw interrupted(method, path, e);
            }
            if (attempt == attempts) {
                if (answer != null) {
                    return answer;
                }
                throw new HoneyHiveConnectionException(
                        method, transport.uri(path), failure == null ? new IOException() : failure);
            }
            try {
                Thread.sleep(Backoff.pause(attempt, answer == null ? null : answer.retryAfter())
                        .toMillis());
            } catch (InterruptedException e) {
                throw interrupted(method, path, e);
            }
        }
    }

    private HoneyHiveConnectionException interrupted(String method, String path, InterruptedException cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException wrapped = new InterruptedIOException("interrupted while waiting");
        wrapped.initCause(cause);
        return new HoneyHiveConnectionException(method, transport.uri(path), wrapped);
    }

    private static Map<String, Object> json(String method, String path, HttpAnswer answer) {
        String body = answer.text();
        if (!answer.isSuccess()) {
            throw new HoneyHiveHttpException(method, path, answer.status(), body);
        }
        try {
            return Json.read(answer.body());
        } catch (JacksonException e) {
            throw new HoneyHiveHttpException(method, path, answer.status(), "not a JSON object: " + body);
        }
    }
}
