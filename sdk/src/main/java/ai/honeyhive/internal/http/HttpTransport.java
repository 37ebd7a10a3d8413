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
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends requests to one server with one key. Thread-safe; holds no connection of its own. */
public final class HttpTransport {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
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
        this.serverUrl = serverUrl;
        this.apiKey = apiKey;
        this.client = sharedClient();
    }

    /** Returns where a path leads. */
    public URI uri(String path) {
        return URI.create(serverUrl + path);
    }

    /** Returns the base of all paths, without a slash at the end. */
    public URI serverUrl() {
        return serverUrl;
    }

    /** Sends JSON, or nothing when the body is null. */
    public HttpAnswer json(String method, String path, byte @Nullable [] body, Duration timeout)
            throws IOException, InterruptedException {
        return send(
                method, path, body, timeout, Map.of("Content-Type", "application/json", "Accept", "application/json"));
    }

    /** Sends one request and waits for its answer. */
    public HttpAnswer send(
            String method, String path, byte @Nullable [] body, Duration timeout, Map<String, String> headers)
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
        HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
        return new HttpAnswer(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("Retry-After").orElse(null));
    }

    private static synchronized HttpClient sharedClient() {
        HttpClient client = shared.get();
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NORMAL)
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
