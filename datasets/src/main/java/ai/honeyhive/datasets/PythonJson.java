// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.datasets;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes values exactly as Python's {@code json.dumps(value, sort_keys=True)} does, because the ids of datasets and
 * datapoints are hashes of that text and have to be the same from either language. Stateless.
 */
public final class PythonJson {
    /** Deeper values are refused; what ends a map that contains itself. */
    private static final int MAX_DEPTH = 500;

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final StringBuilder out = new StringBuilder();

    private PythonJson() {}

    /**
     * Returns the JSON text. What JSON cannot hold as it is (records, dates, enums) is turned into JSON first.
     *
     * @throws IllegalArgumentException if a value cannot be written, or the keys of a map cannot be sorted
     */
    public static String write(@Nullable Object value) {
        PythonJson json = new PythonJson();
        json.append(value, 0);
        return json.out.toString();
    }

    private void append(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("a value is nested deeper than " + MAX_DEPTH + " levels");
        }
        if (value == null) {
            out.append("null");
        } else if (value instanceof CharSequence || value instanceof Character) {
            quote(value.toString());
        } else if (value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Number number) {
            out.append(number(number));
        } else if (value instanceof Map<?, ?> map) {
            map(map, depth);
        } else if (value instanceof Iterable<?> values) {
            list(values, depth);
        } else if (value instanceof Object[] array) {
            list(Arrays.asList(array), depth);
        } else {
            append(plain(value), depth + 1);
        }
    }

    private void list(Iterable<?> values, int depth) {
        out.append('[');
        String separator = "";
        for (Object value : values) {
            out.append(separator);
            append(value, depth + 1);
            separator = ", ";
        }
        out.append(']');
    }

    private void map(Map<?, ?> map, int depth) {
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        if (entries.size() > 1) {
            entries.sort(keyOrder(entries));
        }
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : entries) {
            out.append(separator);
            quote(keyText(entry.getKey()));
            out.append(": ");
            append(entry.getValue(), depth + 1);
            separator = ", ";
        }
        out.append('}');
    }

    /** Python sorts the keys before it turns them into text: 2 before 10, and texts by code point. */
    private static Comparator<Map.Entry<?, ?>> keyOrder(List<Map.Entry<?, ?>> entries) {
        if (entries.stream().allMatch(entry -> entry.getKey() instanceof CharSequence)) {
            return (a, b) -> compareCodePoints(String.valueOf(a.getKey()), String.valueOf(b.getKey()));
        }
        if (entries.stream().allMatch(entry -> entry.getKey() instanceof Number || entry.getKey() instanceof Boolean)) {
            return Comparator.comparing(entry -> sortable(entry.getKey()));
        }
        throw new IllegalArgumentException("the keys of a map are of different types and cannot be sorted");
    }

    private static BigDecimal sortable(Object key) {
        if (key instanceof Boolean flag) {
            return flag ? BigDecimal.ONE : BigDecimal.ZERO; // as in Python, where True == 1
        }
        return new BigDecimal(key.toString());
    }

    private static String keyText(@Nullable Object key) {
        if (key instanceof Number number) {
            return number(number);
        }
        if (key == null || key instanceof Boolean || key instanceof CharSequence) {
            return String.valueOf(key);
        }
        throw new IllegalArgumentException(
                "a map has a key of " + key.getClass().getName());
    }

    /** Orders as UTF-32 does: Java's own order puts supplementary characters before U+E000. */
    private static int compareCodePoints(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                if (Character.isSurrogate(left) != Character.isSurrogate(right)) {
                    return Character.isSurrogate(left) ? 1 : -1; // a supplementary code point is above all others
                }
                return Character.compare(left, right);
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static String number(Number number) {
        if (number instanceof Double || number instanceof BigDecimal) {
            return real(number.doubleValue());
        }
        if (number instanceof Float decimal) {
            return real(Double.parseDouble(decimal.toString())); // 0.1f is meant as 0.1
        }
        if (number instanceof BigInteger) {
            return number.toString();
        }
        return String.valueOf(number.longValue());
    }

    /** Writes what Python's {@code repr(float)} writes. */
    static String real(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        if (value == 0) {
            return sign + "0.0";
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        if (exponent < -4 || exponent >= 16) {
            String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
            String magnitude = String.format(Locale.ROOT, "%02d", Math.abs(exponent));
            return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + magnitude;
        }
        String plain = shortest.toPlainString();
        return sign + plain + (plain.indexOf('.') < 0 ? ".0" : "");
    }

    /**
     * Finds the decimal with the fewest digits that reads back as the same double, the nearest if there are several.
     * {@code Double.toString} does not before JDK 19, and always prints two digits.
     */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < 17; digits++) {
            for (RoundingMode mode : List.of(RoundingMode.HALF_EVEN, RoundingMode.CEILING, RoundingMode.FLOOR)) {
                BigDecimal candidate = exact.round(new MathContext(digits, mode));
                if (candidate.doubleValue() == value) {
                    return candidate.stripTrailingZeros();
                }
            }
        }
        return exact.round(new MathContext(17, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c >= 0x20 && c <= 0x7e) {
                        out.append(c);
                    } else {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    }
                }
            }
        }
        out.append('"');
    }

    private static @Nullable Object plain(Object value) {
        Object plain;
        try {
            plain = MAPPER.convertValue(value, Object.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "a value of " + value.getClass().getName() + " cannot be written as JSON", e);
        }
        if (plain != null && plain.getClass() == value.getClass()) {
            throw new IllegalArgumentException("a value of " + value.getClass().getName() + " is not JSON");
        }
        return plain;
    }
}
