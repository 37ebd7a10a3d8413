// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.List;
import java.util.Map;

/** Fields of a run to create or to change. What is not set is left to the server, or stays. Immutable. */
public final class RunFields extends JsonObject {
    private RunFields(Map<String, Object> fields) {
        super(fields);
    }

    /** Returns a builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Fields of a run. Not thread-safe. */
    public static final class Builder extends JsonObject.Builder<Builder, RunFields> {
        private Builder() {}

        /** Sets the id, any text, at creation only. Default one of the server's. */
        public Builder id(String runId) {
            return set("run_id", runId);
        }

        /** Sets the name, not empty. */
        public Builder name(String name) {
            return set("name", name);
        }

        /** Sets what the run is for. */
        public Builder description(String description) {
            return set("description", description);
        }

        /** Sets {@code pending}, {@code running}, {@code completed}, {@code failed} or {@code cancelled}. Default pending. */
        public Builder status(String status) {
            return set("status", status);
        }

        /** Sets the dataset, at creation only. */
        public Builder datasetId(String datasetId) {
            return set("dataset_id", datasetId);
        }

        /** Sets the datapoints that the run covers. */
        public Builder datapointIds(List<String> datapointIds) {
            return set("datapoint_ids", datapointIds);
        }

        /** Sets the sessions of the run. */
        public Builder sessionIds(List<String> sessionIds) {
            return set("event_ids", sessionIds);
        }

        /** Sets metadata; at a change it is merged. */
        public Builder metadata(Map<String, ?> metadata) {
            return set("metadata", metadata);
        }

        /** Sets what the client computed. */
        public Builder results(Map<String, ?> results) {
            return set("results", results);
        }

        /** Sets how the run is configured. */
        public Builder configuration(Map<String, ?> configuration) {
            return set("configuration", configuration);
        }

        /** Sets the range of good values by metric name, each with {@code min}, {@code max} or both. */
        public Builder passingRanges(Map<String, ?> passingRanges) {
            return set("passing_ranges", passingRanges);
        }

        @Override
        public RunFields build() {
            return new RunFields(copyOfFields());
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
