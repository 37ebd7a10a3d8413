// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One request and its answer, as handlers see them. */
final class Exchange {
    private final Context context;
    private final BodyReader bodies;
    private long reserved;

    Exchange(Context context, BodyReader bodies) {
        this.context = context;
        this.bodies = bodies;
    }

    byte[] bytes() {
        byte[] body = bodies.read(context);
        reserved += body.length;
        return body;
    }

    /** The body, which must be a JSON object. */
    ObjectNode json() {
        JsonNode json;
        try {
            json = Json.mapper().readTree(bytes());
        } catch (JacksonException e) {
            throw ApiException.badRequest("the body is not JSON: " + e.getOriginalMessage());
        }
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw ApiException.badRequest("the body must be a JSON object");
    }

    String path(String name) {
        return context.pathParam(name);
    }

    QueryParameters query() {
        return new QueryParameters(context.queryParamMap());
    }

    @Nullable String header(String name) {
        return context.header(name);
    }

    /** True if the path begins with a version; where the clients disagree about an answer, the version decides. */
    boolean versioned() {
        return context.path().startsWith("/v1/");
    }

    void answer(JsonNode json) {
        answer(200, json);
    }

    void answer(int status, JsonNode json) {
        answer(status, "application/json", Json.write(json).getBytes(StandardCharsets.UTF_8));
    }

    void answer(int status, String contentType, byte[] body) {
        context.status(status).contentType(contentType).result(body);
    }

    Context context() {
        return context;
    }

    /** Gives back what the body took of the memory for bodies. */
    void release() {
        bodies.release(reserved);
        reserved = 0;
    }
}
