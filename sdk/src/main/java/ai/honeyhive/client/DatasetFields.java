// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.List;
import java.util.Map;

/** Fields of a dataset to create or to change. What is not set is left to the server, or stays. Immutable. */
public final class DatasetFields extends JsonObject {
    private DatasetFields(Map<String, Object> fields) {
        super(fields);
    }

    /** Returns a builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Fields of a dataset. Not thread-safe. */
    public static final class Builder extends JsonObject.Builder<Builder, DatasetFields> {
        private Builder() {}

        /** Sets the name, up to 200 characters. Default {@code Untitled Dataset}. */
        public Builder name(String name) {
            return set("name", name);
        }

        /** Sets what the dataset is for. */
        public Builder description(String description) {
            return set("description", description);
        }

        /** Sets the ids of its datapoints, all of them. */
        public Builder datapointIds(List<String> datapointIds) {
            return set("datapoints", datapointIds);
        }

        @Override
        public DatasetFields build() {
            return new DatasetFields(copyOfFields());
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
