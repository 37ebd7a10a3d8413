// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.List;
import java.util.Map;

/** Fields of a datapoint to create or to change. What is not set is left to the server, or stays. Immutable. */
public final class DatapointFields extends JsonObject {
    private DatapointFields(Map<String, Object> fields) {
        super(fields);
    }

    /** Returns a builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Fields of a datapoint. Not thread-safe. */
    public static final class Builder extends JsonObject.Builder<Builder, DatapointFields> {
        private Builder() {}

        /** Sets what goes in. */
        public Builder inputs(Map<String, ?> inputs) {
            return set("inputs", inputs);
        }

        /** Sets what a good answer looks like, {@code ground_truth} on the wire. */
        public Builder expected(Map<String, ?> expected) {
            return set("ground_truth", expected);
        }

        /** Sets the messages before, each with {@code role} and {@code content}. */
        public Builder history(List<? extends Map<String, ?>> history) {
            return set("history", history);
        }

        /** Sets the metadata. */
        public Builder metadata(Map<String, ?> metadata) {
            return set("metadata", metadata);
        }

        /** Sets the event that the datapoint was made of. */
        public Builder linkedEvent(String linkedEvent) {
            return set("linked_event", linkedEvent);
        }

        /** Sets the ids of the datasets that hold it. */
        public Builder linkedDatasets(List<String> linkedDatasets) {
            return set("linked_datasets", linkedDatasets);
        }

        @Override
        public DatapointFields build() {
            return new DatapointFields(copyOfFields());
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
