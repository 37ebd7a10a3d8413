// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The cosine of two texts as bags of words: 1 for the same words equally often, 0 for none in common. */
final class WordCosine {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private WordCosine() {}

    static double of(String one, String other) {
        Map<String, Integer> left = bag(one);
        Map<String, Integer> right = bag(other);
        if (left.isEmpty() || right.isEmpty()) {
            return left.isEmpty() && right.isEmpty() ? 1 : 0;
        }
        double product = 0;
        for (Map.Entry<String, Integer> word : left.entrySet()) {
            product += (double) word.getValue() * right.getOrDefault(word.getKey(), 0);
        }
        return Math.min(1, product / Math.sqrt(square(left) * square(right)));
    }

    private static Map<String, Integer> bag(String text) {
        Map<String, Integer> bag = new HashMap<>();
        for (String word : BETWEEN.split(Texts.normalized(text), -1)) {
            if (!word.isEmpty()) {
                bag.merge(word, 1, Integer::sum);
            }
        }
        return bag;
    }

    private static double square(Map<String, Integer> bag) {
        return bag.values().stream()
                .mapToDouble(count -> (double) count * count)
                .sum();
    }
}
