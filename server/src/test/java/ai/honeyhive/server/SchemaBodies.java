// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Bodies made of the description's schemas: one that has every field, and those in which one field is of a wrong type. */
final class SchemaBodies {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_DEPTH = 6;

    /** Stands for a number that is none to a validator; {@link #text} writes it. */
    private static final String HUGE = "@huge@";

    private final JsonNode schemas;

    SchemaBodies(JsonNode description) {
        this.schemas = description.path("components").path("schemas");
    }

    /** A body with every field that is described. */
    JsonNode whole(String schema) {
        return value(schemas.path(schema), 0);
    }

    /** The places of a body, as JSON pointers, that are described to have a type. */
    List<String> places(String schema) {
        List<String> places = new ArrayList<>();
        collect(schemas.path(schema), whole(schema), "", places);
        return places;
    }

    /** The body with something else in a place. */
    static JsonNode with(JsonNode body, String pointer, JsonNode value) {
        if (pointer.isEmpty()) {
            return value;
        }
        JsonNode copy = body.deepCopy();
        int slash = pointer.lastIndexOf('/');
        JsonNode holder = copy.at(pointer.substring(0, slash));
        String name = pointer.substring(slash + 1).replace("~1", "/").replace("~0", "~");
        if (holder instanceof ObjectNode object) {
            object.set(name, value);
        } else if (holder instanceof ArrayNode array) {
            array.set(Integer.parseInt(name), value);
        }
        return copy;
    }

    /** A value of another type. Numbers and truth values are taken for their texts, so that texts are given containers. */
    static JsonNode wrong(JsonNode right, Random random) {
        List<String> others = new ArrayList<>();
        if (right.isString()) {
            others.addAll(List.of("{\"a\":1}", "[1,[2]]", "[]", "{}"));
        } else if (right.isNumber()) {
            others.addAll(List.of("\"many\"", "{}", "[7]", "true", "\"" + HUGE + "\"", "\"\\u0000\""));
        } else if (right.isBoolean()) {
            others.addAll(List.of("\"perhaps\"", "{}", "[true]", "7"));
        } else if (right.isObject()) {
            others.addAll(List.of("\"text\"", "[1]", "7", "true", "[[]]"));
        } else {
            others.addAll(List.of("\"text\"", "{\"a\":[]}", "7", "false"));
        }
        return JSON.readTree(others.get(random.nextInt(others.size())));
    }

    /** A body as it is sent. */
    static String text(JsonNode body, Random random) {
        return body.toString()
                .replace(
                        "\"" + HUGE + "\"",
                        List.of("1e999", "-1e999", "NaN", "-Infinity").get(random.nextInt(4)));
    }

    private void collect(JsonNode schema, JsonNode value, String pointer, List<String> places) {
        JsonNode resolved = resolved(schema);
        if (resolved.has("type") || resolved.has("properties")) {
            places.add(pointer);
        }
        if (value.isObject()) {
            resolved.path("properties").properties().forEach(property -> {
                if (value.has(property.getKey())) {
                    collect(
                            property.getValue(),
                            value.get(property.getKey()),
                            pointer + "/" + property.getKey(),
                            places);
                }
            });
        } else if (value.isArray() && !value.isEmpty()) {
            collect(resolved.path("items"), value.get(0), pointer + "/0", places);
        }
    }

    private JsonNode value(JsonNode schema, int depth) {
        JsonNode resolved = resolved(schema);
        if (resolved.has("const")) {
            return resolved.get("const");
        }
        if (resolved.has("enum")) {
            return resolved.get("enum").get(0);
        }
        JsonNode type = resolved.path("type");
        String name =
                type.isArray() ? type.get(0).asString() : type.asString(resolved.has("properties") ? "object" : "");
        return switch (name) {
            case "string" -> text(resolved);
            case "integer", "number" ->
                JSON.getNodeFactory().numberNode(resolved.path("minimum").asInt(1));
            case "boolean" -> JSON.getNodeFactory().booleanNode(true);
            case "array" -> {
                ArrayNode array = JSON.createArrayNode();
                if (depth < MAX_DEPTH && resolved.has("items")) {
                    array.add(value(resolved.get("items"), depth + 1));
                }
                yield array;
            }
            case "object" -> {
                ObjectNode object = JSON.createObjectNode();
                if (depth < MAX_DEPTH) {
                    resolved.path("properties")
                            .properties()
                            .forEach(property -> object.set(property.getKey(), value(property.getValue(), depth + 1)));
                }
                yield object;
            }
            default -> JSON.getNodeFactory().stringNode("any");
        };
    }

    private static JsonNode text(JsonNode schema) {
        String format = schema.path("format").asString("");
        return JSON.getNodeFactory()
                .stringNode(
                        format.equals("date-time")
                                ? "2026-01-01T00:00:00Z"
                                : format.equals("uuid") ? "0b9c64ba-3f4c-4f0e-8a5f-1f9f9d8a1c11" : "text");
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode resolved = schema;
        while (resolved.has("$ref")) {
            String ref = resolved.get("$ref").asString();
            resolved = schemas.path(ref.substring(ref.lastIndexOf('/') + 1));
        }
        for (String choice : List.of("oneOf", "anyOf", "allOf")) {
            if (resolved.has(choice)) {
                return resolved(resolved.get(choice).get(0));
            }
        }
        return resolved;
    }
}
