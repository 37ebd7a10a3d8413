// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sqlite;

import ai.honeyhive.server.internal.store.EventFilter;
import ai.honeyhive.server.internal.store.EventQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a query that columns can answer.
 *
 * @param complete true if nothing is left to be looked for in the payload
 */
record EventWhere(String sql, List<Object> arguments, boolean complete) {
    private static final Map<String, String> COLUMNS = Map.of(
            "event_id", "e.event_id",
            "session_id", "e.session_id",
            "event_type", "e.event_type",
            "event_name", "e.event_name",
            "source", "e.source",
            "metadata.run_id", "e.run_id",
            "metadata.dataset_id", "e.dataset_id",
            "metadata.datapoint_id", "e.datapoint_id");

    static EventWhere of(EventQuery query) {
        var sql = new StringBuilder(" WHERE true");
        List<Object> arguments = new ArrayList<>();
        if (query.from() != null) {
            sql.append(" AND e.start_time >= ?");
            arguments.add(query.from());
        }
        if (query.to() != null) {
            sql.append(" AND e.start_time <= ?");
            arguments.add(query.to());
        }
        boolean complete = true;
        for (EventFilter filter : query.filters()) {
            Optional<String> column = column(filter);
            if (column.isPresent()) {
                sql.append(" AND ").append(column.get()).append(" = ?");
                arguments.add(filter.value());
            } else {
                complete = false;
            }
        }
        return new EventWhere(sql.toString(), arguments, complete);
    }

    /** Blank ids are not in the columns, so they are left to the payload. */
    private static Optional<String> column(EventFilter filter) {
        return COLUMNS.entrySet().stream()
                .filter(entry ->
                        filter.asksForExactly(entry.getKey()) && !filter.value().isBlank())
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
