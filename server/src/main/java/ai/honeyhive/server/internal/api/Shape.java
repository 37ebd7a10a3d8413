// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which fields a kind of document has and what clients may put into them. Fields that it does not name are left out; null
 * counts as absent, in updates too.
 */
final class Shape {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, Field> fields = new LinkedHashMap<>();

    /** Refuses a value that cannot be taken. */
    @FunctionalInterface
    interface Check {
        void check(Fields fields, String name);
    }

    private record Field(
            Check check, boolean required, @Nullable JsonNode otherwise) {}

    Shape required(String name, Check check) {
        fields.put(name, new Field(check, true, null));
        return this;
    }

    Shape optional(String name, Check check) {
        fields.put(name, new Field(check, false, null));
        return this;
    }

    Shape optional(String name, Check check, JsonNode otherwise) {
        fields.put(name, new Field(check, false, otherwise));
        return this;
    }

    Shape optional(String name, Check check, String otherwise) {
        return optional(name, check, NODES.stringNode(otherwise));
    }

    Shape optional(String name, Check check, boolean otherwise) {
        return optional(name, check, NODES.booleanNode(otherwise));
    }

    /** A new document of what a client sent, defaults filled in. */
    ObjectNode create(Fields given) {
        ObjectNode created = Json.object();
        fields.forEach((name, field) -> {
            JsonNode value = value(given, name, field);
            if (value == null && field.required) {
                throw given.fault(name, "is missing");
            }
            if (value == null) {
                value = field.otherwise;
            }
            if (value != null) {
                created.set(name, value);
            }
        });
        return created;
    }

    /** The document with the fields that a client sent. */
    ObjectNode update(ObjectNode known, Fields given) {
        ObjectNode updated = Json.object();
        updated.setAll(known);
        fields.forEach((name, field) -> {
            JsonNode value = value(given, name, field);
            if (value != null) {
                updated.set(name, value);
            }
        });
        return updated;
    }

    private static @Nullable JsonNode value(Fields given, String name, Field field) {
        JsonNode value = given.value(name);
        if (value != null) {
            field.check.check(given, name);
        }
        return value;
    }

    static ArrayNode none() {
        return NODES.arrayNode();
    }

    static ObjectNode nothing() {
        return Json.object();
    }

    static Check text() {
        return (fields, name) -> {
            if (!fields.json().get(name).isString()) {
                throw fields.fault(name, "must be a string");
            }
        };
    }

    /** A name: not blank, and not longer than the service takes it. */
    static Check name() {
        return text(200);
    }

    static Check text(int max) {
        return (fields, name) -> {
            text().check(fields, name);
            String value = fields.json().get(name).asString();
            if (value.isBlank() || value.length() > max) {
                throw fields.fault(name, "must not be empty, nor longer than " + max + " characters");
            }
        };
    }

    static Check oneOf(String... allowed) {
        List<String> values = List.of(allowed);
        return (fields, name) -> {
            String value = fields.text(name);
            if (value == null || !values.contains(value)) {
                throw fields.fault(name, "must be one of " + String.join(", ", values) + ", not '" + value + "'");
            }
        };
    }

    static Check flag() {
        return (fields, name) -> {
            if (!fields.json().get(name).isBoolean()) {
                throw fields.fault(name, "must be true or false");
            }
        };
    }

    static Check number(double min, double max) {
        return (fields, name) -> {
            Double value = fields.number(name);
            if (value == null || value < min || value > max) {
                throw fields.fault(name, "must be from " + (long) min + " to " + (long) max);
            }
        };
    }

    static Check positive() {
        return (fields, name) -> {
            Double value = fields.number(name);
            if (value == null || value <= 0 || value != Math.rint(value)) {
                throw fields.fault(name, "must be a whole number above 0");
            }
        };
    }

    static Check object() {
        return Fields::object;
    }

    static Check objects() {
        return Fields::objects;
    }

    static Check texts() {
        return Fields::texts;
    }

    static Check texts(String... allowed) {
        List<String> values = List.of(allowed);
        return (fields, name) -> {
            if (!values.containsAll(fields.texts(name))) {
                throw fields.fault(name, "may hold " + String.join(", ", values));
            }
        };
    }

    static Check anything() {
        return (fields, name) -> {};
    }
}
