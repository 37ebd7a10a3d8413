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
import java.util.stream.Collectors;
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

    /** Containers count too: empty lists in lists of lists would otherwise take for ever. */
    private static final int MAX_CONTAINERS = 16_384;

    private static final Logger LOG = System.getLogger(PlainValues.class.getName());

    private PlainValues() {}

    /** Takes the leaves with their dotted keys. */
    public interface Leaves {
        void text(String key, String value);

        void whole(String key, long value);

        void decimal(String key, double value);

        void bool(String key, boolean value);
    }

    /** Decides how a name that the application made up may be shown. */
    public interface KeyFilter {
        String key(String key);
    }

    /** Hands every leaf of the value to {@code leaves}; keys are {@code key}, {@code key.a.b}, {@code key.0}. */
    public static void flatten(String key, @Nullable Object value, KeyFilter keys, Leaves leaves) {
        if (value instanceof String text) { // by far the most common
            leaves.text(key, text);
        } else if (value != null) {
            new Walk(keys, leaves).walk(key, value, 0);
        }
    }

    /** Decides what becomes of a leaf: a text, whole number, decimal or boolean. */
    public interface LeafFilter {
        Object leaf(String key, Object value);
    }

    /** Returns a copy that later changes of the original do not reach: maps, lists, and filtered leaves. */
    public static @Nullable Object snapshot(String key, @Nullable Object value, KeyFilter keys, LeafFilter filter) {
        return value == null ? null : new Copy(keys, filter).copy(key, value, 0);
    }

    /** Returns about how many characters plain values take, with their keys. */
    public static long size(@Nullable Object value) {
        long size = 16;
        if (value instanceof CharSequence text) {
            size += text.length();
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                size += String.valueOf(entry.getKey()).length() + size(entry.getValue());
            }
        } else if (value instanceof List<?> list) {
            for (Object element : list) {
                size += size(element);
            }
        }
        return size;
    }

    /** Returns what stands for a value that could not be read. */
    public static String unreadable(Object value) {
        return "[not serializable: " + value.getClass().getName() + "]";
    }

    /** How much of one value is still looked at. */
    private static class Budget {
        private int leaves = MAX_LEAVES;
        private int containers = MAX_CONTAINERS;

        final boolean isSpent() {
            return leaves <= 0 || containers <= 0;
        }

        /** Returns what stands for a container that is not looked at; null when it is. */
        final @Nullable String enter(int depth) {
            containers--;
            return depth < MAX_DEPTH ? null : "[cut: nested deeper than " + MAX_DEPTH + "]";
        }

        /** Returns what stands for this leaf and all after it; null when there is room. */
        final @Nullable String leaf() {
            return --leaves == 0 ? "[cut: more than " + MAX_LEAVES + " values]" : null;
        }
    }

    private static final class Walk extends Budget {
        private final KeyFilter keys;
        private final Leaves leaves;

        Walk(KeyFilter keys, Leaves leaves) {
            this.keys = keys;
            this.leaves = leaves;
        }

        private void walk(String key, Object raw, int depth) {
            Object value = simplify(raw);
            if (value instanceof Map<?, ?> || value instanceof List<?>) {
                String cut = enter(depth);
                if (cut != null) {
                    leaf(key, cut);
                } else if (value instanceof Map<?, ?> map) {
                    for (Map.Entry<?, ?> entry : map.entrySet()) {
                        if (isSpent()) {
                            return;
                        }
                        if (entry.getValue() != null) {
                            walk(key + '.' + keys.key(String.valueOf(entry.getKey())), entry.getValue(), depth + 1);
                        }
                    }
                } else {
                    int index = 0;
                    for (Object element : (List<?>) value) {
                        if (isSpent()) {
                            return;
                        }
                        if (element != null) {
                            walk(key + '.' + index, element, depth + 1);
                        }
                        index++;
                    }
                }
            } else if (value != null) {
                leaf(key, value);
            }
        }

        private void leaf(String key, Object value) {
            String cut = leaf();
            if (cut != null) {
                leaves.text(key, cut);
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
    }

    private static final class Copy extends Budget {
        private final KeyFilter keys;
        private final LeafFilter filter;

        Copy(KeyFilter keys, LeafFilter filter) {
            this.keys = keys;
            this.filter = filter;
        }

        private @Nullable Object copy(String key, Object raw, int depth) {
            Object value = simplify(raw);
            if (value instanceof Map<?, ?> || value instanceof List<?>) {
                String cut = enter(depth);
                if (cut != null) {
                    return cut;
                }
                return value instanceof Map<?, ?> map ? copy(key, map, depth) : copy(key, (List<?>) value, depth);
            }
            String cut = leaf();
            if (cut != null || value == null) {
                return cut;
            }
            Object filtered = filter.leaf(key, value);
            return filtered instanceof String text ? TextLimit.wellFormed(TextLimit.cut(text, MAX_CHARS)) : filtered;
        }

        private Map<String, Object> copy(String key, Map<?, ?> map, int depth) {
            Map<String, Object> copy = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (isSpent()) {
                    break;
                }
                if (entry.getValue() != null) {
                    String name = TextLimit.wellFormed(keys.key(String.valueOf(entry.getKey())));
                    Object element = copy(key + '.' + name, entry.getValue(), depth + 1);
                    if (element != null) {
                        copy.put(name, element);
                    }
                }
            }
            return copy;
        }

        private List<@Nullable Object> copy(String key, List<?> list, int depth) {
            List<@Nullable Object> copy = new ArrayList<>();
            for (Object element : list) {
                if (isSpent()) {
                    break;
                }
                copy.add(element == null ? null : copy(key + '.' + copy.size(), element, depth + 1));
            }
            return copy;
        }
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
            return collection.stream().limit(MAX_LEAVES + 1L).collect(Collectors.toCollection(ArrayList::new));
        }
        if (value instanceof Object[] array) {
            return java.util.Arrays.asList(array);
        }
        if (value.getClass().isArray() && !(value instanceof byte[])) {
            return primitives(value);
        }
        return OneShot.is(value) ? OneShot.describe(value) : throughJackson(value);
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
            plain = Json.observe(value);
        } catch (JacksonException | IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "a value of " + value.getClass().getName() + " cannot be written as JSON", e);
            return unreadable(value);
        }
        if (plain instanceof Map || plain instanceof List || plain == null) {
            return plain;
        }
        return plain.getClass() == value.getClass() ? plain.toString() : simplify(plain);
    }
}
