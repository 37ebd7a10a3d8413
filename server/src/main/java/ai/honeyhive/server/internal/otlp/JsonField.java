// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.otlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A place in a JSON document, known by its path, so that faults can be named. Null counts as absent. */
record JsonField(String path, JsonNode node) {

    static JsonField root(@Nullable JsonNode node) {
        return new JsonField("", node == null ? MissingNode.getInstance() : node);
    }

    boolean isAbsent() {
        return node.isMissingNode() || node.isNull();
    }

    /** The field of the first name that is present, in both spellings that protobuf's JSON mapping allows. */
    JsonField field(String name, String... others) {
        JsonField found = child(name);
        for (String other : others) {
            found = found.isAbsent() ? child(other) : found;
        }
        return found.isAbsent() ? child(name) : found;
    }

    private JsonField child(String name) {
        return new JsonField(path.isEmpty() ? name : path + "." + name, node.path(name));
    }

    /** This, which must be an object or absent. */
    JsonField object() {
        if (!isAbsent() && !node.isObject()) {
            throw fault("expected an object, found " + kind());
        }
        return this;
    }

    List<JsonField> items() {
        if (isAbsent()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw fault("expected an array, found " + kind());
        }
        List<JsonField> items = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            items.add(new JsonField(path + "[" + i + "]", node.get(i)));
        }
        return items;
    }

    /** The text; empty if absent. */
    String text() {
        if (isAbsent()) {
            return "";
        }
        if (!node.isString()) {
            throw fault("expected a string, found " + kind());
        }
        return node.asString();
    }

    /** A 64-bit integer, as text or number; 0 if absent. Unsigned values keep their bits. */
    long integer() {
        if (isAbsent()) {
            return 0;
        }
        String text = node.isString() || node.isNumber() ? node.asString().strip() : "";
        try {
            return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            if (node.isNumber() && node.canConvertToExactIntegral()) {
                return node.decimalValue().longValue();
            }
            throw fault("expected an integer, found " + kind());
        }
    }

    <E extends Enum<E>> E enumeration(Class<E> type, IntFunction<@Nullable E> byNumber, String prefix) {
        if (isAbsent()) {
            return type.getEnumConstants()[0];
        }
        if (node.isIntegralNumber()) {
            E value = node.canConvertToInt() ? byNumber.apply(node.intValue()) : null;
            // A number from a newer protocol is "unspecified" to us.
            return value == null ? type.getEnumConstants()[0] : value;
        }
        String name = text().toUpperCase(Locale.ROOT);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name) || constant.name().equals(prefix + name)) {
                return constant;
            }
        }
        throw fault("unknown value '" + name + "'");
    }

    String kind() {
        return node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    MalformedOtlpException fault(String message) {
        return new MalformedOtlpException((path.isEmpty() ? "body" : path) + ": " + message);
    }
}
