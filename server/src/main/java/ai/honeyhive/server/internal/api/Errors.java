// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.otlp.MalformedOtlpException;
import ai.honeyhive.server.internal.store.StoreBusyException;
import ai.honeyhive.server.internal.store.StoreException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Failures to answers. What is our fault is logged and not explained to clients. */
final class Errors {
    private static final System.Logger LOGGER = System.getLogger(Errors.class.getName());

    private Errors() {}

    static void install(JavalinConfig config) {
        config.routes.exception(ApiException.class, (e, context) -> {
            if (e.status() == 429) {
                context.header("Retry-After", "1");
            }
            answer(context, e.status(), e.errorCode(), e.getMessage());
        });
        config.routes.exception(
                MalformedOtlpException.class, (e, context) -> answer(context, 400, "BAD_REQUEST", e.getMessage()));
        config.routes.exception(StoreBusyException.class, (e, context) -> {
            context.header("Retry-After", "1");
            answer(context, 429, "TOO_MANY_REQUESTS", e.getMessage());
        });
        config.routes.exception(StoreException.class, (e, context) -> {
            LOGGER.log(Level.WARNING, "a request could not be served by the store", e);
            context.header("Retry-After", "5");
            answer(context, 503, "STORE_UNAVAILABLE", "the store cannot serve the request now");
        });
        config.routes.exception(HttpResponseException.class, (e, context) -> {
            answer(context, e.getStatus(), code(e.getStatus()), message(e, context));
        });
        config.routes.exception(Exception.class, (e, context) -> {
            LOGGER.log(Level.WARNING, "a request failed: " + context.method().name() + " " + context.path(), e);
            answer(context, 500, "INTERNAL_ERROR", "the server failed to handle the request");
        });
    }

    private static String message(HttpResponseException e, Context context) {
        return switch (e.getStatus()) {
            case 404 -> "there is no route " + context.method().name() + " " + context.path();
            case 405 -> context.method().name() + " is not allowed for " + context.path();
            default -> String.valueOf(e.getMessage());
        };
    }

    private static String code(int status) {
        return switch (status) {
            case 404 -> "NOT_FOUND";
            case 405 -> "METHOD_NOT_ALLOWED";
            case 413 -> "PAYLOAD_TOO_LARGE";
            default -> status < 500 ? "BAD_REQUEST" : "INTERNAL_ERROR";
        };
    }

    private static void answer(Context context, int status, String code, @Nullable String message) {
        ObjectNode json = Json.object()
                .put("statusCode", status)
                .put("message", message)
                .put("success", false)
                .put("errorCode", code);
        context.status(status)
                .contentType("application/json")
                .result(Json.write(json).getBytes(StandardCharsets.UTF_8));
    }
}
