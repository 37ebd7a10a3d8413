// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.EventJson;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.EventQuery;
import ai.honeyhive.server.internal.store.EventStore;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How the values of a number of events are spread: equally wide bins from the least to the greatest. */
final class EventHistogram {
    private static final int MAX_BINS = 200;
    private static final int MAX_VALUES = 2_000_000;

    private final EventStore events;

    EventHistogram(EventStore events) {
        this.events = events;
    }

    void histogram(Exchange exchange) {
        QueryParameters query = exchange.query();
        var metric = new EventNumber(query.text("metric", "duration"));
        int bins = query.integer("bins", 40, 1, MAX_BINS);
        EventQuery wanted = EventQueries.unbounded(EventQueries.fields(query));
        boolean sessions = EventNumber.sessionsCount(wanted);
        DoubleStream.Builder found = DoubleStream.builder();
        int[] count = {0};
        events.scan(wanted, event -> {
            if (sessions || !event.isSession()) {
                OptionalDouble value = metric.of(EventJson.of(event));
                if (value.isPresent()) {
                    found.add(value.getAsDouble());
                    count[0]++;
                }
            }
            return count[0] < MAX_VALUES;
        });
        double[] values = found.build().sorted().toArray();
        ObjectNode answer = Json.object().put("count", values.length).put("complete", values.length < MAX_VALUES);
        ArrayNode list = answer.putArray("bins");
        if (values.length > 0) {
            ObjectNode quantiles = answer.putObject("quantiles");
            for (String name : new String[] {"min", "p50", "p90", "p95", "p99", "max"}) {
                quantiles.put(name, Aggregate.find(name).of(values));
            }
            fill(list, values, bins);
        }
        exchange.answer(answer);
    }

    private static void fill(ArrayNode list, double[] ascending, int bins) {
        double least = ascending[0];
        double greatest = ascending[ascending.length - 1];
        int used = least == greatest ? 1 : bins;
        int[] counts = new int[used];
        for (double value : ascending) {
            double place = least == greatest ? 0 : (value - least) / (greatest - least) * used;
            counts[Math.min(used - 1, (int) place)]++;
        }
        double width = (greatest - least) / used;
        for (int i = 0; i < used; i++) {
            list.addObject()
                    .put("from", least + i * width)
                    .put("to", i == used - 1 ? greatest : least + (i + 1) * width)
                    .put("count", counts[i]);
        }
    }
}
