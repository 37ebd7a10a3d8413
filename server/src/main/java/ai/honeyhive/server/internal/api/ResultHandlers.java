// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.EventDigest;
import ai.honeyhive.server.internal.model.EventJson;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.Run;
import ai.honeyhive.server.internal.runs.MetricRule;
import ai.honeyhive.server.internal.store.DocumentQuery;
import ai.honeyhive.server.internal.store.EventFilter;
import ai.honeyhive.server.internal.store.Store;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What runs came to, alone and compared. */
final class ResultHandlers {
    private static final int MAX_PAIRS = 1_000;

    private final Store store;
    private final RunJson json;

    ResultHandlers(Store store) {
        this.store = store;
        this.json = new RunJson(store.documents());
    }

    void result(Exchange exchange) {
        Run run = run(exchange.path("id"));
        QueryParameters query = exchange.query();
        Aggregate aggregate = aggregate(query);
        exchange.answer(RunResult.of(
                run, scores(run, filters(query, "filters")), aggregate, json.of(run, null, exchange.versioned())));
    }

    void metrics(Exchange exchange) {
        Run run = run(exchange.path("id"));
        QueryParameters query = exchange.query();
        JsonNode range = query.structure("dateRange").orElse(null);
        Double from = EventQueries.bound(range, "$gte", "start_time");
        Double to = EventQueries.bound(range, "$lte", "end_time");
        ArrayNode events = DocumentJson.array(
                events(run, filters(query, "filters")).stream()
                        .filter(event -> from == null || event.startTime() >= from)
                        .filter(event -> to == null || event.startTime() <= to)
                        .filter(event -> !numbers(event).isEmpty())
                        .toList(),
                ResultHandlers::metricsOf);
        exchange.answer(Json.object().put("totalEvents", events.size()).set("events", events));
    }

    /** {@code {id}} is the newer run. */
    void compare(Exchange exchange) {
        Run newer = run(exchange.path("id"));
        Run older = run(exchange.path("old"));
        QueryParameters query = exchange.query();
        Aggregate aggregate = aggregate(query);
        List<EventFilter> filters = filters(query, "filters");
        boolean versioned = exchange.versioned();
        exchange.answer(new RunComparison(scores(newer, filters), scores(older, filters), aggregate)
                .toJson(json.of(newer, null, versioned), json.of(older, null, versioned)));
    }

    /** The runs are in the path, or for older clients in the query. */
    void compareEvents(Exchange exchange) {
        QueryParameters query = exchange.query();
        Run first = run(exchange.idOr("run_id_1"));
        String old = exchange.context().pathParamMap().get("old");
        Run second = run(old == null ? exchange.required("run_id_2") : old);
        int limit = query.integer("limit", MAX_PAIRS, 1, MAX_PAIRS);
        int page = query.integer("page", 1, 1, Integer.MAX_VALUE);
        List<EventFilter> filters = filters(query, "filter");
        List<EventPairs.Pair> pairs =
                EventPairs.of(wanted(events(first, filters), query), wanted(events(second, filters), query));
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("events");
        pairs.stream().skip((page - 1L) * limit).limit(limit).forEach(pair -> {
            ObjectNode both = list.addObject().put("datapoint_id", pair.datapointId());
            both.set("event_1", event(pair.first()));
            both.set("event_2", event(pair.second()));
        });
        exchange.answer(answer.put("totalEvents", pairs.size()));
    }

    private static List<EventDigest> wanted(List<EventDigest> events, QueryParameters query) {
        String name = query.text("event_name");
        String type = query.text("event_type");
        return events.stream()
                .filter(event -> name == null || name.equals(event.name()))
                .filter(event ->
                        type == null || type.equalsIgnoreCase(event.type().wireName()))
                .toList();
    }

    private RunScores scores(Run run, List<EventFilter> filters) {
        Function<String, MetricRule> rules = metric -> MetricRule.of(
                store.documents().list(DocumentQuery.all(DocumentKind.METRIC).named(metric)).documents().stream()
                        .findFirst()
                        .orElse(null),
                run.passingRanges().get(metric));
        return RunScores.of(events(run, filters), rules);
    }

    /** A session that the run reported may hold events of another run, too. */
    private List<EventDigest> events(Run run, List<EventFilter> filters) {
        return store.events().ofRun(run.runId(), run.eventIds()).stream()
                .filter(event -> event.runId() == null || event.runId().equals(run.runId()))
                .filter(event -> filters.isEmpty() || matches(event, filters))
                .toList();
    }

    private boolean matches(EventDigest digest, List<EventFilter> filters) {
        ObjectNode event = event(digest);
        return filters.stream().allMatch(filter -> filter.matches(event));
    }

    /** Empty if it was deleted since. */
    private ObjectNode event(EventDigest digest) {
        return store.events().find(digest.eventId()).map(EventJson::of).orElseGet(Json::object);
    }

    private static ObjectNode metricsOf(EventDigest event) {
        ObjectNode json = Json.object()
                .put("event_id", event.eventId())
                .put("event_name", event.name())
                .put("event_type", event.type().wireName())
                .put("session_id", event.sessionId());
        ObjectNode metadata = json.putObject("metadata");
        if (event.datapointId() != null) {
            metadata.put("datapoint_id", event.datapointId());
        }
        return json.set("metrics", numbers(event));
    }

    private static ObjectNode numbers(EventDigest event) {
        ObjectNode numbers = Json.object();
        event.metrics().forEachEntry((name, value) -> {
            if (value.isBoolean() || Json.finite(value).isPresent()) {
                numbers.set(name, value);
            }
        });
        return numbers;
    }

    private static Aggregate aggregate(QueryParameters query) {
        return Aggregate.find(query.text("aggregate_function", "average"));
    }

    private static List<EventFilter> filters(QueryParameters query, String name) {
        @Nullable JsonNode filters = query.structure(name).orElse(null);
        return EventQueries.filters(filters);
    }

    private Run run(String id) {
        return store.runs().find(id).orElseThrow(() -> RunHandlers.unknown(id));
    }
}
