// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The server's API as a foreign client uses it. Thread-safe. */
final class Api {
    static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final int TOO_MANY_REQUESTS = 429;

    private final URI url;

    Api(URI url) {
        this.url = url;
    }

    /** Sends spans; while the server has too much to do it is asked again, as exporters do. */
    void export(byte[] body) throws IOException, InterruptedException {
        HttpRequest request = request("/v1/traces")
                .header("Content-Type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        while (response.statusCode() == TOO_MANY_REQUESTS) {
            Thread.sleep(20);
            response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        }
        check(response.statusCode(), "/v1/traces");
    }

    String post(String path, String json) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        check(response.statusCode(), path);
        return response.body();
    }

    byte[] get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = HTTP.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        check(response.statusCode(), path);
        return response.body();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(Duration.ofMinutes(1));
    }

    /** What is timed. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** Does something again and again, the first seconds for nothing: a server's code is compiled as it is used. */
    static Times time(int rounds, Work work) throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (System.nanoTime() - began < WARM_UP.toNanos()) {
            work.run();
        }
        List<Double> millis = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            long sent = System.nanoTime();
            work.run();
            millis.add((System.nanoTime() - sent) / 1e6);
        }
        return Times.of(millis);
    }

    private static void check(int status, String path) throws IOException {
        if (status != 200) {
            throw new IOException(path + " was answered " + status);
        }
    }
}
