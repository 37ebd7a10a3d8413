// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A condition on an event: the value of a field, where {@code *} stands for any text. */
record TailFilter(String field, Pattern value) {
    static TailFilter of(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw CommandFailure.broken(
                    "--filter " + text + " is no condition: write FIELD=VALUE, such as event_type=model", null);
        }
        StringBuilder pattern = new StringBuilder();
        for (String part : text.substring(equals + 1).split("\\*", -1)) {
            pattern.append(pattern.length() == 0 ? "" : ".*").append(part.isEmpty() ? "(?:)" : Pattern.quote(part));
        }
        return new TailFilter(text.substring(0, equals), Pattern.compile(pattern.toString(), Pattern.DOTALL));
    }

    boolean test(Map<String, Object> event) {
        Object found = find(event, field);
        return found != null && value.matcher(found.toString()).matches();
    }

    /** A key may have dots itself, so the longest goes first. */
    private static @Nullable Object find(@Nullable Object from, String path) {
        if (from instanceof Map<?, ?> map) {
            if (map.containsKey(path)) {
                return map.get(path);
            }
            for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
                Object found = find(map.get(path.substring(0, dot)), path.substring(dot + 1));
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
        if (from instanceof List<?> list) {
            int dot = path.indexOf('.');
            String place = dot < 0 ? path : path.substring(0, dot);
            if (!place.matches("[0-9]{1,6}") || Integer.parseInt(place) >= list.size()) {
                return null;
            }
            Object element = list.get(Integer.parseInt(place));
            return dot < 0 ? element : find(element, path.substring(dot + 1));
        }
        return null;
    }
}
