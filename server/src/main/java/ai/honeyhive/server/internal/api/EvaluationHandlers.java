// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.metrics.Backfill;
import ai.honeyhive.server.internal.metrics.EventView;
import ai.honeyhive.server.internal.metrics.MetricDefinition;
import ai.honeyhive.server.internal.metrics.MetricRunner;
import ai.honeyhive.server.internal.metrics.Verdict;
import ai.honeyhive.server.internal.metrics.models.ModelException;
import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.EventJson;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.EventQuery;
import ai.honeyhive.server.internal.store.EventStore;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Metrics computed on request: tried on one event, or computed for events that are stored already. */
final class EvaluationHandlers {
    private static final int DEFAULT_LIMIT = 1_000;
    private static final int MAX_LIMIT = 100_000;

    private final MetricRunner runner;
    private final EventStore events;
    private final ObjectIds ids;
    private final LongSupplier clock;

    EvaluationHandlers(MetricRunner runner, EventStore events, LongSupplier clock) {
        this.runner = runner;
        this.events = events;
        this.ids = new ObjectIds(clock);
        this.clock = clock;
    }

    /** Tries a definition, or a metric by its id, on an event; the metric's filters and sampling do not matter. */
    void attempt(Exchange exchange) {
        var body = new Fields("", exchange.json());
        for (String name : List.of("metric", "event")) {
            if (!body.has(name)) {
                throw body.fault(name, "is missing");
            }
        }
        MetricDefinition metric = metric(body);
        var event = EventView.alone(event(new Fields("event", body.object("event"))));
        ObjectNode answer = Json.object();
        try {
            Verdict verdict = metric.attempt(event, runner.models());
            JsonNode value = verdict.value();
            answer.put("success", value != null).put("loading", false);
            answer.set("result", value == null ? Json.mapper().nullNode() : value);
            answer.put("explanation", verdict.explanation());
            answer.set("account", verdict.account());
        } catch (ModelException e) {
            answer.put("success", false).put("loading", false).putNull("result");
            answer.put("explanation", e.getMessage());
        }
        exchange.answer(answer);
    }

    private MetricDefinition metric(Fields body) {
        body.checkTexts("version");
        JsonNode given = body.value("metric");
        if (given != null && given.isString()) {
            return stored(given.asString(), body.text("version"));
        }
        var fields = new Fields("metric", body.object("metric"));
        String id = fields.text("id");
        if (id != null && !fields.has("criteria")) {
            return stored(id, fields.text("version"));
        }
        long now = clock.getAsLong();
        return MetricDefinition.of(
                new Document(DocumentKind.METRIC, ids.next(), null, null, MetricInput.create(fields), now, now),
                MetricInput::filters);
    }

    private MetricDefinition stored(String id, @Nullable String version) {
        return runner.find(id, version)
                .orElseThrow(() -> ApiException.notFound(
                        "there is no metric " + id + (version == null ? "" : " with a version " + version)));
    }

    /** The event as it is given, or the stored one where nothing but its id is. */
    private ObjectNode event(Fields given) {
        String id = given.text("event_id");
        if (id == null || given.has("inputs") || given.has("outputs")) {
            return given.json();
        }
        return events.find(id).map(EventJson::of).orElseThrow(() -> ApiException.notFound("there is no event " + id));
    }

    void backfill(Exchange exchange) {
        var body = new Fields("", exchange.json());
        String version = body.text("version");
        MetricDefinition metric = stored(exchange.path("id"), version);
        String obstacle = metric.obstacle(runner.models());
        if (obstacle != null) {
            throw ApiException.badRequest("the metric cannot be computed: " + obstacle);
        }
        EventQuery query = EventQueries.of(body, DEFAULT_LIMIT, MAX_LIMIT);
        int queued = runner.backfill(
                metric, new Backfill.Wanted(query.filters(), query.from(), query.to(), query.limit(), version));
        exchange.answer(Json.object().put("success", true).put("queued", queued));
    }

    /** How far the server is. */
    void status(Exchange exchange) {
        exchange.answer(runner.status());
    }
}
