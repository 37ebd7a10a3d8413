// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /v1/stream}: server-sent events that say what changed. Each listener has its thread while connected. */
final class StreamHandler {
    /** The same id is told at most once in this time. */
    private static final long GATHER_MILLIS = 250;

    private static final long KEEP_ALIVE_MILLIS = 15_000;
    private static final Map<String, String> IDS = Map.of("session", "session_id", "run", "run_id");

    private final StreamHub hub;
    private final LongSupplier clock;

    StreamHandler(StreamHub hub, LongSupplier clock) {
        this.hub = hub;
        this.clock = clock;
    }

    void listen(Exchange exchange) {
        StreamHub.Subscription subscription =
                hub.subscribe().orElseThrow(() -> ApiException.unavailable("too many listeners, or shutting down"));
        try (subscription) {
            send(exchange, subscription);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) { // the listener hung up or was too slow: the end of every stream
            System.getLogger(StreamHandler.class.getName()).log(System.Logger.Level.DEBUG, "a stream has ended", gone);
        }
    }

    private void send(Exchange exchange, StreamHub.Subscription subscription) throws IOException, InterruptedException {
        var response = exchange.context().res();
        response.setStatus(200);
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        ServletOutputStream out = response.getOutputStream();
        write(out, message("hello", Json.object().put("server_time", clock.getAsLong())));
        while (subscription.isOpen()) {
            var touched = subscription.take(KEEP_ALIVE_MILLIS);
            if (touched.isEmpty()) {
                if (subscription.isOpen()) {
                    write(out, ": still here\n\n");
                }
                continue;
            }
            var text = new StringBuilder();
            for (StreamHub.Touch touch : touched) {
                text.append(message(touch.kind(), Json.object().put(IDS.get(touch.kind()), touch.id())));
            }
            write(out, text.toString());
            subscription.pause(GATHER_MILLIS);
        }
    }

    private static String message(String event, ObjectNode data) {
        return "event: " + event + "\ndata: " + Json.write(data) + "\n\n";
    }

    private static void write(ServletOutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
