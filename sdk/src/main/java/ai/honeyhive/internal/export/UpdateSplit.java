// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts one update of an event in two that say the same together, for a server that finds it too large. */
final class UpdateSplit {
    private static final String ID = "event_id";
    /** The server replaces these as a whole: two halves would leave only the second. */
    private static final String REPLACED = "outputs";

    private UpdateSplit() {}

    /** Returns both halves; empty when there is nothing to halve. */
    static List<Map<String, Object>> halves(Map<String, ?> update) {
        Map<Object, Object> fields = new LinkedHashMap<>(update);
        Object id = fields.remove(ID);
        if (id == null || fields.isEmpty()) {
            return List.of();
        }
        if (fields.size() > 1) {
            return List.of(part(id, fields, true), part(id, fields, false));
        }
        Map.Entry<Object, Object> only = fields.entrySet().iterator().next();
        if (only.getKey().equals(REPLACED) || !(only.getValue() instanceof Map<?, ?> map) || map.size() < 2) {
            return List.of();
        }
        String name = String.valueOf(only.getKey());
        Map<Object, Object> entries = new LinkedHashMap<>(map);
        return List.of(Map.of(ID, id, name, half(entries, true)), Map.of(ID, id, name, half(entries, false)));
    }

    private static Map<String, Object> part(Object id, Map<Object, Object> fields, boolean first) {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put(ID, id);
        half(fields, first).forEach((name, value) -> part.put(String.valueOf(name), value));
        return part;
    }

    private static Map<Object, Object> half(Map<Object, Object> map, boolean first) {
        Map<Object, Object> half = new LinkedHashMap<>();
        int index = 0;
        for (Map.Entry<Object, Object> entry : map.entrySet()) {
            if (index++ < map.size() / 2 == first) {
                half.put(entry.getKey(), entry.getValue());
            }
        }
        return half;
    }
}
