// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One session of ten thousand events, opened. */
final class SessionLoad {
    static final String ID = "10ad0000-0000-4000-8000-000000000002";
    /** Apart from the numbers of the other batches. */
    private static final long FIRST_BATCH = 1L << 40;

    private static final int BATCHES = 20;
    private static final int FIRST_EVENTS = 200;
    private static final byte[] EVENT = "\"event_id\"".getBytes(StandardCharsets.UTF_8);

    private SessionLoad() {}

    static void write(Api api) throws IOException, InterruptedException {
        for (int batch = 0; batch < BATCHES; batch++) {
            api.export(Spans.batch(FIRST_BATCH + batch, ID));
        }
    }

    /** Until the last byte, and until the first events are there. */
    record Opened(Times whole, Times first) {}

    static Opened open(Api api, String path, int rounds) throws IOException, InterruptedException {
        List<Double> first = new ArrayList<>();
        List<Double> whole = new ArrayList<>();
        byte[] buffer = new byte[64 * 1024];
        for (int round = -3; round < rounds; round++) {
            long began = System.nanoTime();
            HttpResponse<InputStream> response =
                    Api.HTTP.send(api.request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
            long early = 0;
            int events = 0;
            int matched = 0;
            try (InputStream body = response.body()) {
                for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                    for (int i = 0; i < n; i++) {
                        matched = buffer[i] == EVENT[matched] ? matched + 1 : buffer[i] == EVENT[0] ? 1 : 0;
                        if (matched == EVENT.length) {
                            matched = 0;
                            events++;
                        }
                    }
                    if (early == 0 && events > FIRST_EVENTS) {
                        early = System.nanoTime();
                    }
                }
            }
            if (response.statusCode() != 200 || events < FIRST_EVENTS) {
                throw new IOException(path + " was answered " + response.statusCode() + " with " + events + " events");
            }
            if (round >= 0) {
                first.add(((early == 0 ? System.nanoTime() : early) - began) / 1e6);
                whole.add((System.nanoTime() - began) / 1e6);
            }
        }
        return new Opened(Times.of(whole), Times.of(first));
    }
}
