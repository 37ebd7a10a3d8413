// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.trajectory;

import ai.honeyhive.experiments.Datapoint;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads from a ground truth which calls are expected. */
final class ExpectedCalls {
    private ExpectedCalls() {}

    /** Returns the calls; null if nothing is known of them. */
    static @Nullable List<ToolCall> of(Datapoint datapoint, @Nullable String key) {
        Object truth = datapoint.groundTruth().orElse(null);
        if (key != null) {
            if (truth != null && !(truth instanceof Map<?, ?>)) {
                throw new IllegalArgumentException("the ground truth is no map, so it has no \"" + key + "\"");
            }
            truth = datapoint.findGroundTruth(key).orElse(null);
        } else if (truth instanceof Map<?, ?> map && !map.containsKey("name")) {
            if (map.size() != 1) {
                throw new IllegalArgumentException("the ground truth has the entries " + map.keySet()
                        + ": name the one with the expected calls by groundTruth(key)");
            }
            truth = map.values().iterator().next();
        }
        if (truth == null) {
            return null;
        }
        Collection<?> calls = truth instanceof Collection<?> several ? several : List.of(truth);
        return calls.stream().map(ExpectedCalls::call).toList();
    }

    private static ToolCall call(@Nullable Object told) {
        if (told instanceof ToolCall call) {
            return call;
        }
        if (told instanceof CharSequence name) {
            return ToolCall.of(name.toString());
        }
        if (told instanceof Map<?, ?> map && map.get("name") != null) {
            Map<String, Object> arguments = new LinkedHashMap<>();
            if (map.get("arguments") instanceof Map<?, ?> given) {
                given.forEach((key, value) -> {
                    if (value != null) {
                        arguments.put(String.valueOf(key), value);
                    }
                });
            }
            return new ToolCall(String.valueOf(map.get("name")), arguments);
        }
        throw new IllegalArgumentException(
                "an expected call is a tool's name, or a map with \"name\" and \"arguments\", not " + told);
    }
}
