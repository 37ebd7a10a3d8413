// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.datasets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row as a datapoint of a server, and back without loss: a ground truth that is no map becomes one with the entry
 * {@code value}, and what else a datapoint has no field for stands in its metadata, under one key. The maps are kept as they
 * are given.
 *
 * @param inputs what goes in
 * @param groundTruth what a good answer looks like
 * @param history the messages before
 * @param metadata what else is known, with the mark
 */
public record StoredRow(
        Map<String, @Nullable Object> inputs,
        Map<String, @Nullable Object> groundTruth,
        List<Map<String, @Nullable Object>> history,
        Map<String, @Nullable Object> metadata) {
    /** The metadata that says that a datapoint was a row, and what of it has no place elsewhere. */
    public static final String MARK = "honeyhive_row";

    private static final String WRAPPED = "value";
    private static final Set<String> FIELDS = Set.of("inputs", "ground_truth", "metadata");

    /** Returns the datapoint of a row. */
    public static StoredRow of(Map<String, @Nullable Object> row) {
        Map<String, @Nullable Object> mark = new LinkedHashMap<>();
        Map<String, @Nullable Object> others = new LinkedHashMap<>();
        row.forEach((key, value) -> {
            if (!FIELDS.contains(key) && !(key.equals("history") && isHistory(value))) {
                others.put(key, value);
            }
        });
        if (!others.isEmpty()) {
            mark.put("row", others);
        }
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        if (row.get("metadata") instanceof Map<?, ?> map) {
            metadata.putAll(named(map));
        }
        if (row.containsKey("metadata") && metadata.isEmpty()) {
            mark.put("metadata", row.get("metadata") == null ? "null" : "empty");
        }
        if (row.get("inputs") == null) {
            mark.put("inputs", row.containsKey("inputs") ? "null" : "absent");
        }
        Map<String, @Nullable Object> groundTruth = groundTruth(row, mark);
        metadata.put(MARK, mark);
        return new StoredRow(
                row.get("inputs") instanceof Map<?, ?> inputs ? named(inputs) : Map.of(),
                groundTruth,
                isHistory(row.get("history")) ? history(row.get("history")) : List.of(),
                metadata);
    }

    private static Map<String, @Nullable Object> groundTruth(
            Map<String, @Nullable Object> row, Map<String, @Nullable Object> mark) {
        Object value = row.get("ground_truth");
        if (value instanceof Map<?, ?> map) {
            mark.put("ground_truth", "map");
            return named(map);
        }
        if (value == null) {
            mark.put("ground_truth", row.containsKey("ground_truth") ? "null" : "absent");
            return Map.of();
        }
        mark.put("ground_truth", WRAPPED);
        return Map.of(WRAPPED, value);
    }

    /**
     * Returns the row that was stored; of a datapoint that came another way, a row with the id of the server.
     *
     * @param id what the server knows the datapoint by
     */
    public Map<String, @Nullable Object> row(String id) {
        if (!(metadata.get(MARK) instanceof Map<?, ?> mark)) {
            return foreignRow(id);
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        if (mark.get("row") instanceof Map<?, ?> others) {
            row.putAll(named(others));
        }
        if (!inputs.isEmpty() || mark.get("inputs") == null) {
            row.put("inputs", inputs);
        } else if (mark.get("inputs").equals("null")) {
            row.put("inputs", null);
        }
        Object form = mark.get("ground_truth");
        if (WRAPPED.equals(form) && groundTruth.size() == 1 && groundTruth.containsKey(WRAPPED)) {
            row.put("ground_truth", groundTruth.get(WRAPPED));
        } else if (!groundTruth.isEmpty() || "map".equals(form)) {
            row.put("ground_truth", groundTruth);
        } else if ("null".equals(form)) {
            row.put("ground_truth", null);
        }
        if (!history.isEmpty()) {
            row.put("history", history);
        }
        Map<String, @Nullable Object> others = new LinkedHashMap<>(metadata);
        others.remove(MARK);
        if (!others.isEmpty() || "empty".equals(mark.get("metadata"))) {
            row.put("metadata", others);
        } else if ("null".equals(mark.get("metadata"))) {
            row.put("metadata", null);
        }
        return row;
    }

    private Map<String, @Nullable Object> foreignRow(String id) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("inputs", inputs);
        if (!groundTruth.isEmpty()) {
            row.put("ground_truth", groundTruth);
        }
        if (!history.isEmpty()) {
            row.put("history", history);
        }
        if (!metadata.isEmpty()) {
            row.put("metadata", metadata);
        }
        return row;
    }

    private static boolean isHistory(@Nullable Object value) {
        return value instanceof List<?> list && !list.isEmpty() && list.stream().allMatch(Map.class::isInstance);
    }

    private static List<Map<String, @Nullable Object>> history(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(message -> named((Map<?, ?>) message)).toList()
                : List.of();
    }

    private static Map<String, @Nullable Object> named(Map<?, ?> map) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        map.forEach((key, value) -> named.put(String.valueOf(key), value));
        return named;
    }
}
