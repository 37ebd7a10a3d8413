// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.EventFilter;
import ai.honeyhive.server.internal.store.EventFilter.Operator;
import ai.honeyhive.server.internal.store.EventQuery;
import ai.honeyhive.server.internal.store.search.SearchText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which sessions are asked for: what their line in the list has to be like, and what one of their events has to be like, or
 * none of them. A field that the line has is looked for there, any other in the events.
 *
 * @param ofLine filters of the session's line
 * @param some filters that one and the same event has to pass
 * @param none each a filter that no event may pass
 * @param text words that one of the events must have
 * @param from earliest start in Unix milliseconds; null for no bound
 * @param to latest start
 */
record SessionCriteria(
        List<EventFilter> ofLine,
        List<EventFilter> some,
        List<EventFilter> none,
        SearchText text,
        @Nullable Double from,
        @Nullable Double to,
        @Nullable String runId) {
    private static final Set<String> OF_LINE = Set.of(
            "session_id",
            "session_name",
            "source",
            "project",
            "start_time",
            "end_time",
            "duration",
            "status",
            "error",
            "num_events",
            "num_model_events",
            "num_tool_events",
            "num_errors",
            "prompt_tokens",
            "completion_tokens",
            "total_tokens",
            "cost",
            "run_id",
            "dataset_id",
            "datapoint_id",
            "user_id",
            "updated_at");

    /** What people call the fields. */
    private static final Map<String, String> SHORT = Map.of(
            "name", "session_name",
            "user", "user_id",
            "tokens", "total_tokens",
            "events", "num_events",
            "errors", "num_errors",
            "model", "config.model",
            "rating", "feedback.rating");

    private static final Map<Operator, Operator> OPPOSITE = Map.of(
            Operator.IS_NOT, Operator.IS,
            Operator.NOT_EXISTS, Operator.EXISTS,
            Operator.NOT_CONTAINS, Operator.CONTAINS);

    static SessionCriteria of(QueryParameters query) {
        ObjectNode body = Json.object();
        query.structure("filters").ifPresent(value -> body.set("filters", value));
        query.structure("dateRange").ifPresent(value -> body.set("dateRange", value));
        EventQuery asked = EventQueries.unbounded(new Fields("", body));
        List<EventFilter> ofLine = new ArrayList<>();
        List<EventFilter> some = new ArrayList<>();
        List<EventFilter> none = new ArrayList<>();
        for (EventFilter filter : asked.filters()) {
            EventFilter named = named(filter);
            Operator opposite = OPPOSITE.get(named.operator());
            if (isOfLine(named.field())) {
                ofLine.add(named);
            } else if (opposite == null) {
                some.add(named);
            } else {
                none.add(new EventFilter(named.field(), opposite, named.type(), named.value()));
            }
        }
        return new SessionCriteria(
                List.copyOf(ofLine),
                List.copyOf(some),
                List.copyOf(none),
                SearchText.parse(Objects.requireNonNullElse(query.text("text"), "")),
                asked.from(),
                asked.to(),
                query.text("run_id"));
    }

    /** Whether one of the session's events has to be looked at. */
    boolean asksEvents() {
        return !some.isEmpty() || !text.isEmpty();
    }

    /** Whether nothing is asked but the part of the list. */
    boolean isEverything() {
        return ofLine.isEmpty() && none.isEmpty() && !asksEvents() && from == null && to == null;
    }

    private static EventFilter named(EventFilter filter) {
        String field = SHORT.getOrDefault(filter.field(), filter.field());
        field = field.startsWith("user.") ? "user_properties" + field.substring("user".length()) : field;
        return new EventFilter(field, filter.operator(), filter.type(), filter.value());
    }

    private static boolean isOfLine(String field) {
        return OF_LINE.contains(field) || field.startsWith("metrics.") || field.startsWith("feedback.");
    }
}
