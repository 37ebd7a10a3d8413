// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.otlp;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A place in a JSON document, which knows the way to it, so that faults can be named. Null counts as absent. */
record JsonField(@Nullable JsonField parent, String name, JsonNode node) {
    private static final BigDecimal MAX_TIME = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final int MAX_DIGITS = 40;

    static JsonField root(@Nullable JsonNode node) {
        return new JsonField(null, "", node == null ? MissingNode.getInstance() : node);
    }

    boolean isAbsent() {
        return node.isMissingNode() || node.isNull();
    }

    /** The field of the first name that is present, in both spellings that protobuf's JSON mapping allows. */
    JsonField field(String name, String... others) {
        JsonField first = child(name);
        if (!first.isAbsent()) {
            return first;
        }
        for (String other : others) {
            JsonField found = child(other);
            if (!found.isAbsent()) {
                return found;
            }
        }
        return first;
    }

    private JsonField child(String field) {
        return new JsonField(this, field, node.path(field));
    }

    private String path() {
        String way = parent == null ? "" : parent.path();
        return way.isEmpty() || name.startsWith("[") ? way + name : way + "." + name;
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
            items.add(new JsonField(this, "[" + i + "]", node.get(i)));
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

    /** The text, of whatever else is there as JSON; empty if absent. */
    String anyText() {
        if (isAbsent()) {
            return "";
        }
        return node.isValueNode() ? node.asString("") : node.toString();
    }

    /** Nanoseconds since 1970, as text or number; 0, which means unknown, for anything that is no such time. */
    long time() {
        if (!node.isString() && !node.isNumber()) {
            return 0;
        }
        if (node.isString() && node.asString().length() > MAX_DIGITS) {
            return 0;
        }
        BigDecimal time;
        try {
            time = node.isNumber()
                    ? node.decimalValue()
                    : new BigDecimal(node.asString().strip());
        } catch (NumberFormatException | JacksonException e) {
            return 0;
        }
        boolean possible = time.signum() > 0 && time.compareTo(MAX_TIME) <= 0;
        return possible ? time.longValue() : 0;
    }

    /** The items that are objects; none if this is no list. */
    List<JsonField> objects() {
        return itemsIfAny().stream().filter(item -> item.node.isObject()).toList();
    }

    List<JsonField> itemsIfAny() {
        return node.isArray() ? items() : List.of();
    }

    /** The constant of a number or name, "unspecified" for one that only a newer protocol may know. */
    <E extends Enum<E>> E enumeration(Class<E> type, IntFunction<@Nullable E> byNumber, String prefix) {
        E unspecified = type.getEnumConstants()[0];
        String name = node.isString() ? node.asString().strip().toUpperCase(Locale.ROOT) : "";
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name) || constant.name().equals(prefix + name)) {
                return constant;
            }
        }
        boolean number = node.isIntegralNumber() && node.canConvertToInt();
        E value = number ? byNumber.apply(node.intValue()) : null;
        return value == null ? unspecified : value;
    }

    String kind() {
        return node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    MalformedOtlpException fault(String message) {
        return new MalformedOtlpException((path().isEmpty() ? "body" : path()) + ": " + message);
    }
}
