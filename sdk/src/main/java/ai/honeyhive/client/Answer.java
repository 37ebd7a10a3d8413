// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import ai.honeyhive.internal.http.HttpAnswer;
import ai.honeyhive.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What the server answered to one call, and how to read it.
 *
 * @param text the body as it may be shown
 * @param attempt which attempt was answered, from 1
 */
record Answer(String method, String path, HttpAnswer http, String text, int attempt) {
    int status() {
        return http.status();
    }

    /** Returns this answer if its status means success. */
    Answer accepted() {
        if (!http.isSuccess()) {
            throw new HoneyHiveHttpException(method, path, status(), text);
        }
        return this;
    }

    /** Returns the body as an object; empty if there is no body. */
    Map<String, Object> object() {
        Object value = value();
        if (value == null) {
            return Map.of();
        }
        return members(value, "not a JSON object");
    }

    /** Returns an object inside the body, or the body itself where the server does not wrap it. */
    Map<String, Object> object(String key) {
        Map<String, Object> whole = object();
        return whole.get(key) instanceof Map<?, ?> inner ? members(inner, key) : whole;
    }

    /** Returns the objects of a list inside the body; a bare list is taken for it. */
    <T> List<T> list(String key, Function<Map<String, Object>, T> type) {
        Object value = value();
        Object list = value instanceof Map<?, ?> map ? map.get(key) : value;
        if (list == null) {
            return List.of();
        }
        if (!(list instanceof List<?> elements)) {
            throw unexpected(key + " is no list");
        }
        List<T> objects = new ArrayList<>(elements.size());
        elements.forEach(
                element -> objects.add(type.apply(members(element, key + " holds something else than objects"))));
        return List.copyOf(objects);
    }

    /** Returns an id; the first of a list. */
    String id(Map<String, Object> holder, String... keys) {
        for (String key : keys) {
            Object value = holder.get(key);
            if (value instanceof List<?> list && !list.isEmpty()) {
                value = list.get(0);
            }
            if (value != null && !value.toString().isEmpty()) {
                return value.toString();
            }
        }
        throw unexpected("no " + keys[0]);
    }

    /** Says that the server accepted the call but does not keep to the API. */
    HoneyHiveHttpException unexpected(String problem) {
        return new HoneyHiveHttpException(
                method,
                path,
                status(),
                "unexpected answer, " + problem + (text.isBlank() ? " (no body)" : ": " + text));
    }

    private @Nullable Object value() {
        try {
            return PlainJson.value(path, Json.readValue(http.body()), 0);
        } catch (JacksonException | IllegalArgumentException e) {
            throw unexpected("not JSON that can be read");
        }
    }

    private Map<String, Object> members(@Nullable Object value, String problem) {
        if (!(value instanceof Map<?, ?> map)) {
            throw unexpected(problem);
        }
        return PlainJson.object(map);
    }
}
