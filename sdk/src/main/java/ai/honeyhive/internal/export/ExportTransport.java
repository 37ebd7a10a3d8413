// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import ai.honeyhive.internal.http.HttpAnswer;
import ai.honeyhive.internal.http.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where requests go: to the server, or spans to another place such as a collector. What may be secret, the key and the
 * headers of that place, is added here, after everything that is kept on disk. Thread-safe.
 */
public final class ExportTransport {
    private static final int SECRET_LENGTH = 6;

    private final HttpTransport server;
    private final @Nullable HttpTransport collector;
    private final Map<String, String> spanHeaders;
    private final Duration timeout;

    /**
     * Prepares the ways.
     *
     * @param otlpEndpoint whole URL for spans; null sends them to the server. It gets the key only if it is of the
     *     server's own origin
     * @param spanHeaders headers that every request with spans gets
     * @param client carries the caller's proxy and TLS settings; null takes that of all tracers
     * @param timeout of one request, with its answer
     */
    public ExportTransport(
            URI serverUrl,
            @Nullable String apiKey,
            @Nullable URI otlpEndpoint,
            Map<String, String> spanHeaders,
            @Nullable HttpClient client,
            Duration timeout) {
        this.server = transport(serverUrl, apiKey, client);
        this.collector = otlpEndpoint == null
                ? null
                : transport(otlpEndpoint, sameOrigin(serverUrl, otlpEndpoint) ? apiKey : null, client);
        this.spanHeaders = Map.copyOf(spanHeaders);
        this.timeout = timeout;
    }

    HttpAnswer send(Request request) throws IOException, InterruptedException {
        if (!request.path().equals(OtlpSender.PATH)) {
            return server.send(request.method(), request.path(), request.body(), timeout, request.headers());
        }
        Map<String, String> headers = request.headers();
        if (!spanHeaders.isEmpty()) {
            headers = new HashMap<>(headers);
            headers.putAll(spanHeaders);
        }
        return collector == null
                ? server.send(request.method(), request.path(), request.body(), timeout, headers)
                : collector.send(request.method(), "", request.body(), timeout, headers);
    }

    /** Returns what a server said without the secrets that it may have repeated. */
    String withoutSecrets(String text) {
        String shown = server.withoutKey(text);
        for (String value : spanHeaders.values()) {
            if (value.length() >= SECRET_LENGTH) { // shorter ones would tear words apart
                shown = shown.replace(value, "[header]");
            }
        }
        return shown;
    }

    private static HttpTransport transport(URI url, @Nullable String apiKey, @Nullable HttpClient client) {
        return client == null ? new HttpTransport(url, apiKey) : new HttpTransport(url, apiKey, client);
    }

    private static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && Objects.equals(one.getHost(), other.getHost())
                && one.getPort() == other.getPort();
    }
}
