// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** One metric of one event name in two runs. Unmodifiable. */
public final class MetricComparison extends JsonObject {
    MetricComparison(Map<String, Object> fields) {
        super(fields);
    }

    /**
     * Returns the name of the metric.
     *
     * @throws java.util.NoSuchElementException if the server sent none
     */
    public String name() {
        return required("metric_name", "name");
    }

    /** Returns the name of the events that were scored. */
    public Optional<String> eventName() {
        return text("event_name");
    }

    /** Returns the aggregate in the older run. */
    public OptionalDouble oldAggregate() {
        return number("old_aggregate");
    }

    /** Returns the aggregate in the newer run. */
    public OptionalDouble newAggregate() {
        return number("new_aggregate");
    }

    /** Returns the newer aggregate less the older. */
    public OptionalDouble difference() {
        return number("difference");
    }

    /** Returns the datapoints that became better. */
    public List<String> improved() {
        return texts("improved");
    }

    /** Returns the datapoints that became worse. */
    public List<String> degraded() {
        return texts("degraded");
    }

    /** Returns the datapoints that stayed as they were. */
    public List<String> same() {
        return texts("same");
    }
}
