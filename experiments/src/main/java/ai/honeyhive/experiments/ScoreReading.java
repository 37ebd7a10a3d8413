// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is written for the return value of an evaluator, by the rules of HoneyHive's other SDKs: scalars under the
 * evaluator's name, explanations and extras under names that begin with it.
 */
record ScoreReading(
        Map<String, Object> scores,
        @Nullable String explanation,
        @Nullable String problem) {
    private static final String EXPECTED = "; expected a boolean, a finite number, a text, a Score, or a map with a"
            + " \"score\" that is one of these";

    /** Reads what the evaluator called {@code name} returned; null means that it had nothing to say. */
    static ScoreReading of(String name, @Nullable Object returned) {
        if (returned == null) {
            return new ScoreReading(Map.of(), null, null);
        }
        if (Score.isScalar(returned)) {
            return new ScoreReading(Map.of(name, Score.fixed(returned)), null, null);
        }
        if (returned instanceof Score score) {
            Map<String, Object> scores = new LinkedHashMap<>();
            scores.put(name, score.value());
            score.extras().forEach((key, value) -> scores.put(name + "_" + key, value));
            return new ScoreReading(scores, score.explanation().orElse(null), null);
        }
        if (returned instanceof List<?> list && list.size() == 1) {
            return of(name, list.get(0));
        }
        if (returned instanceof Map<?, ?> map) {
            return ofMap(name, map);
        }
        return new ScoreReading(Map.of(), null, "returned " + describe(returned) + EXPECTED);
    }

    private static ScoreReading ofMap(String name, Map<?, ?> map) {
        Map<String, Object> scores = new LinkedHashMap<>();
        List<String> dropped = new ArrayList<>();
        String explanation = null;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            Object value = entry.getValue();
            if (key.equals("explanation")) {
                explanation = value == null ? null : value.toString();
            } else if (value != null && Score.isScalar(value)) {
                scores.put(key.equals("score") ? name : name + "_" + key, Score.fixed(value));
            } else if (value != null || key.equals("score")) {
                dropped.add("\"" + key + "\" is " + describe(value));
            }
        }
        if (!map.containsKey("score")) {
            dropped.add(0, "\"score\" is missing");
        }
        String problem = dropped.isEmpty() ? null : "returned a map in which " + String.join(", ", dropped) + EXPECTED;
        return new ScoreReading(scores, explanation, problem);
    }

    private static String describe(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        return value instanceof Number
                ? value.toString()
                : "a " + value.getClass().getName();
    }
}
