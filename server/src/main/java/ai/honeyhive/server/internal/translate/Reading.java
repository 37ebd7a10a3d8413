// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** How the value of an attribute is read. What cannot be read so stays as it is. */
enum Reading {
    AS_IS {
        @Override
        @Nullable JsonNode read(JsonNode value) {
            return value;
        }
    },

    /** A name, for which Micrometer conventions write a word when there is none. */
    NAME {
        @Override
        @Nullable JsonNode read(JsonNode value) {
            String name = AttributeValues.text(value).strip().toLowerCase(Locale.ROOT);
            return name.isEmpty() || name.equals("none") || name.equals("unknown") ? null : value;
        }
    },

    /** A number; Micrometer has no other values than texts. */
    NUMBER {
        @Override
        @Nullable JsonNode read(JsonNode value) {
            BigDecimal number = value.isString() ? AttributeValues.decimal(value.asString()) : null;
            return number == null ? value : number(number);
        }
    },

    /** Yes or no. */
    FLAG {
        @Override
        @Nullable JsonNode read(JsonNode value) {
            return switch (value.isString() ? value.asString() : "") {
                case "true" -> JsonNodeFactory.instance.booleanNode(true);
                case "false" -> JsonNodeFactory.instance.booleanNode(false);
                default -> value;
            };
        }
    },

    /** Text that holds JSON. */
    JSON {
        @Override
        @Nullable JsonNode read(JsonNode value) {
            return AttributeValues.parsed(value);
        }
    },

    /** A list, also if it came as text or as its only item. */
    LIST {
        @Override
        @Nullable JsonNode read(JsonNode value) {
            JsonNode parsed = AttributeValues.parsed(value);
            return parsed.isArray()
                    ? parsed
                    : JsonNodeFactory.instance.arrayNode().add(parsed);
        }
    },

    /** Seconds, kept as milliseconds. */
    SECONDS {
        @Override
        @Nullable JsonNode read(JsonNode value) {
            JsonNode seconds = NUMBER.read(value);
            return seconds != null && seconds.isNumber()
                    ? number(seconds.decimalValue().movePointRight(3))
                    : value;
        }
    },

    /** US dollars, perhaps with the currency behind the number. */
    DOLLARS {
        @Override
        @Nullable JsonNode read(JsonNode value) {
            Matcher text = AMOUNT.matcher(value.isString() ? value.asString() : "");
            BigDecimal number = text.matches() ? AttributeValues.decimal(text.group(1)) : null;
            return number == null ? value : JsonNodeFactory.instance.numberNode(number.doubleValue());
        }
    };

    private static final Pattern AMOUNT = Pattern.compile("\\$?\\s*([-+0-9.eE]{1,40})\\s*(?:\\$|USD)?");

    /** Null for a value that says that there is none. */
    abstract @Nullable JsonNode read(JsonNode value);

    private static JsonNode number(BigDecimal number) {
        BigDecimal whole = number.stripTrailingZeros();
        boolean fits = whole.scale() <= 0 && whole.precision() - whole.scale() < 19;
        return fits
                ? JsonNodeFactory.instance.numberNode(whole.longValue())
                : JsonNodeFactory.instance.numberNode(number.doubleValue());
    }
}
