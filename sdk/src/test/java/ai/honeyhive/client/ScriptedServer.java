// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real HTTP server on loopback that keeps requests as they came and answers what it was told, then {@code {}}. */
final class ScriptedServer implements AutoCloseable {
    static final String KEY = "hh-secret-1234567890";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What came: path and query raw, header names in lower case. */
    record Request(String method, String target, Map<String, String> headers, String body) {
        String line() {
            return method + " " + target;
        }

        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    /** What goes. */
    interface Reply {
        void to(Context context);
    }

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final Javalin app;

    ScriptedServer() {
        app = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    Stream.of(HandlerType.GET, HandlerType.POST, HandlerType.PUT, HandlerType.DELETE)
                            .forEach(method -> config.routes.addHttpHandler(method, "/<path>", this::handle));
                })
                .start("127.0.0.1", 0);
    }

    String url() {
        return "http://127.0.0.1:" + app.port();
    }

    HoneyHiveClient client() {
        return HoneyHiveClient.builder().serverUrl(url()).apiKey(KEY).build();
    }

    ScriptedServer reply(int status, String body) {
        return reply(context ->
                context.status(status).contentType("application/json").result(body));
    }

    /** Asks to try again at once. */
    ScriptedServer replyBusy(int status) {
        return reply(
                context -> context.status(status).header("Retry-After", "0").result("busy"));
    }

    ScriptedServer reply(Reply reply) {
        replies.add(reply);
        return this;
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    List<String> lines() {
        return requests.stream().map(Request::line).toList();
    }

    Request only() {
        if (requests.size() != 1) {
            throw new AssertionError("expected one request but got " + lines());
        }
        return requests.get(0);
    }

    @Override
    public void close() {
        app.stop();
    }

    private void handle(Context context) {
        String query = context.req().getQueryString();
        Map<String, String> headers = new HashMap<>();
        context.headerMap().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        requests.add(new Request(
                context.req().getMethod(),
                context.req().getRequestURI() + (query == null ? "" : "?" + query),
                headers,
                context.body()));
        Reply reply = replies.poll();
        if (reply == null) {
            context.contentType("application/json").result("{}");
        } else {
            reply.to(context);
        }
    }
}
