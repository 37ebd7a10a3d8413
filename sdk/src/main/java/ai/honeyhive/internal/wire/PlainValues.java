// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.wire;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Walks whatever a user hands to enrichment, down to strings, whole numbers, decimals and booleans. Null is skipped,
 * depth, number of leaves and length of texts are bounded, and what was cut says so in its place.
 */
public final class PlainValues {
    /** Nesting deeper than this is cut; also what ends a map that contains itself. */
    static final int MAX_DEPTH = 16;
    /** One enriched value has at most this many leaves. */
    static final int MAX_LEAVES = 4_096;
    /** Longer texts keep their begin and end. */
    static final int MAX_CHARS = 1 << 20;

    private static final Logger LOG = System.getLogger(PlainValues.class.getName());

    private PlainValues() {}

    /** Takes the leaves with their dotted keys. */
    public interface Leaves {
        void text(String key, String value);

        void whole(String key, long value);

        void decimal(String key, double value);

        void bool(String key, boolean value);
    }

    /** Hands every leaf of the value to {@code leaves}; keys are {@code key}, {@code key.a.b}, {@code key.0}. */
    public static void flatten(String key, @Nullable Object value, Leaves leaves) {
        if (value instanceof String text) { // by far the most common
            leaves.text(key, text);
        } else if (value != null) {
            walk(key, value, leaves, 0, new int[] {MAX_LEAVES});
        }
    }

    /** Decides what becomes of a leaf: a text, whole number, decimal or boolean. */
    public interface LeafFilter {
        Object leaf(String key, Object value);
    }

    /** Returns a copy that later changes of the original do not reach: maps, lists, and filtered leaves. */
    public static @Nullable Object snapshot(String key, @Nullable Object value, LeafFilter filter) {
        return value == null ? null : copy(key, value, filter, 0, new int[] {MAX_LEAVES});
    }

    private static void walk(String key, Object raw, Leaves leaves, int depth, int[] budget) {
        Object value = simplify(raw);
        if (value instanceof Map<?, ?> map) {
            if (depth >= MAX_DEPTH) {
                leaf(key, tooDeep(), leaves, budget);
                return;
            }
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (entry.getValue() != null && budget[0] > 0) {
                    walk(key + '.' + entry.getKey(), entry.getValue(), leaves, depth + 1, budget);
                }
            }
        } else if (value instanceof List<?> list) {
            if (depth >= MAX_DEPTH) {
                leaf(key, tooDeep(), leaves, budget);
                return;
            }
            int index = 0;
            for (Object element : list) {
                if (element != null && budget[0] > 0) {
                    walk(key + '.' + index, element, leaves, depth + 1, budget);
                }
                index++;
            }
        } else if (value != null) {
            leaf(key, value, leaves, budget);
        }
    }

    private static void leaf(String key, Object value, Leaves leaves, int[] budget) {
        if (--budget[0] == 0) {
            leaves.text(key, "[cut: more than " + MAX_LEAVES + " values]");
        } else if (value instanceof Boolean bool) {
            leaves.bool(key, bool);
        } else if (value instanceof Long whole) {
            leaves.whole(key, whole);
        } else if (value instanceof Double decimal) {
            leaves.decimal(key, decimal);
        } else {
            leaves.text(key, value.toString());
        }
    }

    private static @Nullable Object copy(String key, Object raw, LeafFilter filter, int depth, int[] budget) {
        Object value = simplify(raw);
        if (value instanceof Map<?, ?> map) {
            if (depth >= MAX_DEPTH) {
                return tooDeep();
            }
            Map<String, Object> copy = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (entry.getValue() != null && budget[0] > 0) {
                    Object element = copy(key + '.' + entry.getKey(), entry.getValue(), filter, depth + 1, budget);
                    if (element != null) {
                        copy.put(String.valueOf(entry.getKey()), element);
                    }
                }
            }
            return copy;
        }
        if (value instanceof List<?> list) {
            if (depth >= MAX_DEPTH) {
                return tooDeep();
            }
            List<@Nullable Object> copy = new ArrayList<>(Math.min(list.size(), MAX_LEAVES));
            for (Object element : list) {
                if (budget[0] > 0) {
                    copy.add(
                            element == null ? null : copy(key + '.' + copy.size(), element, filter, depth + 1, budget));
                }
            }
            return copy;
        }
        if (--budget[0] == 0) {
            return "[cut: more than " + MAX_LEAVES + " values]";
        }
        if (value == null) {
            return null;
        }
        Object filtered = filter.leaf(key, value);
        return filtered instanceof String text ? TextLimit.cut(text, MAX_CHARS) : filtered;
    }

    /** Returns a Map, List, String, Long, Double or Boolean; null where nothing is left. */
    private static @Nullable Object simplify(Object value) {
        if (value instanceof String || value instanceof Boolean || value instanceof Long || value instanceof Double) {
            return value;
        }
        if (value instanceof Map || value instanceof List) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Float decimal) {
            return Double.valueOf(decimal.toString()); // 0.1f is meant as 0.1, not as 0.10000000149
        }
        if (value instanceof BigInteger whole) {
            return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole.toString();
        }
        if (value instanceof CharSequence || value instanceof Character) {
            return value.toString();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? simplify(optional.get()) : null;
        }
        if (value instanceof Collection<?> collection) {
            return new ArrayList<>(collection);
        }
        if (value instanceof Object[] array) {
            return java.util.Arrays.asList(array);
        }
        if (value.getClass().isArray() && !(value instanceof byte[])) {
            return primitives(value);
        }
        return throughJackson(value);
    }

    private static List<Object> primitives(Object array) {
        int length = Math.min(Array.getLength(array), MAX_LEAVES + 1);
        List<Object> list = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            list.add(Array.get(array, i));
        }
        return list;
    }

    private static @Nullable Object throughJackson(Object value) {
        Object plain;
        try {
            plain = Json.plain(value);
        } catch (JacksonException | IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "a value of " + value.getClass().getName() + " cannot be written as JSON", e);
            return "[not serializable: " + value.getClass().getName() + "]";
        }
        if (plain instanceof Map || plain instanceof List || plain == null) {
            return plain;
        }
        return plain.getClass() == value.getClass() ? plain.toString() : simplify(plain);
    }

    private static String tooDeep() {
        return "[cut: nested deeper than " + MAX_DEPTH + "]";
    }
}
