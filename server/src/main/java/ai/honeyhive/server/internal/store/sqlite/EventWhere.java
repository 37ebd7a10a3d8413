// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sqlite;

import ai.honeyhive.server.internal.store.EventFilter;
import ai.honeyhive.server.internal.store.EventQuery;
import ai.honeyhive.server.internal.store.search.SearchText;
import ai.honeyhive.server.internal.store.search.ValueTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a query that columns and the index of words can answer.
 *
 * @param from tables with the events as {@code e}; those of the index come first, since few of its rows match
 * @param complete true if nothing is left to be looked for in the events themselves
 */
record EventWhere(String from, String sql, List<Object> arguments, boolean complete) {
    private static final String EVENTS = "events e";
    private static final String INDEXED = "event_words w CROSS JOIN events e ON e.seq = w.rowid";

    private static final Map<String, String> COLUMNS = Map.of(
            "event_id", "e.event_id",
            "session_id", "e.session_id",
            "event_type", "e.event_type",
            "event_name", "e.event_name",
            "source", "e.source",
            "metadata.run_id", "e.run_id",
            "metadata.dataset_id", "e.dataset_id",
            "metadata.datapoint_id", "e.datapoint_id");

    /** Whether the index of words would help; then it has to be up to date. */
    static boolean wantsIndex(EventQuery query) {
        return !expression(query).isEmpty();
    }

    static EventWhere of(EventQuery query, boolean indexed) {
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
        boolean complete = indexed || query.text().isEmpty();
        for (EventFilter filter : query.filters()) {
            Optional<String> column = column(filter);
            if (column.isPresent()) {
                sql.append(" AND ").append(column.get()).append(" = ?");
                arguments.add(filter.value());
            } else {
                complete = false;
            }
        }
        String expression = indexed ? expression(query) : "";
        if (expression.isEmpty()) {
            return new EventWhere(EVENTS, sql.toString(), arguments, complete);
        }
        arguments.add(expression);
        return new EventWhere(INDEXED, sql + " AND event_words MATCH ?", arguments, complete);
    }

    /** What the index is asked; empty if it cannot help. Words and tokens are letters and digits alone. */
    private static String expression(EventQuery query) {
        List<String> conditions = new ArrayList<>();
        for (SearchText.Term term : query.text().terms()) {
            conditions.add('"' + term.word() + '"' + (term.prefix() ? "*" : ""));
        }
        for (EventFilter filter : query.filters()) {
            List<String> tokens = column(filter).isPresent() ? List.of() : ValueTokens.wanted(filter);
            if (!tokens.isEmpty()) {
                conditions.add("(" + String.join(" OR ", tokens) + ")");
            }
        }
        return String.join(" AND ", conditions);
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
