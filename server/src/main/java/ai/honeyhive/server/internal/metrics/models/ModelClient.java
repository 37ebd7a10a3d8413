// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics.models;

import ai.honeyhive.server.internal.metrics.models.ModelException.Remedy;
import ai.honeyhive.server.internal.model.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls one endpoint that speaks OpenAI's API. The key goes into the request and nowhere else. Thread-safe. */
final class ModelClient {
    private static final int MAX_ANSWER = 8 * 1024 * 1024;
    private static final int MAX_SHOWN = 300;
    private static final Duration MAX_CONNECT = Duration.ofSeconds(10);

    private final ModelSettings settings;
    private final CallBudget budget;
    private final Semaphore permits;
    // HTTP/1.1: many local model servers fail at the upgrade that Java would offer.
    private final HttpClient http;

    ModelClient(ModelSettings settings, LongSupplier clock) {
        this.settings = settings;
        this.budget = new CallBudget(settings.callsPerHour(), clock);
        this.permits = new Semaphore(settings.concurrency());
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(min(settings.timeout(), MAX_CONNECT))
                .build();
    }

    ModelSettings settings() {
        return settings;
    }

    /** Makes one call, which counts in the budget; waits while as many as may be are under way. */
    JsonNode post(String path, ObjectNode body) {
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException("interrupted", Remedy.WAIT, 0, e);
        }
        try {
            budget.take();
            return read(send(request(path, body)));
        } finally {
            permits.release();
        }
    }

    /** The client's own timeout ends with the head of the answer; a body that trickles for ever must end, too. */
    private HttpResponse<byte[]> send(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> response = http.sendAsync(request, BoundedBody.upTo(MAX_ANSWER));
        try {
            return response.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw late(e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof HttpConnectTimeoutException) {
                throw new ModelException(settings.url() + " cannot be reached in time", Remedy.WAIT, 0, cause);
            }
            if (cause instanceof HttpTimeoutException) {
                throw late(cause);
            }
            throw new ModelException(settings.url() + " cannot be reached: " + cause, Remedy.WAIT, 0, cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException("interrupted", Remedy.WAIT, 0, e);
        } finally {
            response.cancel(true);
        }
    }

    private ModelException late(Throwable cause) {
        return new ModelException(
                "no answer of " + settings.url() + " within "
                        + settings.timeout().toMillis() + " ms",
                Remedy.RETRY,
                0,
                cause);
    }

    private JsonNode read(HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            throw refused(response);
        }
        try {
            return Json.read(new String(response.body(), StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw new ModelException(
                    "the answer of " + settings.url() + " is not JSON: " + shown(response.body()), Remedy.RETRY, 0, e);
        }
    }

    private HttpRequest request(String path, ObjectNode body) {
        String base = settings.url().toString();
        URI url = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
        var request = HttpRequest.newBuilder(url)
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)));
        if (settings.key() != null) {
            request.header("Authorization", "Bearer " + settings.key());
        }
        return request.build();
    }

    private ModelException refused(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        Remedy remedy =
                switch (status) {
                    case 429, 502, 503, 504 -> Remedy.WAIT;
                    case 408, 409, 425, 500 -> Remedy.RETRY;
                    default -> status >= 500 ? Remedy.RETRY : Remedy.NONE;
                };
        return new ModelException(
                settings.url() + " answered " + status + ": " + shown(response.body()),
                remedy,
                waitMillis(response.headers().firstValue("Retry-After").orElse(null)));
    }

    private static long waitMillis(@Nullable String retryAfter) {
        try {
            return retryAfter == null ? 0 : Math.max(0, Math.min(3_600, Long.parseLong(retryAfter.strip()))) * 1_000;
        } catch (NumberFormatException e) {
            return 0; // a date, which few send
        }
    }

    /** The beginning of an answer, which must not show the key if it repeats it. */
    private String shown(byte[] answer) {
        String text = new String(answer, StandardCharsets.UTF_8).strip();
        if (settings.key() != null) {
            text = text.replace(settings.key(), "[key]");
        }
        return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
