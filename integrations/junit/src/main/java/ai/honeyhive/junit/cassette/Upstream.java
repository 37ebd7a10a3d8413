// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** The model's own address. */
final class Upstream {
    /** Of one connection, not of the request; the encoding is set here. */
    private static final Set<String> NOT_FORWARDED = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "upgrade",
            "accept-encoding",
            "http2-settings",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding");

    /** What clients act on. */
    private static final List<String> KEPT = List.of("content-type", "retry-after");

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final String base;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(30))
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    Upstream(URI base) {
        this.base = base.toString();
    }

    /**
     * Forwards a request and returns the whole answer, secrets included.
     *
     * @throws IOException if there is no answer, or none that can be forwarded
     */
    RecordedResponse send(Call call) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request(call), HttpResponse.BodyHandlers.ofByteArray());
        Map<String, String> kept = new LinkedHashMap<>();
        for (String name : KEPT) {
            response.headers().firstValue(name).ifPresent(value -> kept.put(name, value));
        }
        String encoding = response.headers().firstValue("content-encoding").orElse("identity");
        return new RecordedResponse(response.statusCode(), kept, Body.of(decoded(encoding, response.body())));
    }

    private HttpRequest request(Call call) throws IOException {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + call.path()))
                    .timeout(LIMIT)
                    .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
            call.headers().forEach((name, values) -> {
                if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            return request.header("Accept-Encoding", "identity").build(); // so that bodies stay readable
        } catch (IllegalArgumentException e) {
            throw new IOException("the request cannot be forwarded: " + e.getMessage(), e);
        }
    }

    /** Not all servers heed what encodings are accepted. */
    private static byte[] decoded(String encoding, byte[] body) throws IOException {
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "identity" -> body;
            case "gzip", "x-gzip" -> new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
            default ->
                throw new IOException("the answer is in the encoding " + encoding + ", though none was accepted");
        };
    }

    @Override
    public String toString() {
        return base;
    }
}
