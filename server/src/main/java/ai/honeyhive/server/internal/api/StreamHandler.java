// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.api.StreamHub.Touch;
import ai.honeyhive.server.internal.model.Json;
import io.javalin.http.HandlerType;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /v1/stream}: server-sent events that say what changed, not how: whoever is told asks for it. Each listener has
 * its thread while connected.
 *
 * <p>{@code hello} comes first; {@code session} and {@code run} name what changed; {@code gap} says that something may have
 * been missed since the message whose id the client sent, so that everything is to be asked for again; {@code dropped} is
 * the last message to one that was too slow.
 */
final class StreamHandler {
    private static final String CONTENT_TYPE = "text/event-stream";

    /** The same id is told at most once in this time. */
    private static final long GATHER_MILLIS = 250;

    private static final long KEEP_ALIVE_MILLIS = 15_000;
    private static final int RETRY_MILLIS = 2_000;
    private static final Map<String, String> IDS = Map.of("session", "session_id", "run", "run_id");

    private final StreamHub hub;
    private final LongSupplier clock;

    StreamHandler(StreamHub hub, LongSupplier clock) {
        this.hub = hub;
        this.clock = clock;
    }

    void listen(Exchange exchange) {
        if (exchange.context().method().equals(HandlerType.HEAD)) {
            exchange.context().contentType(CONTENT_TYPE);
            return;
        }
        QueryParameters query = exchange.query();
        String header = exchange.header("Last-Event-ID");
        // Browsers send the header on their own, and cannot be made to send it.
        String lastId = header == null || header.isBlank() ? query.text("last_event_id") : header;
        StreamHub.Welcome welcome = hub.subscribe(StreamFilter.of(query), lastId)
                .orElseThrow(() -> ApiException.unavailable("too many listeners, or shutting down"));
        try (StreamSubscription subscription = welcome.subscription()) {
            send(exchange, subscription, welcome.complete());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) { // the listener hung up or was too slow: the end of every stream
            System.getLogger(StreamHandler.class.getName()).log(System.Logger.Level.DEBUG, "a stream has ended", gone);
        }
    }

    private void send(Exchange exchange, StreamSubscription subscription, boolean complete)
            throws IOException, InterruptedException {
        var response = exchange.context().res();
        response.setStatus(200);
        response.setContentType(CONTENT_TYPE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        ServletOutputStream out = response.getOutputStream();
        // Without an id: what a client has had is for the messages that follow to say.
        write(out, "retry: " + RETRY_MILLIS + "\n" + message(null, "hello", hello()));
        if (!complete) {
            write(out, message(hub.lastId(), "gap", Json.object().put("reason", "too long ago, or another server")));
        }
        while (subscription.isOpen()) {
            Map<Touch, Long> touched = subscription.take(KEEP_ALIVE_MILLIS);
            if (touched.isEmpty()) {
                if (subscription.isOpen()) {
                    write(out, ": still here\n\n");
                }
                continue;
            }
            var text = new StringBuilder();
            touched.forEach((touch, number) -> text.append(message(
                    number == StreamSubscription.UNNUMBERED ? null : hub.id(number),
                    touch.kind(),
                    Json.object().put(IDS.get(touch.kind()), touch.id()))));
            write(out, text.toString());
            subscription.pause(GATHER_MILLIS);
        }
        if (subscription.isOverrun()) {
            write(out, message(null, "dropped", Json.object().put("reason", "too slow")));
        }
    }

    private ObjectNode hello() {
        return Json.object().put("server_time", clock.getAsLong()).put("last_event_id", hub.lastId());
    }

    private static String message(@Nullable String id, String event, ObjectNode data) {
        String named = id == null ? "" : "id: " + id + "\n";
        return named + "event: " + event + "\ndata: " + Json.write(data) + "\n\n";
    }

    private static void write(ServletOutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
