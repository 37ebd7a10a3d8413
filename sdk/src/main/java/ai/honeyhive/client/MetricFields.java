// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.List;
import java.util.Map;

/** Fields of a metric to create or to change. What is not set is left to the server, or stays. Immutable. */
public final class MetricFields extends JsonObject {
    private MetricFields(Map<String, Object> fields) {
        super(fields);
    }

    /**
     * Returns a builder of a new metric.
     *
     * @param name up to 200 characters
     * @param criteria code, prompt or question, depending on the type
     */
    public static Builder builder(String name, MetricType type, String criteria) {
        return builder().name(name).type(type).criteria(criteria);
    }

    /** Returns a builder of changes. */
    public static Builder builder() {
        return new Builder();
    }

    /** Fields of a metric. Not thread-safe. */
    public static final class Builder extends JsonObject.Builder<Builder, MetricFields> {
        private Builder() {}

        /** Sets the name, up to 200 characters. */
        public Builder name(String name) {
            return set("name", name);
        }

        /** Sets who scores. */
        public Builder type(MetricType type) {
            return set("type", type.name());
        }

        /** Sets code, prompt or question, depending on the type. */
        public Builder criteria(String criteria) {
            return set("criteria", criteria);
        }

        /** Sets what the metric says. */
        public Builder description(String description) {
            return set("description", description);
        }

        /** Sets what a score is: {@code float}, {@code boolean}, {@code string} or {@code categorical}. Default float. */
        public Builder returnType(String returnType) {
            return set("return_type", returnType);
        }

        /** Sets whether live traffic is scored. Default true for humans, else false. */
        public Builder enabledInProduction(boolean enabledInProduction) {
            return set("enabled_in_prod", enabledInProduction);
        }

        /** Sets whether only events with an expected answer are scored. Default false. */
        public Builder needsExpected(boolean needsExpected) {
            return set("needs_ground_truth", needsExpected);
        }

        /** Sets how much of the live traffic is scored, 0 to 100. Default 10. */
        public Builder samplingPercentage(double samplingPercentage) {
            return set("sampling_percentage", samplingPercentage);
        }

        /** Sets the model that judges, and whose it is. */
        public Builder model(String provider, String name) {
            return set("model_provider", provider).set("model_name", name);
        }

        /** Sets the highest score of a numeric metric. */
        public Builder scale(int scale) {
            return set("scale", scale);
        }

        /** Sets what passes: {@code min}, {@code max}, {@code pass_when} or {@code passing_categories}. */
        public Builder threshold(Map<String, ?> threshold) {
            return set("threshold", threshold);
        }

        /** Sets the categories, each with {@code category} and {@code score}. */
        public Builder categories(List<? extends Map<String, ?>> categories) {
            return set("categories", categories);
        }

        /** Sets which events are scored. Default all. */
        public Builder filters(List<EventFilter> filters) {
            return set("filters", Map.of("filterArray", filters));
        }

        @Override
        public MetricFields build() {
            return new MetricFields(copyOfFields());
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
