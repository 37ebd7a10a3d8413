// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.operations.Metrics;
import ai.honeyhive.server.internal.operations.RequestTrace;
import ai.honeyhive.server.internal.otlp.MalformedOtlpException;
import ai.honeyhive.server.internal.project.KeysUnreadableException;
import ai.honeyhive.server.internal.store.StoreBusyException;
import ai.honeyhive.server.internal.store.StoreException;
import ai.honeyhive.server.internal.store.StoreFault;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Failures to answers. What is our fault is logged and not explained to clients. */
final class Errors {
    /** Under which a request carries the project that it was led to. */
    static final String PROJECT = "project";

    private static final System.Logger LOGGER = System.getLogger(Errors.class.getName());

    private final Metrics metrics;
    private final Readiness readiness;

    Errors(Metrics metrics, Readiness readiness) {
        this.metrics = metrics;
        this.readiness = readiness;
    }

    void install(JavalinConfig config) {
        config.routes.exception(
                ApiException.class, (e, context) -> answer(context, e.status(), e.errorCode(), e.getMessage()));
        config.routes.exception(
                MalformedOtlpException.class, (e, context) -> answer(context, 400, "BAD_REQUEST", e.getMessage()));
        config.routes.exception(
                StoreBusyException.class, (e, context) -> answer(context, 429, "TOO_MANY_REQUESTS", e.getMessage()));
        config.routes.exception(StoreException.class, (e, context) -> {
            if (!readiness.isDraining()) { // then it is meant to be closed
                LOGGER.log(Level.WARNING, "a request could not be served by the store: " + named(context), e);
            }
            StoreFault fault = StoreFault.of(e);
            readiness.noted(fault);
            answer(
                    context,
                    503,
                    "STORE_" + (fault == StoreFault.OTHER ? "UNAVAILABLE" : fault.name()),
                    fault.message() + ": the request was not served, and nothing of it stored");
        });
        config.routes.exception(KeysUnreadableException.class, (e, context) -> {
            LOGGER.log(Level.WARNING, "keys cannot be checked", e);
            answer(context, 503, "KEYS_UNAVAILABLE", "the server cannot check keys now");
        });
        config.routes.exception(HttpResponseException.class, (e, context) -> {
            answer(context, e.getStatus(), code(e.getStatus()), message(e, context));
        });
        config.routes.exception(Exception.class, (e, context) -> {
            if (readiness.isDraining()) { // requests that closing cut off
                LOGGER.log(Level.DEBUG, "a request failed while closing: " + named(context), e);
                answer(context, 503, "SERVICE_UNAVAILABLE", "the server is shutting down");
                return;
            }
            LOGGER.log(Level.WARNING, "a request failed: " + named(context), e);
            answer(context, 500, "INTERNAL_ERROR", "the server failed to handle the request");
        });
    }

    /** Not by its address, in which there may be anything. */
    private static String named(Context context) {
        return context.req().getAttribute(RequestTrace.ATTRIBUTE) instanceof RequestTrace trace
                ? context.method().name() + " " + trace.route() + ", request " + trace.id()
                : context.method().name();
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

    private void answer(Context context, int status, String code, @Nullable String message) {
        metrics.rejected(code, 1);
        if (context.attribute(PROJECT) instanceof Project project) {
            project.clients().refused(code.toLowerCase(java.util.Locale.ROOT), 1);
        }
        if (status == 429) {
            context.header("Retry-After", "1");
        } else if (status == 503) {
            context.header("Retry-After", "5");
        } else if (status == 401) {
            context.header("WWW-Authenticate", "Bearer");
        }
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
