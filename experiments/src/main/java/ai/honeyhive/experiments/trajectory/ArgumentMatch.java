// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.trajectory;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the arguments of a call must have in common with those expected. Numbers are compared by value. */
public enum ArgumentMatch {
    /** Nothing: the tool alone counts. */
    IGNORED {
        @Override
        boolean matches(ToolCall expected, ToolCall actual) {
            return true;
        }
    },
    /** All that are expected; there may be more. */
    INCLUDED {
        @Override
        boolean matches(ToolCall expected, ToolCall actual) {
            return expected.arguments().entrySet().stream()
                    .allMatch(entry -> actual.arguments().containsKey(entry.getKey())
                            && same(entry.getValue(), actual.arguments().get(entry.getKey())));
        }
    },
    /** All, and no others. */
    EQUAL {
        @Override
        boolean matches(ToolCall expected, ToolCall actual) {
            return same(expected.arguments(), actual.arguments());
        }
    };

    abstract boolean matches(ToolCall expected, ToolCall actual);

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number a && other instanceof Number b) {
            return (isWhole(a) && isWhole(b)) ? a.longValue() == b.longValue() : a.doubleValue() == b.doubleValue();
        }
        if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
            return a.keySet().equals(b.keySet())
                    && a.entrySet().stream().allMatch(entry -> same(entry.getValue(), b.get(entry.getKey())));
        }
        if (one instanceof Collection<?> a && other instanceof Collection<?> b) {
            if (a.size() != b.size()) {
                return false;
            }
            Iterator<?> others = b.iterator();
            return a.stream().allMatch(item -> same(item, others.next()));
        }
        return one == null ? other == null : one.equals(other);
    }

    private static boolean isWhole(Number number) {
        return number instanceof Long || number instanceof Integer;
    }
}
