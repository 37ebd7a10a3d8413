// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.trace;

import ai.honeyhive.tracing.EventType;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one row that ended before its task did, without the row's own chain event, which is still open, and
 * without those of evaluators. Spans are those of the tracer that the task was given or discovers, as they would be sent:
 * what is masked there is masked here. Immutable.
 */
public final class RowTrace {
    private static final RowTrace NONE = new RowTrace(false, List.of(), 0, Duration.ZERO);

    private final boolean captured;
    private final List<TracedEvent> events;
    private final long omitted;
    private final Duration taskDuration;
    private final Map<String, TracedEvent> byId = new HashMap<>();

    RowTrace(boolean captured, List<TracedEvent> events, long omitted, Duration taskDuration) {
        this.captured = captured;
        this.events = events.stream()
                .sorted(Comparator.comparingLong(TracedEvent::startNanos))
                .toList();
        this.omitted = omitted;
        this.taskDuration = taskDuration;
        this.events.forEach(event -> byId.put(event.spanId(), event));
    }

    /** Returns the trace of a row whose spans nobody collected. */
    public static RowTrace none() {
        return NONE;
    }

    /**
     * Makes a trace of spans, such as those of a test.
     *
     * @param taskDuration how long the task took
     */
    public static RowTrace of(Collection<? extends SpanData> spans, Duration taskDuration) {
        return new RowTrace(true, spans.stream().map(TracedEvent::of).toList(), 0, taskDuration);
    }

    /** Returns whether the row's spans were collected at all; false where no evaluator of the experiment asks for them. */
    public boolean captured() {
        return captured;
    }

    /**
     * Returns this trace if it holds all that the task did.
     *
     * @throws IllegalStateException if nothing was collected, or more ended than is kept
     */
    public RowTrace requireComplete() {
        if (!captured) {
            throw new IllegalStateException("the row's spans were not collected: evaluate this by an experiment");
        }
        if (omitted > 0) {
            throw new IllegalStateException("the row's trace is incomplete: it has " + omitted + " spans more than the "
                    + SpanCollector.MAX_SPANS + " spans or " + (SpanCollector.MAX_BYTES >> 20) + " MB that are kept");
        }
        return this;
    }

    /** Returns the events, in the order in which they began. */
    public List<TracedEvent> events() {
        return events;
    }

    /** Returns how many spans found no room. */
    public long omitted() {
        return omitted;
    }

    /** Returns how long the row's task took, by the clock of its chain event; without evaluators. */
    public Duration taskDuration() {
        return taskDuration;
    }

    /**
     * Returns the tools that were called, in the order in which the calls began: events of type tool that are not part of
     * another one, so an HTTP request inside a tool is no tool.
     */
    public List<TracedEvent> toolCalls() {
        return events.stream()
                .filter(event -> event.type() == EventType.TOOL)
                .filter(event -> !hasAncestor(event, ancestor -> ancestor.type() == EventType.TOOL))
                .toList();
    }

    /** Returns the calls of models: events of type model without another one inside. */
    public List<TracedEvent> modelCalls() {
        Set<String> around = new HashSet<>();
        List<TracedEvent> models =
                events.stream().filter(event -> event.type() == EventType.MODEL).toList();
        models.forEach(model -> ancestors(model).forEach(ancestor -> around.add(ancestor.spanId())));
        return models.stream().filter(model -> !around.contains(model.spanId())).toList();
    }

    /**
     * Returns the events that used tokens, each use once: where an event and one inside it both tell, the inner one
     * counts. Model events that tell nothing are among them if nothing around or inside them does.
     */
    public List<TracedEvent> usages() {
        Set<String> telling = new HashSet<>();
        Set<String> aroundTelling = new HashSet<>();
        for (TracedEvent event : events) {
            if (event.tellsUsage()) {
                telling.add(event.spanId());
                ancestors(event).forEach(ancestor -> aroundTelling.add(ancestor.spanId()));
            }
        }
        List<TracedEvent> counted = new ArrayList<>();
        for (TracedEvent event : events) {
            boolean inner = !aroundTelling.contains(event.spanId());
            boolean mute = event.type() == EventType.MODEL
                    && !telling.contains(event.spanId())
                    && !hasAncestor(event, ancestor -> telling.contains(ancestor.spanId()));
            if (inner && (telling.contains(event.spanId()) || mute)) {
                counted.add(event);
            }
        }
        return counted;
    }

    private boolean hasAncestor(TracedEvent event, Predicate<TracedEvent> condition) {
        return ancestors(event).stream().anyMatch(condition);
    }

    private List<TracedEvent> ancestors(TracedEvent event) {
        List<TracedEvent> ancestors = new ArrayList<>();
        @Nullable TracedEvent parent = event.parentId().map(byId::get).orElse(null);
        while (parent != null && ancestors.size() < events.size()) { // a trace made by hand may turn in circles
            ancestors.add(parent);
            parent = parent.parentId().map(byId::get).orElse(null);
        }
        return ancestors;
    }

    @Override
    public String toString() {
        return captured ? "RowTrace" + events : "RowTrace[not collected]";
    }
}
