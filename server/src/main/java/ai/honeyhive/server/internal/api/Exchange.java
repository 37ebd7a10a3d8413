// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One request and its answer, as handlers see them. */
final class Exchange {
    private final Context context;
    private final BodyReader bodies;
    private final Map<String, Integer> ingested = new HashMap<>();
    private long reserved;
    private int unreadable;

    Exchange(Context context, BodyReader bodies) {
        this.context = context;
        this.bodies = bodies;
    }

    byte[] bytes() {
        byte[] body = bodies.read(context);
        reserved += (long) BodyReader.COPIES * body.length;
        return body;
    }

    /** Reserves the memory that a body takes decoded, as long as this request is under way. */
    void weigh(long bytes) {
        bodies.reserve(reserved, bytes);
        reserved += bytes;
    }

    /** Notes what was stored. */
    void ingested(String kind, int count) {
        ingested.merge(kind, count, Integer::sum);
    }

    Map<String, Integer> ingested() {
        return ingested;
    }

    /** Notes records of an export that could not be read. */
    void unreadable(int count) {
        unreadable += count;
    }

    void unreadable(IntConsumer counter) {
        if (unreadable > 0) {
            counter.accept(unreadable);
        }
    }

    /** The body, which must be a JSON object. */
    ObjectNode json() {
        checkJson();
        byte[] body = bytes();
        weigh(BodyWeight.ofJson(body));
        JsonNode json;
        try {
            json = Json.mapper().readTree(body);
        } catch (JacksonException e) {
            throw ApiException.badRequest("the body is not JSON: " + e.getOriginalMessage());
        }
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw ApiException.badRequest("the body must be a JSON object");
    }

    /** A type that says something else is believed; none at all is taken for JSON. */
    private void checkJson() {
        String type = context.header("Content-Type");
        if (type == null || type.isBlank()) {
            return;
        }
        String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!plain.equals("application/json") && !plain.equals("text/json") && !plain.endsWith("+json")) {
            throw ApiException.unsupportedMediaType(
                    "Content-Type '" + type + "' is not supported: send application/json");
        }
    }

    String path(String name) {
        return context.pathParam(name);
    }

    /** The id in the path, or for older routes in the query under a name. */
    String idOr(String name) {
        String id = context.pathParamMap().get("id");
        return id == null ? required(name) : id;
    }

    /** A query parameter that must be there. */
    String required(String name) {
        return required(query().text(name), name);
    }

    /** The id in the path, or for older routes in the body under one of some names. */
    String idOr(Fields body, String... names) {
        String id = context.pathParamMap().get("id");
        for (String name : names) {
            id = id == null ? body.text(name) : id;
        }
        return required(id, names[0]);
    }

    private static String required(@Nullable String id, String name) {
        if (id == null) {
            throw ApiException.badRequest(name + " is missing");
        }
        return id;
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

    /** Answers an object of one list, of any length, written while it is read. */
    void answer(String name, Consumer<Consumer<JsonNode>> items) {
        context.status(200).contentType("application/json");
        try (JsonGenerator json = Json.mapper().createGenerator(context.outputStream())) {
            json.writeStartObject();
            json.writeArrayPropertyStart(name);
            items.accept(json::writeTree);
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    /** Answers an object, sent while it is written. */
    void write(Consumer<JsonGenerator> fields) {
        context.status(200).contentType("application/json");
        try (JsonGenerator json = Json.mapper().createGenerator(context.outputStream())) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEndObject();
        }
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
