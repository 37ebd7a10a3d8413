// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.retrieval;

import ai.honeyhive.experiments.Datapoint;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads from a ground truth which ids are relevant, and how much. */
final class RelevantIds {
    private RelevantIds() {}

    /** Returns grades above 0 by id; empty if nothing is known to be relevant. */
    static Map<String, Double> of(Datapoint datapoint, @Nullable String key) {
        Object truth = datapoint.groundTruth().orElse(null);
        if (key != null) {
            if (truth != null && !(truth instanceof Map<?, ?>)) {
                throw new IllegalArgumentException("the ground truth is no map, so it has no \"" + key + "\"");
            }
            truth = datapoint.findGroundTruth(key).orElse(null);
        } else if (truth instanceof Map<?, ?> map && !areGrades(map)) {
            if (map.size() > 1) {
                throw new IllegalArgumentException("the ground truth has several entries " + map.keySet()
                        + ": name the one with the relevant ids by groundTruth(key)");
            }
            truth = map.isEmpty() ? null : map.values().iterator().next();
        }
        return grades(truth);
    }

    private static boolean areGrades(Map<?, ?> map) {
        return !map.isEmpty() && map.values().stream().allMatch(Number.class::isInstance);
    }

    private static Map<String, Double> grades(@Nullable Object truth) {
        Map<String, Double> grades = new LinkedHashMap<>();
        if (truth instanceof Map<?, ?> map) {
            map.forEach((id, grade) -> {
                if (!(grade instanceof Number number) || !Double.isFinite(number.doubleValue())) {
                    throw new IllegalArgumentException("the grade of \"" + id + "\" is no number: " + grade);
                }
                if (number.doubleValue() > 0) {
                    grades.put(String.valueOf(id), number.doubleValue());
                }
            });
        } else if (truth != null) {
            Collection<?> ids = truth instanceof Collection<?> several ? several : List.of(truth);
            ids.forEach(id -> {
                if (id != null) {
                    grades.put(id.toString(), 1.0);
                }
            });
        }
        return grades;
    }
}
