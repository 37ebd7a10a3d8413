// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One condition on the JSON form of an event. A value that is missing or null does not exist; "is not" and "not
 * contains" hold for it, every other comparison does not.
 *
 * @param field a root field or a dotted path with list indices; keys that contain dots themselves are found too
 */
public record EventFilter(String field, Operator operator, Type type, String value) {

    public enum Operator {
        EXISTS,
        NOT_EXISTS,
        IS,
        IS_NOT,
        CONTAINS,
        NOT_CONTAINS,
        GREATER_THAN,
        LESS_THAN,
        AFTER,
        BEFORE;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        public static Optional<Operator> find(String wireName) {
            String name = wireName.strip().replace('_', ' ');
            return Arrays.stream(values())
                    .filter(operator -> operator.wireName().equalsIgnoreCase(name))
                    .findFirst();
        }
    }

    /** How the two sides are compared; {@link #ANY} when the client did not say. */
    public enum Type {
        STRING,
        NUMBER,
        BOOLEAN,
        DATETIME,
        ANY
    }

    public boolean matches(ObjectNode event) {
        JsonNode found = find(event, field);
        JsonNode actual = found == null ? MissingNode.getInstance() : found;
        boolean exists = !actual.isMissingNode() && !actual.isNull();
        return switch (operator) {
            case EXISTS -> exists;
            case NOT_EXISTS -> !exists;
            case IS -> exists && same(actual);
            case IS_NOT -> !exists || !same(actual);
            case CONTAINS -> exists && contains(actual);
            case NOT_CONTAINS -> !exists || !contains(actual);
            case GREATER_THAN, AFTER -> exists && sign(actual) > 0;
            case LESS_THAN, BEFORE -> exists && sign(actual) < 0;
        };
    }

    /** True if {@code name} is the filter's field and the filter asks for exactly this text. */
    public boolean asksForExactly(String name) {
        return operator == Operator.IS
                && (type == Type.STRING || (type == Type.ANY && !maybeNumber()))
                && field.equals(name);
    }

    /** Who names no type may mean a number, however it is written; root fields that are texts never hold one. */
    private boolean maybeNumber() {
        return field.contains(".") && number(value) != null;
    }

    private boolean same(JsonNode actual) {
        return switch (type) {
            case NUMBER, DATETIME -> equal(actual);
            case BOOLEAN -> actual.asString("").equalsIgnoreCase(value.strip());
            case STRING -> text(actual).equals(value);
            case ANY -> text(actual).equals(value) || (actual.isNumber() && equal(actual));
        };
    }

    private boolean contains(JsonNode actual) {
        return text(actual).toLowerCase(Locale.ROOT).contains(value.toLowerCase(Locale.ROOT));
    }

    private boolean equal(JsonNode actual) {
        OptionalInt order = compare(actual);
        return order.isPresent() && order.getAsInt() == 0;
    }

    /** The sign of actual minus wanted; 0 if they cannot be compared. */
    private int sign(JsonNode actual) {
        return compare(actual).orElse(0);
    }

    /** Actual against wanted as moments or numbers; empty where one of them is neither. */
    private OptionalInt compare(JsonNode actual) {
        if (type == Type.DATETIME || operator == Operator.AFTER || operator == Operator.BEFORE) {
            OptionalDouble left = Moments.parse(text(actual));
            OptionalDouble right = Moments.parse(value);
            return left.isEmpty() || right.isEmpty()
                    ? OptionalInt.empty()
                    : OptionalInt.of(Double.compare(left.getAsDouble(), right.getAsDouble()));
        }
        BigDecimal left = number(text(actual));
        BigDecimal right = number(value);
        return left == null || right == null ? OptionalInt.empty() : OptionalInt.of(left.compareTo(right));
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            String stripped = text.strip();
            return stripped.length() > 100 ? null : new BigDecimal(stripped);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String text(JsonNode value) {
        return value.isContainer() ? value.toString() : value.asString();
    }

    /** The value at a dotted path with list indices, whose keys may contain dots themselves; null if there is none. */
    public static @Nullable JsonNode find(ObjectNode event, String field) {
        return find(event, field.split("\\.", -1), 0);
    }

    private static @Nullable JsonNode find(JsonNode node, String[] path, int from) {
        if (from == path.length) {
            return node;
        }
        if (node.isArray()) {
            JsonNode item = index(path[from]).map(node::get).orElse(null);
            return item == null ? null : find(item, path, from + 1);
        }
        if (!node.isObject()) {
            return null;
        }
        List<String> parts = Arrays.asList(path);
        for (int to = from + 1; to <= path.length; to++) {
            JsonNode child = node.get(String.join(".", parts.subList(from, to)));
            JsonNode found = child == null ? null : find(child, path, to);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Optional<Integer> index(String text) {
        return text.length() < 9 && !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Optional.of(Integer.parseInt(text))
                : Optional.empty();
    }
}
