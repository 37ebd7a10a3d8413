// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields of a JSON object that a client sent, each checked when it is read. Null counts as absent. */
record Fields(String path, ObjectNode json) {

    /** An object under a name, or as JSON text under it, as older descriptions of the API have it. */
    static Fields wrapped(ObjectNode body, String name) {
        JsonNode inner = body.get(name);
        if (inner != null && inner.isString()) {
            try {
                inner = Json.read(inner.asString());
            } catch (JacksonException e) {
                throw ApiException.badRequest(name + " is not JSON: " + e.getOriginalMessage());
            }
        }
        if (inner instanceof ObjectNode object) {
            return new Fields(name, object);
        }
        throw ApiException.badRequest(name + " must be an object");
    }

    boolean has(String name) {
        return json.hasNonNull(name);
    }

    @Nullable JsonNode value(String name) {
        return json.hasNonNull(name) ? json.get(name) : null;
    }

    /** Text that is not blank, or null. Numbers and booleans are taken for their text. */
    @Nullable String text(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (value.isContainer()) {
            throw fault(name, "must be a string");
        }
        return value.asString().isBlank() ? null : value.asString();
    }

    /** Refuses fields that are no texts, where nobody reads them otherwise. */
    void checkTexts(String... names) {
        for (String name : names) {
            text(name);
        }
    }

    @Nullable Double number(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        return Json.finite(value).orElseThrow(() -> fault(name, "must be a number"));
    }

    /** True or false, also as text; false if absent. */
    boolean flag(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return false;
        }
        String text =
                value.isBoolean() || value.isString() ? value.asString().strip().toLowerCase(Locale.ROOT) : "";
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw fault(name, "must be true or false");
    }

    /** An object; empty if absent. */
    ObjectNode object(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return Json.object();
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw fault(name, "must be an object");
    }

    List<String> texts(String name) {
        List<String> result = new ArrayList<>();
        for (JsonNode item : items(name)) {
            if (item.isContainer() || item.isNull()) {
                throw fault(name, "must be an array of strings");
            }
            result.add(item.asString());
        }
        return result;
    }

    /** The items of an array; empty if absent. */
    List<JsonNode> items(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw fault(name, "must be an array");
        }
        List<JsonNode> items = new ArrayList<>(value.size());
        value.forEach(items::add);
        return items;
    }

    /** The objects of an array. */
    List<Fields> objects(String name) {
        List<Fields> result = new ArrayList<>();
        for (JsonNode item : items(name)) {
            String place = at(name) + "[" + result.size() + "]";
            if (!(item instanceof ObjectNode object)) {
                throw ApiException.badRequest(place + " must be an object");
            }
            result.add(new Fields(place, object));
        }
        return result;
    }

    ApiException fault(String name, String message) {
        return ApiException.badRequest(at(name) + " " + message);
    }

    String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
