// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sql;

import ai.honeyhive.server.internal.store.EventFilter;
import ai.honeyhive.server.internal.store.EventQuery;
import ai.honeyhive.server.internal.store.TimeCursor;
import ai.honeyhive.server.internal.store.search.SearchText;
import ai.honeyhive.server.internal.store.search.ValueTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of a query that columns and the index of words can answer.
 *
 * @param from tables with the events as {@code e}
 * @param complete true if nothing is left to be looked for in the events themselves
 * @param indexed whether the index alone says which events match the words
 */
record EventWhere(String from, String sql, List<Object> arguments, boolean complete, Dialect dialect, boolean indexed) {
    private static final String EVENTS = "events e";
    private static final String BEHIND = " (e.start_time, e.event_id) < (?, ?)";
    static final String LATEST_FIRST = " ORDER BY e.start_time DESC, e.event_id DESC";

    private static final List<String> INDEXED_BUCKETS =
            List.of("metadata.", "config.", "user_properties.", "feedback.", "metrics.");

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
        return !words(query).isEmpty() || !alternatives(query).isEmpty();
    }

    /** @param upToDate whether the index knows all events */
    static EventWhere of(EventQuery query, boolean upToDate, Dialect dialect) {
        boolean index = wantsIndex(query);
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
        boolean complete = (upToDate || !index) && query.text().phrases().isEmpty();
        for (EventFilter filter : query.filters()) {
            Optional<String> column = column(filter);
            if (column.isPresent()) {
                sql.append(" AND ").append(column.get()).append(" = ?");
                arguments.add(filter.value());
            } else {
                complete = false;
            }
        }
        if (!index) {
            return new EventWhere(EVENTS, sql.toString(), arguments, complete, dialect, false);
        }
        arguments.add(upToDate ? arguments.size() : 0, dialect.expression(words(query), alternatives(query)));
        return upToDate
                ? new EventWhere(
                        indexed(dialect), sql + " AND " + dialect.wordsMatch(), arguments, complete, dialect, true)
                : new EventWhere(partlyIndexed(dialect), sql.toString(), arguments, complete, dialect, false);
    }

    /** First what the index finds, since that is little of all. */
    private static String indexed(Dialect dialect) {
        return "event_words w " + dialect.joinInOrder() + " events e ON e.seq = w." + dialect.wordsKey();
    }

    /** What the index finds, and everything that it does not know yet. */
    private static String partlyIndexed(Dialect dialect) {
        return "(SELECT " + dialect.wordsKey() + " AS seq FROM event_words WHERE " + dialect.wordsMatch()
                + " UNION SELECT seq FROM reindex"
                + " UNION SELECT seq FROM events WHERE seq > (SELECT last_seq FROM indexed)) w "
                + dialect.joinInOrder() + " events e ON e.seq = w.seq";
    }

    /** What to count rows of; the events themselves need not be looked at if only the index has conditions. */
    String counted() {
        return indexed && arguments.size() == 1 ? "event_words WHERE " + dialect.wordsMatch() : from + sql;
    }

    /** What selects the seq of events, and what it is asked with. */
    record Selection(String sql, List<Object> arguments) {}

    /** The events of a page and one more. */
    Selection all(EventQuery query) {
        EventWhere behind = behind(query.after());
        return paged("SELECT e.seq FROM " + behind.from + behind.sql, behind.arguments, query);
    }

    /**
     * Those of them that are among the latest so many. The index is asked only for what is as new as they are: events
     * mostly come in the order of their start.
     */
    Selection amongLatest(int most, EventQuery query) {
        TimeCursor after = query.after();
        List<Object> all = new ArrayList<>();
        if (after != null) {
            all.add(after.startTime());
            all.add(after.id());
        }
        all.addAll(arguments);
        String sought = "WITH l AS MATERIALIZED (SELECT seq, start_time, event_id FROM events e"
                + (after == null ? "" : " WHERE" + BEHIND)
                + LATEST_FIRST + " LIMIT " + most + ")"
                + " SELECT e.seq FROM l " + dialect.joinInOrder() + " events e ON e.seq = l.seq"
                + sql.replace(
                        dialect.wordsMatch(),
                        "e.seq IN (SELECT " + dialect.wordsKey() + " FROM event_words WHERE " + dialect.wordsMatch()
                                + " AND " + dialect.wordsKey() + " >= (SELECT min(seq) FROM l))");
        return paged(sought, all, query);
    }

    /** The same without what comes before a place, latest first. */
    EventWhere behind(@Nullable TimeCursor after) {
        if (after == null) {
            return this;
        }
        List<Object> all = new ArrayList<>(arguments);
        all.add(after.startTime());
        all.add(after.id());
        return new EventWhere(from, sql + " AND" + BEHIND, all, complete, dialect, indexed);
    }

    private static Selection paged(String sql, List<Object> arguments, EventQuery query) {
        List<Object> all = new ArrayList<>(arguments);
        all.add(query.limit() + 1L);
        all.add(query.offset());
        return new Selection(sql + LATEST_FIRST + " LIMIT ? OFFSET ?", all);
    }

    private static List<SearchText.Term> words(EventQuery query) {
        return query.text().terms();
    }

    /** For each filter that the index can answer the tokens of which an event must have one. */
    private static List<List<String>> alternatives(EventQuery query) {
        return query.filters().stream()
                .filter(filter -> column(filter).isEmpty())
                .map(EventWhere::tokens)
                .filter(tokens -> !tokens.isEmpty())
                .toList();
    }

    /** The tokens of which an event must have one to match; empty where tokens cannot tell. */
    private static List<String> tokens(EventFilter filter) {
        if (filter.operator() != EventFilter.Operator.IS
                || filter.type() == EventFilter.Type.DATETIME
                || filter.value().startsWith("{") // a container's JSON text, which has no token
                || filter.value().startsWith("[")
                || INDEXED_BUCKETS.stream().noneMatch(filter.field()::startsWith)) {
            return List.of();
        }
        List<String> tokens = new ArrayList<>(ValueTokens.of(filter.field(), filter.value()));
        tokens.add(ValueTokens.TOO_MANY);
        return tokens;
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
