// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.evaluators;

import ai.honeyhive.experiments.Datapoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds in a datapoint what an answer is compared with. */
final class GroundTruth {
    private GroundTruth() {}

    /**
     * Returns all good answers: several if a list is given. Empty if none is known.
     *
     * @param key entry of a ground truth that is a map; null takes the only entry
     * @throws IllegalArgumentException if the ground truth is a map of several entries and no key is given, or one is
     *     given and the ground truth is no map
     */
    static List<Object> answers(Datapoint datapoint, @Nullable String key) {
        Object truth = datapoint.groundTruth().orElse(null);
        if (truth instanceof Map<?, ?> map) {
            truth = entry(map, key);
        } else if (truth != null && key != null) {
            throw new IllegalArgumentException("the ground truth is no map, so it has no \"" + key + "\"");
        }
        if (truth instanceof Collection<?> several) {
            return new ArrayList<>(several.stream().filter(Objects::nonNull).toList());
        }
        return truth == null ? List.of() : List.of(truth);
    }

    private static @Nullable Object entry(Map<?, ?> map, @Nullable String key) {
        if (key != null) {
            return map.get(key);
        }
        if (map.size() > 1) {
            throw new IllegalArgumentException("the ground truth has several entries " + map.keySet()
                    + ": name the one to compare with by groundTruth(key)");
        }
        return map.isEmpty() ? null : map.values().iterator().next();
    }
}
