// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** One metric of one event name over all datapoints of a run. Unmodifiable. */
public final class MetricAggregate extends JsonObject {
    MetricAggregate(Map<String, Object> fields) {
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

    /** Returns the aggregate; empty if no value is a number. */
    public OptionalDouble aggregate() {
        return number("aggregate");
    }

    /** Returns the single values: numbers and booleans. */
    public List<?> scores() {
        return PlainJson.list(get("values"));
    }
}
