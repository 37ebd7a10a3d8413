// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics;

import ai.honeyhive.server.internal.model.EventJson;
import ai.honeyhive.server.internal.store.Evaluation;
import ai.honeyhive.server.internal.store.EvaluationQueue;
import ai.honeyhive.server.internal.store.EvaluationQueue.Done;
import ai.honeyhive.server.internal.store.EventFilter;
import ai.honeyhive.server.internal.store.EventQuery;
import ai.honeyhive.server.internal.store.EventStore;
import ai.honeyhive.server.internal.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Queues evaluations of events that are stored already. */
public final class Backfill {
    private static final int CHUNK = 1_000;

    private final EventStore events;
    private final EvaluationQueue queue;
    private final LongSupplier clock;

    /**
     * Which events.
     *
     * @param filters beside those of the metric
     * @param from earliest start in Unix milliseconds; null for no bound
     * @param limit how many at most, the latest first
     * @param version the version of the metric to compute; null for the metric as it is
     */
    public record Wanted(
            List<EventFilter> filters,
            @Nullable Double from,
            @Nullable Double to,
            int limit,
            @Nullable String version) {}

    Backfill(Store store, LongSupplier clock) {
        this.events = store.events();
        this.queue = store.evaluations();
        this.clock = clock;
    }

    int queue(MetricDefinition metric, boolean asksModel, Wanted wanted) {
        List<EventFilter> filters = new ArrayList<>(metric.filters());
        filters.addAll(wanted.filters());
        List<String> ids = new ArrayList<>();
        events.scan(new EventQuery(filters, wanted.from(), wanted.to(), wanted.limit(), 1), event -> {
            if (metric.isFor(event, EventJson.of(event))) {
                ids.add(event.eventId());
            }
            return ids.size() < wanted.limit();
        });
        String name = wanted.version() == null ? metric.id() : metric.id() + MetricRunner.VERSION + wanted.version();
        long now = clock.getAsLong();
        for (int from = 0; from < ids.size(); from += CHUNK) {
            queue.finish(
                    Done.queued(ids.subList(from, Math.min(ids.size(), from + CHUNK)).stream()
                            .map(id -> Evaluation.of(id, name, asksModel, now))
                            .toList()),
                    List.of());
        }
        return ids.size();
    }
}
