// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A metric that the server computes. Unmodifiable; {@code get(name)} has what this type has no method for. */
public final class StoredMetric extends JsonObject {
    StoredMetric(Map<String, Object> fields) {
        super(fields);
    }

    /**
     * Returns the id.
     *
     * @throws java.util.NoSuchElementException if the server sent none
     */
    public String id() {
        return required("id", "_id", "metric_id");
    }

    /** Returns the name. */
    public Optional<String> name() {
        return text("name");
    }

    /** Returns who scores: the name of a {@link MetricType}, or what the server says. */
    public Optional<String> type() {
        return text("type");
    }

    /** Returns code, prompt or question, depending on the type. */
    public Optional<String> criteria() {
        return text("criteria");
    }

    /** Returns what the metric says. */
    public Optional<String> description() {
        return text("description");
    }

    /** Returns what a score is: {@code float}, {@code boolean}, {@code string} or {@code categorical}. */
    public Optional<String> returnType() {
        return text("return_type");
    }

    /** Returns whether live traffic is scored. */
    public boolean enabledInProduction() {
        return flag("enabled_in_prod");
    }

    /** Returns how much of the live traffic is scored, 0 to 100. */
    public OptionalDouble samplingPercentage() {
        return number("sampling_percentage");
    }

    /** Returns what passes. Empty if absent or no object. */
    public Map<String, Object> threshold() {
        return object("threshold");
    }

    /** Returns when it was created. */
    public Optional<Instant> createdAt() {
        return time("created_at");
    }

    /** Returns when it was changed last. */
    public Optional<Instant> updatedAt() {
        return time("updated_at");
    }
}
