// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a metric returns.
 *
 * @param categories those that a categorical metric knows; empty for any
 */
record ReturnType(Kind kind, List<String> categories) {
    enum Kind {
        FLOAT,
        BOOLEAN,
        STRING,
        CATEGORICAL
    }

    String wireName() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Whether values of this kind can be returned. */
    boolean takes(Rule.Gives gives) {
        return switch (gives) {
            case BOOLEAN -> kind == Kind.BOOLEAN || kind == Kind.FLOAT;
            case NUMBER -> kind == Kind.FLOAT;
            case TEXT -> kind != Kind.BOOLEAN;
            case ANYTHING -> true;
        };
    }

    /** A value as this type has it; null if it cannot be. */
    @Nullable JsonNode convert(JsonNode value) {
        if (value.isContainer()) {
            return null;
        }
        return switch (kind) {
            case FLOAT -> number(value);
            case BOOLEAN -> bool(value);
            case STRING -> JsonNodeFactory.instance.stringNode(value.asString());
            case CATEGORICAL -> category(value.asString());
        };
    }

    private static @Nullable JsonNode number(JsonNode value) {
        if (value.isBoolean()) {
            return JsonNodeFactory.instance.numberNode(value.asBoolean() ? 1.0 : 0.0);
        }
        Double number = RangeRule.number(value);
        return number == null ? null : JsonNodeFactory.instance.numberNode(number.doubleValue());
    }

    private static @Nullable JsonNode bool(JsonNode value) {
        if (value.isBoolean()) {
            return value;
        }
        return switch (value.asString().strip().toLowerCase(Locale.ROOT)) {
            case "true" -> JsonNodeFactory.instance.booleanNode(true);
            case "false" -> JsonNodeFactory.instance.booleanNode(false);
            default -> null;
        };
    }

    private @Nullable JsonNode category(String text) {
        boolean known = categories.isEmpty() || categories.contains(text);
        return known ? JsonNodeFactory.instance.stringNode(text) : null;
    }
}
