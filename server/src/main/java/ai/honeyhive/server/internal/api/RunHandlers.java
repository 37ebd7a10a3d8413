// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.Run;
import ai.honeyhive.server.internal.store.Store;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs: create, list, read, update, delete. */
final class RunHandlers {
    private final Store store;
    private final RunJson json;
    private final LongSupplier clock;

    RunHandlers(Store store, LongSupplier clock) {
        this.store = store;
        this.json = new RunJson(store.documents());
        this.clock = clock;
    }

    /** A run whose id is known already is updated, so that a client may repeat itself. */
    void create(Exchange exchange) {
        ObjectNode body = exchange.json();
        Fields fields = body.has("run") ? Fields.wrapped(body, "run") : new Fields("", body);
        long now = clock.getAsLong();
        Run stored = store.runs().create(RunInput.create(fields, now), run -> RunInput.update(run, fields, now));
        exchange.answer(answer(stored, exchange).put("run_id", stored.runId()));
    }

    void update(Exchange exchange) {
        var fields = new Fields("", exchange.json());
        String id = exchange.path("id");
        Run stored = store.runs()
                .update(id, run -> RunInput.update(run, fields, clock.getAsLong()))
                .orElseThrow(() -> unknown(id));
        exchange.answer(answer(stored, exchange));
    }

    void get(Exchange exchange) {
        exchange.answer(answer(run(exchange), exchange));
    }

    void delete(Exchange exchange) {
        String id = exchange.path("id");
        if (!store.runs().delete(id)) {
            throw unknown(id);
        }
        exchange.answer(Json.object().put("id", id).put("deleted", true));
    }

    void list(Exchange exchange) {
        List<Run> all = store.runs().all();
        RunQuery query = RunQuery.of(exchange.query());
        List<Run> matching = query.matching(all);
        List<Run> page = query.page(matching);
        Map<String, ObjectNode> averages =
                store.events().metricAverages(page.stream().map(Run::runId).toList());
        ObjectNode answer = Json.object();
        ArrayNode runs = answer.putArray("evaluations");
        page.forEach(run -> runs.add(json.of(run, averages.get(run.runId()), exchange.versioned())));
        answer.set("pagination", query.pagination(matching.size(), all.size()));
        ArrayNode metrics = answer.putArray("metrics");
        averages.values().stream()
                .flatMap(values -> values.propertyNames().stream())
                .collect(Collectors.toCollection(TreeSet::new))
                .forEach(metrics::add);
        exchange.answer(answer);
    }

    private Run run(Exchange exchange) {
        String id = exchange.path("id");
        return store.runs().find(id).orElseThrow(() -> unknown(id));
    }

    private ObjectNode answer(Run run, Exchange exchange) {
        ObjectNode averages =
                store.events().metricAverages(List.of(run.runId())).get(run.runId());
        return Json.object().set("evaluation", json.of(run, averages, exchange.versioned()));
    }

    static ApiException unknown(String id) {
        return ApiException.notFound("there is no run " + id);
    }
}
