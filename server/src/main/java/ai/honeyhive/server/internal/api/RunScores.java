// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.EventDigest;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.runs.MetricRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the events of a run scored. A metric is identified by its name and the event it is on; all sessions count as one
 * event, for they are named after their run.
 */
final class RunScores {
    private static final String EXPLANATION = "_explanation";

    private final Function<String, MetricRule> rules;
    private final Map<String, MetricRule> known = new LinkedHashMap<>();
    private final Map<MetricKey, List<Score>> metrics = new TreeMap<>(Comparator.comparing(MetricKey::metric)
            .thenComparing(key -> key.event.name())
            .thenComparing(key -> key.event.type()));
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Set<EventKind> kinds = new LinkedHashSet<>();
    private @Nullable String sessionName;

    /** Events that are compared with each other. */
    record EventKind(String name, EventType type) {
        static EventKind of(EventDigest event) {
            return new EventKind(event.type() == EventType.SESSION ? "" : event.name(), event.type());
        }
    }

    record MetricKey(String metric, EventKind event) {}

    /**
     * One value of a metric.
     *
     * @param json as it was sent
     * @param number what it counts as; null for texts without a score
     * @param passed null if nothing says what passes
     */
    record Score(
            MetricKey key,
            Row row,
            JsonNode json,
            @Nullable Double number,
            @Nullable Boolean passed) {}

    /** One session of the run. */
    static final class Row {
        private final String sessionId;
        private final List<Score> scores = new ArrayList<>();
        private @Nullable String datapointId;
        private boolean passed = true;

        private Row(String sessionId) {
            this.sessionId = sessionId;
        }

        String sessionId() {
            return sessionId;
        }

        @Nullable String datapointId() {
            return datapointId;
        }

        /** The id of the datapoint, or of the session if nothing names a datapoint. */
        String id() {
            return datapointId == null ? sessionId : datapointId;
        }

        /** True unless a metric is out of its range. */
        boolean passed() {
            return passed;
        }

        List<Score> scores() {
            return scores;
        }
    }

    private RunScores(Function<String, MetricRule> rules) {
        this.rules = rules;
    }

    static RunScores of(List<EventDigest> events, Function<String, MetricRule> rules) {
        var scores = new RunScores(rules);
        events.forEach(scores::add);
        return scores;
    }

    /** The values of each metric, by name. */
    Map<MetricKey, List<Score>> metrics() {
        return metrics;
    }

    List<Row> rows() {
        return List.copyOf(rows.values());
    }

    Set<EventKind> kinds() {
        return kinds;
    }

    MetricRule rule(String metric) {
        return known.computeIfAbsent(metric, rules);
    }

    /** The name by which clients know such events. */
    String shown(EventKind kind) {
        return kind.type() == EventType.SESSION && sessionName != null ? sessionName : kind.name();
    }

    private void add(EventDigest event) {
        Row row = rows.computeIfAbsent(event.sessionId(), Row::new);
        if (row.datapointId == null) {
            row.datapointId = event.datapointId();
        }
        if (event.type() == EventType.SESSION && sessionName == null) {
            sessionName = event.name();
        }
        EventKind kind = EventKind.of(event);
        kinds.add(kind);
        event.metrics().forEachEntry((name, value) -> {
            if (!name.endsWith(EXPLANATION)) {
                add(row, new MetricKey(name, kind), value);
            }
        });
    }

    private void add(Row row, MetricKey key, JsonNode value) {
        MetricRule rule = rule(key.metric);
        OptionalDouble number = rule.number(value);
        Boolean passed = rule.passes(value);
        if (number.isEmpty() && passed == null) {
            return; // a text or a structure, which nobody can compare
        }
        if (Boolean.FALSE.equals(passed)) {
            row.passed = false;
        }
        var score = new Score(key, row, value, number.isPresent() ? number.getAsDouble() : null, passed);
        row.scores.add(score);
        metrics.computeIfAbsent(key, k -> new ArrayList<>()).add(score);
    }
}
