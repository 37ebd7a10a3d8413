// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Event;
import ai.honeyhive.server.internal.model.EventJson;
import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.store.EventFilter;
import ai.honeyhive.server.internal.store.EventQuery;
import ai.honeyhive.server.internal.store.EventStore;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A number of events over time, in buckets of UTC. Sessions are left out unless the filters speak of types: their numbers are
 * those of their events over again.
 */
final class EventCharts {
    private static final int MAX_BARS = 20_000;

    private final EventStore events;

    EventCharts(EventStore events) {
        this.events = events;
    }

    private record Bar(long start, String group) {}

    /** What one bar is made of. */
    private static final class Values {
        private final DoubleStream.Builder numbers = DoubleStream.builder();
        private int events;
        private boolean empty = true;
    }

    void chart(Exchange exchange) {
        QueryParameters query = exchange.query();
        var metric = new EventNumber(query.text("metric", "duration"));
        String grouping = query.text("groupBy");
        Aggregate aggregate = Aggregate.find(query.text("aggregation", "average"));
        Bucketing bucketing = Bucketing.find(query.text("bucket", "hour"));
        boolean experiments = query.flag("only_experiments");
        Map<Bar, Values> bars =
                new TreeMap<>(Comparator.comparingLong(Bar::start).thenComparing(Bar::group));
        int[] total = {0};
        EventQuery wanted = EventQueries.unbounded(EventQueries.fields(query));
        boolean sessions = EventNumber.sessionsCount(wanted);
        events.scan(wanted, event -> {
            ObjectNode json = EventJson.of(event);
            boolean counts = sessions || !event.isSession();
            if (counts && (!experiments || EventFilter.find(json, "metadata.run_id") != null)) {
                total[0]++;
                var bar = new Bar(
                        bucketing.startOf(event), text(grouping == null ? null : EventNumber.find(json, grouping)));
                add(bars.computeIfAbsent(bar, key -> new Values()), metric.of(json));
            }
            return bars.size() <= MAX_BARS;
        });
        if (bars.size() > MAX_BARS) {
            throw ApiException.badRequest("the chart has more than " + MAX_BARS
                    + " bars: use larger buckets, a shorter time or fewer groups");
        }
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("events");
        bars.forEach((bar, values) -> {
            ObjectNode json = bar(bar, values, aggregate);
            if (grouping != null) {
                json.put("group", bar.group);
            }
            if (json.has("value")) {
                list.add(json);
            }
        });
        exchange.answer(answer.put("totalEvents", total[0]));
    }

    private static void add(Values values, OptionalDouble value) {
        values.events++;
        value.ifPresent(number -> {
            values.numbers.add(number);
            values.empty = false;
        });
    }

    /** Without a value if no event of the bar has the metric; events can be counted in any case. */
    private static ObjectNode bar(Bar bar, Values values, Aggregate aggregate) {
        ObjectNode json = Json.object()
                .put("timestamp", DocumentJson.time(bar.start))
                .put("start_time", bar.start)
                .put("count", values.events);
        if (aggregate == Aggregate.COUNT) {
            json.put("value", values.events);
        } else if (!values.empty) {
            RunResult.putFinite(
                    json, "value", aggregate.of(values.numbers.build().sorted().toArray()));
        }
        return json;
    }

    private static String text(@Nullable JsonNode value) {
        return value == null ? "" : value.isContainer() ? value.toString() : value.asString();
    }

    private enum Bucketing {
        MINUTE,
        HOUR,
        DAY,
        WEEK,
        MONTH;

        static Bucketing find(String name) {
            return switch (name) {
                case "minute", "1m" -> MINUTE;
                case "hour", "1h" -> HOUR;
                case "day", "1d" -> DAY;
                case "week", "1w" -> WEEK;
                case "month", "1M" -> MONTH;
                default ->
                    throw ApiException.badRequest(
                            "bucket must be one of minute, hour, day, week, month, not '" + name + "'");
            };
        }

        long startOf(Event event) {
            ZonedDateTime time =
                    Instant.ofEpochMilli(EventJson.millis(event.startTime())).atZone(ZoneOffset.UTC);
            ZonedDateTime start =
                    switch (this) {
                        case MINUTE -> time.truncatedTo(ChronoUnit.MINUTES);
                        case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
                        case DAY -> time.truncatedTo(ChronoUnit.DAYS);
                        case WEEK ->
                            time.truncatedTo(ChronoUnit.DAYS).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                        case MONTH -> time.truncatedTo(ChronoUnit.DAYS).with(TemporalAdjusters.firstDayOfMonth());
                    };
            return start.toInstant().toEpochMilli();
        }
    }
}
