// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Values with places for inputs, such as {@code "Capital of {{country}}?"}. */
final class Template {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}");

    private Template() {}

    /** Returns the value with inputs put in; a text that is one place and nothing else becomes the input itself. */
    static @Nullable Object fill(@Nullable Object value, Map<String, ?> inputs) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> filled = new LinkedHashMap<>();
            map.forEach((key, element) -> filled.put(String.valueOf(key), fill(element, inputs)));
            return filled;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(element -> orNull(fill(element, inputs))).toList();
        }
        if (!(value instanceof String text)) {
            return value;
        }
        Matcher whole = PLACE.matcher(text);
        return whole.matches() ? input(whole.group(1), inputs) : text(text, inputs);
    }

    static String text(String text, Map<String, ?> inputs) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(written(input(place.group(1), inputs))));
    }

    private static @Nullable Object input(String name, Map<String, ?> inputs) {
        if (!inputs.containsKey(name)) {
            throw new IllegalArgumentException("there is no input \"" + name + "\"; there is " + inputs.keySet());
        }
        return inputs.get(name);
    }

    private static String written(@Nullable Object value) {
        return value == null ? "" : value instanceof String text ? text : JSON.writeValueAsString(value);
    }

    @SuppressWarnings("NullAway") // JSON has nulls in lists, and toList() takes them
    private static Object orNull(@Nullable Object value) {
        return value;
    }
}
