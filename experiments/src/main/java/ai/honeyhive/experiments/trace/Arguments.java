// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a tool was called with. */
final class Arguments {
    private static final String INPUTS = "honeyhive_inputs.";
    private static final String[] AS_JSON = {
        "gen_ai.tool.call.arguments", "spring.ai.tool.call.arguments", "input.value", "traceloop.entity.input"
    };
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Arguments() {}

    static Map<String, Object> of(Map<String, Object> attributes) {
        Map<String, Object> nested = new LinkedHashMap<>();
        attributes.forEach((key, value) -> {
            if (key.startsWith(INPUTS)) {
                put(nested, List.of(key.substring(INPUTS.length()).split("\\.", -1)), value);
            }
        });
        if (!nested.isEmpty()) {
            Map<String, Object> arguments = new LinkedHashMap<>();
            nested.forEach((key, value) -> arguments.put(key, withLists(value)));
            return Collections.unmodifiableMap(arguments);
        }
        return AttributeReading.first(attributes, AS_JSON)
                .map(Arguments::parsed)
                .orElse(Map.of());
    }

    @SuppressWarnings("unchecked") // the maps inside are those made here
    private static void put(Map<String, Object> into, List<String> path, Object value) {
        Map<String, Object> place = into;
        for (String step : path.subList(0, path.size() - 1)) {
            Object next = place.get(step);
            if (!(next instanceof Map<?, ?>)) {
                next = new LinkedHashMap<String, Object>();
                place.put(step, next);
            }
            place = (Map<String, Object>) next;
        }
        place.put(path.get(path.size() - 1), value);
    }

    /** Spans hold lists as entries 0, 1, 2. */
    private static Object withLists(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < map.size(); i++) {
            Object item = map.get(String.valueOf(i));
            if (item == null) {
                Map<String, Object> copy = new LinkedHashMap<>();
                map.forEach((key, inner) -> copy.put(String.valueOf(key), withLists(inner)));
                return copy;
            }
            list.add(withLists(item));
        }
        return list;
    }

    private static Map<String, Object> parsed(Object told) {
        @Nullable Object value = told;
        if (told instanceof String text) {
            try {
                value = JSON.readValue(text, Object.class);
            } catch (JacksonException e) { // a plain text is an argument too
                value = text;
            }
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                if (inner != null) {
                    arguments.put(String.valueOf(key), inner);
                }
            });
        } else if (value != null) {
            arguments.put("value", value);
        }
        return Collections.unmodifiableMap(arguments);
    }
}
