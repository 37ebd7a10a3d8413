// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.client.Event;
import ai.honeyhive.statistics.comparison.ScoredRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One row of a run that a server has recorded: a session. Immutable. */
public final class RecordedRow {
    private final String sessionId;
    private final String datapointId;
    private final @Nullable String error;
    private final @Nullable Duration duration;
    private final Map<String, Object> scores;

    private RecordedRow(
            String sessionId,
            String datapointId,
            @Nullable String error,
            @Nullable Duration duration,
            Map<String, Object> scores) {
        this.sessionId = sessionId;
        this.datapointId = datapointId;
        this.error = error;
        this.duration = duration;
        this.scores = Map.copyOf(scores);
    }

    static RecordedRow of(String sessionId, List<Event> events, MetricNames names) {
        String datapointId = sessionId;
        String error = null;
        Duration duration = null;
        Map<String, List<Object>> values = new LinkedHashMap<>();
        for (Event event : events) {
            boolean session = event.type().orElse("").equals("session");
            boolean task = event.parentId().filter(sessionId::equals).isPresent();
            if (event.metadata().get("datapoint_id") instanceof String id && !id.isEmpty()) {
                datapointId = id;
            }
            if (session && event.metadata().get("error") instanceof String text) {
                error = text; // as the run told it, with the class in full
            } else if (error == null && (session || task)) {
                error = event.error().filter(text -> !text.isEmpty()).orElse(null);
            }
            if (task && duration == null) {
                duration = event.duration().orElse(null);
            }
            event.metrics().forEach((metric, value) -> {
                if (value instanceof Boolean || value instanceof Number) {
                    values.computeIfAbsent(names.of(event, metric), name -> new ArrayList<>())
                            .add(value);
                }
            });
        }
        Map<String, Object> scores = new LinkedHashMap<>();
        values.forEach((metric, several) -> scores.put(metric, one(several)));
        return new RecordedRow(sessionId, datapointId, error, duration, scores);
    }

    /** A metric that several events of a row have counts as its mean. */
    static Object one(List<Object> values) {
        return values.size() == 1
                ? values.get(0)
                : values.stream()
                        .mapToDouble(value ->
                                value instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) value).doubleValue())
                        .average()
                        .orElse(Double.NaN);
    }

    /** Returns the session that traces it. */
    public String sessionId() {
        return sessionId;
    }

    /** Returns the id of its datapoint; that of the session if none was recorded. */
    public String datapointId() {
        return datapointId;
    }

    /** Returns what went wrong with the task; empty if nothing did. */
    public Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /** Returns how long the task took. */
    public Optional<Duration> duration() {
        return Optional.ofNullable(duration);
    }

    /** Returns booleans and numbers by metric name; with the event's name before it if events of several names have it. */
    public Map<String, Object> scores() {
        return scores;
    }

    /** Returns what a comparison needs of this row. */
    public ScoredRow scored() {
        return new ScoredRow(datapointId, error != null, scores);
    }

    @Override
    public String toString() {
        return "RecordedRow[" + datapointId + ", " + (error == null ? scores : error) + "]";
    }
}
