// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.http;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends requests to one server with one key. Thread-safe; holds no connection of its own. */
public final class HttpTransport {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int MOST_OF_A_RECEIPT = 1 << 20;
    private static final Map<String, String> JSON =
            Map.of("Content-Type", "application/json", "Accept", "application/json");
    private static final String VERSION = version();

    /** One client for all tracers, so that a thousand tracers do not start a thousand selector threads. */
    private static WeakReference<HttpClient> shared = new WeakReference<>(null);

    private final URI serverUrl;
    private final @Nullable String apiKey;
    private final HttpClient client;

    /**
     * Prepares requests.
     *
     * @param serverUrl base of all paths
     * @param apiKey sent as bearer token; null sends none
     */
    public HttpTransport(URI serverUrl, @Nullable String apiKey) {
        this(serverUrl, apiKey, sharedClient());
    }

    /**
     * Prepares requests over a client of the caller, who keeps it.
     *
     * @param serverUrl base of all paths
     * @param apiKey sent as bearer token; null sends none
     * @param client carries the caller's proxy and TLS settings
     */
    public HttpTransport(URI serverUrl, @Nullable String apiKey, HttpClient client) {
        this.serverUrl = serverUrl;
        this.apiKey = apiKey;
        this.client = client;
    }

    /** Returns where a path leads. */
    public URI uri(String path) {
        return URI.create(serverUrl + path);
    }

    /** Returns the base of all paths, without a slash at the end. */
    public URI serverUrl() {
        return serverUrl;
    }

    /** Returns the text with the key, should the server have repeated it, taken out. */
    public String withoutKey(String text) {
        return apiKey == null || apiKey.isEmpty() ? text : text.replace(apiKey, "[key]");
    }

    /** Sends JSON, or nothing when the body is null. */
    public HttpAnswer json(String method, String path, byte @Nullable [] body, Duration timeout)
            throws IOException, InterruptedException {
        return exchange(method, path, body, timeout, JSON, BodyHandlers.ofByteArray());
    }

    /** Sends one request and waits for its answer, no longer than the timeout; of a long body only the begin is read. */
    public HttpAnswer send(
            String method, String path, byte @Nullable [] body, Duration timeout, Map<String, String> headers)
            throws IOException, InterruptedException {
        return exchange(method, path, body, timeout, headers, BeginOfBody.ofAtMost(MOST_OF_A_RECEIPT));
    }

    private HttpAnswer exchange(
            String method,
            String path,
            byte @Nullable [] body,
            Duration timeout,
            Map<String, String> headers,
            BodyHandler<byte[]> read)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(timeout)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .header("hh-client-version", VERSION)
                .header("hh-client-language", "java")
                .header("hh-client-package", "honeyhive");
        if (apiKey != null) {
            request.header("Authorization", "Bearer " + apiKey);
        }
        headers.forEach(request::header);
        HttpResponse<byte[]> response = await(client.sendAsync(request.build(), read), timeout);
        return new HttpAnswer(response.statusCode(), body(response), response.headers());
    }

    /** Returns the body; of a redirect, where it leads. */
    private static byte[] body(HttpResponse<byte[]> response) {
        Optional<String> location = response.headers().firstValue("Location");
        if (response.statusCode() < 300 || response.statusCode() >= 400 || location.isEmpty()) {
            return response.body();
        }
        String told = "moved to " + location.get() + ", which is not followed because the key would go along;"
                + " if that is right, set the server's URL to it";
        return told.getBytes(StandardCharsets.UTF_8);
    }

    /** The request's own timeout ends with the answer's headers; a body that trickles must end too. */
    private static <T> T await(CompletableFuture<T> answer, Duration timeout) throws IOException, InterruptedException {
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            HttpTimeoutException late =
                    new HttpTimeoutException("no whole answer within " + timeout.toMillis() + " ms");
            late.initCause(e);
            throw late;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException(e.getCause());
        } finally {
            answer.cancel(true); // of no effect once it is complete; else the connection is closed
        }
    }

    private static synchronized HttpClient sharedClient() {
        HttpClient client = shared.get();
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NEVER) // the JDK would take the key along to any host
                    .build();
            shared = new WeakReference<>(client);
        }
        return client;
    }

    private static String version() {
        String version = HttpTransport.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
