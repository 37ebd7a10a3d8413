// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.runs;

import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.DocumentKind;
import ai.honeyhive.server.internal.model.EventDigest;
import ai.honeyhive.server.internal.model.EventType;
import ai.honeyhive.server.internal.model.Run;
import ai.honeyhive.server.internal.model.SessionRow;
import ai.honeyhive.server.internal.store.DocumentQuery;
import ai.honeyhive.server.internal.store.SessionPage;
import ai.honeyhive.server.internal.store.SessionQuery;
import ai.honeyhive.server.internal.store.Store;
import ai.honeyhive.server.internal.store.TimeCursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads runs without their payloads. */
final class RunReader {
    private static final int PAGE = 1_000;
    private static final String EXPLANATION = "_explanation";

    private final Store store;

    RunReader(Store store) {
        this.store = store;
    }

    /** What the server's own metrics say of scores, as a text that changes with them. */
    String rules() {
        StringBuilder text = new StringBuilder();
        definitions()
                .forEach(metric -> text.append(metric.id())
                        .append(metric.updatedAt())
                        .append(metric.body().hashCode())
                        .append(' '));
        return text.toString();
    }

    /** Reads a run as it is now. */
    MeasuredRun read(Run known) {
        Run run = store.runs().find(known.runId()).orElse(known);
        List<EventDigest> events = store.events().ofRun(run.runId(), run.eventIds()).stream()
                .filter(event -> event.runId() == null || event.runId().equals(run.runId()))
                .toList();
        Map<String, SessionRow> sessions = sessions(run.runId());
        events.forEach(event -> sessions.computeIfAbsent(
                event.sessionId(), id -> store.events().findSession(id).orElse(null)));
        var labels = new Labels(events);
        Map<String, MetricRule> rules = rules(run, labels.metrics());
        Map<String, Map<String, Tally>> scores = new HashMap<>();
        for (EventDigest event : events) {
            Map<String, Tally> row = scores.computeIfAbsent(event.sessionId(), id -> new LinkedHashMap<>());
            event.metrics().forEachEntry((name, value) -> {
                MetricRule rule = rules.get(name);
                OptionalDouble number = rule == null ? OptionalDouble.empty() : rule.number(value);
                if (number.isPresent()) {
                    row.computeIfAbsent(labels.of(name, event), label -> new Tally())
                            .add(number.getAsDouble(), value);
                }
            });
        }
        List<MeasuredRow> rows = new ArrayList<>();
        sessions.values().stream()
                .sorted(Comparator.comparingDouble(SessionRow::startTime).thenComparing(SessionRow::sessionId))
                .forEach(session -> rows.add(new MeasuredRow(session, values(scores.get(session.sessionId())))));
        Set<String> lower = new TreeSet<>();
        rules.forEach((metric, rule) -> {
            if (rule.lowerIsBetter()) {
                lower.addAll(labels.labels(metric));
            }
        });
        return new MeasuredRun(run, rows, lower);
    }

    private Map<String, SessionRow> sessions(String runId) {
        Map<String, SessionRow> sessions = new HashMap<>();
        @Nullable TimeCursor after = null;
        do {
            SessionPage page =
                    store.events().sessions(new SessionQuery(PAGE, after, runId, SessionQuery.Order.OLDEST_FIRST));
            page.sessions().forEach(session -> sessions.put(session.sessionId(), session));
            after = page.next();
        } while (after != null);
        return sessions;
    }

    private Map<String, MetricRule> rules(Run run, Set<String> metrics) {
        Map<String, Document> byName = new HashMap<>();
        definitions().forEach(metric -> {
            if (metric.name() != null) {
                byName.putIfAbsent(metric.name(), metric);
            }
        });
        Map<String, MetricRule> rules = new HashMap<>();
        metrics.forEach(metric -> rules.put(
                metric, MetricRule.of(byName.get(metric), run.passingRanges().get(metric))));
        return rules;
    }

    private List<Document> definitions() {
        return store.documents().list(DocumentQuery.all(DocumentKind.METRIC)).documents();
    }

    private static Map<String, Object> values(@Nullable Map<String, Tally> tallies) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (tallies != null) {
            tallies.forEach((label, tally) -> values.put(label, tally.value()));
        }
        return values;
    }

    /** Several events of one kind in a session count with their mean. */
    private static final class Tally {
        private double sum;
        private int count;
        private boolean flags = true;

        void add(double number, JsonNode value) {
            sum += number;
            count++;
            flags &= value.isBoolean();
        }

        Object value() {
            return count == 1 && flags ? (Object) (sum == 1) : (Object) (sum / count);
        }
    }

    /**
     * Under which name a metric is compared: its own, unless events of several kinds have it in this run; then the kind is
     * named, too. The names of sessions differ from run to run and are not.
     */
    private static final class Labels {
        private final Map<String, Set<String>> kinds = new HashMap<>();

        Labels(List<EventDigest> events) {
            for (EventDigest event : events) {
                event.metrics().propertyNames().forEach(name -> {
                    if (!name.endsWith(EXPLANATION)) {
                        kinds.computeIfAbsent(name, key -> new HashSet<>()).add(kind(event));
                    }
                });
            }
        }

        Set<String> metrics() {
            return kinds.keySet();
        }

        String of(String metric, EventDigest event) {
            return kinds.getOrDefault(metric, Set.of()).size() > 1 ? metric + " · " + kind(event) : metric;
        }

        Set<String> labels(String metric) {
            Set<String> of = kinds.getOrDefault(metric, Set.of());
            Set<String> labels = new TreeSet<>();
            of.forEach(kind -> labels.add(of.size() > 1 ? metric + " · " + kind : metric));
            return labels;
        }

        private static String kind(EventDigest event) {
            return event.type() == EventType.SESSION ? "session" : event.name();
        }
    }
}
