// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import ai.honeyhive.internal.http.Backoff;
import ai.honeyhive.internal.http.HttpAnswer;
import ai.honeyhive.internal.http.HttpTransport;
import ai.honeyhive.internal.wire.Json;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One JSON call: repeated where that is harmless, ended in time, its failure told precisely. */
final class ApiCalls {
    private static final int NOT_FOUND = 404;

    private final HttpTransport transport;
    private final Duration timeout;
    private final int attempts;

    /**
     * Prepares calls.
     *
     * @param timeout of one call with all its attempts and pauses
     * @param attempts of a call that may be repeated, at least 1
     */
    ApiCalls(HttpTransport transport, Duration timeout, int attempts) {
        this.transport = transport;
        this.timeout = timeout;
        this.attempts = attempts;
    }

    Answer get(String path) {
        return exchange("GET", path, null, attempts).accepted();
    }

    Optional<Answer> find(String path) {
        return unlessMissing(exchange("GET", path, null, attempts));
    }

    /** For what is sent as POST and yet can be repeated: queries, and creation under an id of our own. */
    Answer repeatablePost(String path, Map<String, ?> body) {
        return exchange("POST", path, Json.write(body), attempts).accepted();
    }

    Answer post(String path, Map<String, ?> body) {
        return postUnchecked(path, body).accepted();
    }

    /** Also returns what the server refused. */
    Answer postUnchecked(String path, Map<String, ?> body) {
        return exchange("POST", path, Json.write(body), 1);
    }

    Answer put(String path, Map<String, ?> body) {
        return exchange("PUT", path, Json.write(body), attempts).accepted();
    }

    /** Returns false if there was nothing to delete. */
    boolean delete(String path) {
        Answer answer = exchange("DELETE", path, null, attempts);
        // Nothing there at a second attempt: most likely the first was carried out and its answer lost.
        return unlessMissing(answer).isPresent() || answer.attempt() > 1;
    }

    private static Optional<Answer> unlessMissing(Answer answer) {
        return answer.status() == NOT_FOUND ? Optional.empty() : Optional.of(answer.accepted());
    }

    private Answer exchange(String method, String path, byte @Nullable [] body, int attempts) {
        long start = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            HoneyHiveException failure;
            @Nullable Duration asked = null;
            try {
                HttpAnswer answer = transport.json(method, path, body, left(start));
                String text = transport.withoutKey(answer.text());
                if (!answer.isRetryable()) {
                    return new Answer(method, path, answer, text, attempt);
                }
                asked = Backoff.asked(answer.retryAfter(), Instant.now()).orElse(null);
                failure = new HoneyHiveUnavailableException(method, path, answer.status(), text, asked);
            } catch (IOException e) {
                failure = new HoneyHiveConnectionException(method, transport.uri(path), e);
            } catch (InterruptedException e) {
                throw interrupted(method, path, e);
            }
            Duration pause = asked == null ? Backoff.pause(attempt, null) : asked;
            if (attempt >= attempts || pause.compareTo(left(start)) >= 0) {
                throw failure;
            }
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                throw interrupted(method, path, e);
            }
        }
    }

    /** Never less than a millisecond, for a request needs a positive timeout. */
    private Duration left(long start) {
        long nanos = timeout.toNanos() - (System.nanoTime() - start);
        return Duration.ofNanos(Math.max(nanos, 1_000_000));
    }

    private HoneyHiveConnectionException interrupted(String method, String path, InterruptedException cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException wrapped = new InterruptedIOException("interrupted while waiting");
        wrapped.initCause(cause);
        return new HoneyHiveConnectionException(method, transport.uri(path), wrapped);
    }
}
