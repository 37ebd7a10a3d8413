// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.client.Event;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What metrics of recorded events are called: by their name alone, unless events of several names have it. */
final class MetricNames {
    private final Map<String, Set<String>> events;

    private MetricNames(Map<String, Set<String>> events) {
        this.events = events;
    }

    static MetricNames of(Collection<List<Event>> sessions) {
        Map<String, Set<String>> names = new HashMap<>();
        sessions.stream()
                .flatMap(List::stream)
                .forEach(event -> event.metrics()
                        .keySet()
                        .forEach(metric -> names.computeIfAbsent(metric, name -> new HashSet<>())
                                .add(event.name().orElse(""))));
        return new MetricNames(names);
    }

    String of(Event event, String metric) {
        Set<String> named = events.get(metric);
        return named == null || named.size() < 2 ? metric : event.name().orElse("") + "." + metric;
    }
}
