// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads one JSON object a line. */
final class JsonlReader {
    private JsonlReader() {}

    static void read(BufferedReader text, DatasetRows rows) throws IOException {
        long number = 0;
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            number++;
            if (!line.isBlank()) {
                row(number, line, rows);
            }
        }
    }

    private static void row(long number, String line, DatasetRows rows) {
        Object value;
        try {
            value = Json.read(line);
        } catch (JacksonException e) {
            rows.fault(number, "not valid JSON: " + e.getOriginalMessage() + column(e));
            return;
        }
        object(number, value, rows);
    }

    /** Takes what a line or an element of an array holds. */
    static void object(long number, @Nullable Object value, DatasetRows rows) {
        if (!(value instanceof Map<?, ?> map)) {
            rows.fault(number, "expected a JSON object such as {\"inputs\": {...}}, but found " + kind(value));
            return;
        }
        String fault = fault(map);
        if (fault == null) {
            rows.add(number, normalized(map));
        } else {
            rows.fault(number, fault);
        }
    }

    private static @Nullable String fault(Map<?, ?> row) {
        if (!row.containsKey("inputs")) {
            return "\"inputs\" is missing; found " + row.keySet();
        }
        if (!(row.get("inputs") instanceof Map)) {
            return "\"inputs\" must be a JSON object, but is " + kind(row.get("inputs"));
        }
        if (row.get("metadata") != null && !(row.get("metadata") instanceof Map)) {
            return "\"metadata\" must be a JSON object, but is " + kind(row.get("metadata"));
        }
        if (row.containsKey("ground_truth") && row.containsKey("ground_truths")) {
            return "\"ground_truth\" and \"ground_truths\" exclude each other";
        }
        return null;
    }

    /** The JavaScript SDK calls it ground_truths. */
    private static Map<String, @Nullable Object> normalized(Map<?, ?> row) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        row.forEach((key, value) -> result.put("ground_truths".equals(key) ? "ground_truth" : (String) key, value));
        return result;
    }

    static String column(JacksonException e) {
        return e.getLocation() == null || e.getLocation().getColumnNr() < 1
                ? ""
                : " (column " + e.getLocation().getColumnNr() + ")";
    }

    static String kind(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Map) {
            return "an object";
        }
        if (value instanceof Iterable) {
            return "a list";
        }
        return (value instanceof String ? "the text \"" + value + "\"" : "the value " + value);
    }
}
