// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.evaluators;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs of n items, counted. */
final class NGrams {
    private NGrams() {}

    static <T> Map<List<T>, Integer> count(List<T> items, int n) {
        Map<List<T>, Integer> counts = new HashMap<>();
        for (int i = 0; i + n <= items.size(); i++) {
            counts.merge(items.subList(i, i + n), 1, Integer::sum);
        }
        return counts;
    }

    /** How many there are in both. */
    static <T> int common(Map<T, Integer> one, Map<T, Integer> other) {
        int common = 0;
        for (Map.Entry<T, Integer> entry : one.entrySet()) {
            common += Math.min(entry.getValue(), other.getOrDefault(entry.getKey(), 0));
        }
        return common;
    }

    static int total(int items, int n) {
        return Math.max(0, items - n + 1);
    }
}
