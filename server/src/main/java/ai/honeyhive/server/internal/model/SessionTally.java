// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is kept about the events below a session, so that lists never look at the events. Adding the same events in any
 * order gives the same tally.
 *
 * @param leaves usage reported by model and tool events
 * @param chains usage reported by chain events, which often repeat what was reported below them
 * @param shape the earliest events, by start
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionTally(
        int events,
        int models,
        int tools,
        int errors,
        boolean feedback,
        @Nullable Double firstStart,
        @Nullable Double lastEnd,
        Usage leaves,
        Usage chains,
        @Nullable Mark error,
        @Nullable Mark preview,
        Map<String, Mark> metrics,
        List<Bar> shape,
        @Nullable String runId,
        @Nullable String datasetId,
        @Nullable String datapointId,
        @Nullable String userId) {
    public static final SessionTally EMPTY = new SessionTally(
            0,
            0,
            0,
            0,
            false,
            null,
            null,
            Usage.UNKNOWN,
            Usage.UNKNOWN,
            null,
            null,
            Map.of(),
            List.of(),
            null,
            null,
            null,
            null);

    private static final int MAX_BARS = 64;
    private static final int MAX_METRICS = 200;

    /** A value and the event it came from; the place in time decides between several. */
    public record Mark(JsonNode value, double time, String eventId) {
        static final Comparator<Mark> BY_TIME =
                Comparator.comparingDouble(Mark::time).thenComparing(Mark::eventId);

        private boolean isBefore(EventDigest event) {
            int order = Double.compare(time, event.startTime());
            return order < 0 || (order == 0 && eventId.compareTo(event.eventId()) <= 0);
        }
    }

    /** One event in the miniature of a session; {@code start} in Unix milliseconds. */
    public record Bar(double start, double duration, String letter, boolean failed, String eventId) {
        static final Comparator<Bar> BY_START =
                Comparator.comparingDouble(Bar::start).thenComparing(Bar::eventId);
    }

    public SessionTally plus(EventDigest event) {
        boolean chain = event.type() == EventType.CHAIN;
        boolean failed = event.error() != null;
        return new SessionTally(
                events + 1,
                models + (event.type() == EventType.MODEL ? 1 : 0),
                tools + (event.type() == EventType.TOOL ? 1 : 0),
                errors + (failed ? 1 : 0),
                feedback || event.hasFeedback(),
                earliest(firstStart, event.startTime()),
                lastEnd == null ? event.lastSeen() : Math.max(lastEnd, event.lastSeen()),
                chain ? leaves : leaves.plus(event.usage()),
                chain ? chains.plus(event.usage()) : chains,
                earlier(error, event.error(), event),
                earlier(preview, event.preview(), event),
                metricsWith(event),
                shapeWith(event),
                either(runId, event.runId()),
                either(datasetId, event.datasetId()),
                either(datapointId, event.datapointId()),
                either(userId, event.userId()));
    }

    /**
     * This tally after one of its events was scored anew; empty if the events have to be counted again, since a value has
     * gone that may have stood for all.
     */
    public Optional<SessionTally> scored(EventDigest event, EventDigest before) {
        boolean gone = before.metrics()
                .propertyStream()
                .anyMatch(metric ->
                        counts(metric.getValue()) && !counts(event.metrics().path(metric.getKey())));
        return gone ? Optional.empty() : Optional.of(withMetrics(metricsWith(event)));
    }

    private SessionTally withMetrics(Map<String, Mark> changed) {
        return new SessionTally(
                events,
                models,
                tools,
                errors,
                feedback,
                firstStart,
                lastEnd,
                leaves,
                chains,
                error,
                preview,
                changed,
                shape,
                runId,
                datasetId,
                datapointId,
                userId);
    }

    private static boolean counts(JsonNode metric) {
        return metric.isNumber() || metric.isBoolean();
    }

    /** Usage of the session: what model and tool events report, and only where they are silent what chains do. */
    public Usage usage() {
        return leaves.orElse(chains);
    }

    /** Times before 1970 come from broken clocks; one such event must not move its whole session there. */
    private static @Nullable Double earliest(@Nullable Double known, double start) {
        if (start <= 0) {
            return known;
        }
        return known == null ? Double.valueOf(start) : Double.valueOf(Math.min(known, start));
    }

    /** Of two that contradict each other always the same one, whichever came first. */
    private static @Nullable String either(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** The mark that comes first in time: the known one, or the event's with its text as one line. */
    private static @Nullable Mark earlier(@Nullable Mark known, @Nullable String text, EventDigest event) {
        if (text == null || (known != null && known.isBefore(event))) {
            return known;
        }
        return new Mark(
                Json.mapper().getNodeFactory().stringNode(Preview.line(text)), event.startTime(), event.eventId());
    }

    private Map<String, Mark> metricsWith(EventDigest event) {
        if (event.metrics().isEmpty()) {
            return metrics;
        }
        var result = new TreeMap<>(metrics);
        event.metrics().forEachEntry((name, value) -> {
            if (counts(value)) {
                result.merge(
                        name,
                        new Mark(value, event.startTime(), event.eventId()),
                        (a, b) -> Mark.BY_TIME.compare(a, b) > 0 ? a : b);
            }
        });
        while (result.size() > MAX_METRICS) {
            result.pollLastEntry();
        }
        return result;
    }

    private List<Bar> shapeWith(EventDigest event) {
        double length = event.duration() != null ? event.duration() : event.lastSeen() - event.startTime();
        var bar = new Bar(event.startTime(), length, event.type().letter(), event.error() != null, event.eventId());
        if (shape.size() >= MAX_BARS && Bar.BY_START.compare(bar, shape.get(shape.size() - 1)) > 0) {
            return shape;
        }
        var bars = new ArrayList<Bar>(shape.size() + 1);
        bars.addAll(shape);
        int place = Collections.binarySearch(bars, bar, Bar.BY_START);
        bars.add(place < 0 ? -place - 1 : place, bar);
        return Collections.unmodifiableList(bars.size() > MAX_BARS ? bars.subList(0, MAX_BARS) : bars);
    }
}
