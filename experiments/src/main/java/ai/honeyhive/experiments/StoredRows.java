// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.client.DatapointFields;
import ai.honeyhive.client.StoredDatapoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows as datapoints of a server and back, without loss: a ground truth that is no map becomes one with the entry
 * {@code value}, and what else a datapoint has no field for stands in its metadata, under one key.
 */
final class StoredRows {
    /** The metadata that says that a datapoint was a row, and what of it has no place elsewhere. */
    static final String MARK = "honeyhive_row";

    private static final String WRAPPED = "value";
    private static final Set<String> FIELDS = Set.of("inputs", "ground_truth", "metadata");

    private StoredRows() {}

    static DatapointFields.Builder fields(Datapoint datapoint) {
        Map<String, @Nullable Object> row = datapoint.toMap();
        Map<String, Object> mark = new LinkedHashMap<>();
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
            map.forEach((key, value) -> metadata.put(String.valueOf(key), value));
        }
        if (row.containsKey("metadata") && metadata.isEmpty()) {
            mark.put("metadata", row.get("metadata") == null ? "null" : "empty");
        }
        DatapointFields.Builder fields = DatapointFields.builder().inputs(datapoint.inputs());
        if (row.get("inputs") == null) {
            mark.put("inputs", row.containsKey("inputs") ? "null" : "absent");
        }
        groundTruth(row, fields, mark);
        fields.history(isHistory(row.get("history")) ? history(row.get("history")) : List.of());
        metadata.put(MARK, mark);
        return fields.metadata(metadata);
    }

    private static void groundTruth(
            Map<String, @Nullable Object> row, DatapointFields.Builder fields, Map<String, Object> mark) {
        Object value = row.get("ground_truth");
        if (value instanceof Map<?, ?> map) {
            fields.expected(Json.frozenMap(map));
            mark.put("ground_truth", "map");
        } else if (value == null) {
            fields.expected(Map.of());
            mark.put("ground_truth", row.containsKey("ground_truth") ? "null" : "absent");
        } else {
            fields.expected(Map.of(WRAPPED, value));
            mark.put("ground_truth", WRAPPED);
        }
    }

    /** Returns the row that was stored; of a datapoint that came another way, a row whose id is the server's. */
    static Datapoint row(StoredDatapoint stored) {
        if (!(stored.metadata().get(MARK) instanceof Map<?, ?> mark)) {
            return Datapoint.fromRow(foreignRow(stored));
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        if (mark.get("row") instanceof Map<?, ?> others) {
            others.forEach((key, value) -> row.put(String.valueOf(key), value));
        }
        if (!stored.inputs().isEmpty() || mark.get("inputs") == null) {
            row.put("inputs", stored.inputs());
        } else if (mark.get("inputs").equals("null")) {
            row.put("inputs", null);
        }
        Map<String, Object> expected = stored.expected();
        Object form = mark.get("ground_truth");
        if (WRAPPED.equals(form) && expected.size() == 1 && expected.containsKey(WRAPPED)) {
            row.put("ground_truth", expected.get(WRAPPED));
        } else if (!expected.isEmpty() || "map".equals(form)) {
            row.put("ground_truth", expected);
        } else if ("null".equals(form)) {
            row.put("ground_truth", null);
        }
        if (!stored.history().isEmpty()) {
            row.put("history", stored.history());
        }
        Map<String, Object> metadata = new LinkedHashMap<>(stored.metadata());
        metadata.remove(MARK);
        if (!metadata.isEmpty() || "empty".equals(mark.get("metadata"))) {
            row.put("metadata", metadata);
        } else if ("null".equals(mark.get("metadata"))) {
            row.put("metadata", null);
        }
        return Datapoint.fromRow(row);
    }

    private static Map<String, @Nullable Object> foreignRow(StoredDatapoint stored) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", stored.id());
        row.put("inputs", stored.inputs());
        if (!stored.expected().isEmpty()) {
            row.put("ground_truth", stored.expected());
        }
        if (!stored.history().isEmpty()) {
            row.put("history", stored.history());
        }
        if (!stored.metadata().isEmpty()) {
            row.put("metadata", stored.metadata());
        }
        return row;
    }

    private static boolean isHistory(@Nullable Object value) {
        return value instanceof List<?> list && !list.isEmpty() && list.stream().allMatch(Map.class::isInstance);
    }

    private static List<Map<String, @Nullable Object>> history(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream()
                        .map(message -> Json.frozenMap((Map<?, ?>) message))
                        .toList()
                : List.of();
    }
}
