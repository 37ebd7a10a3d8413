// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.List;
import java.util.Map;

/** Fields of a configuration to create or to change. What is not set is left to the server, or stays. Immutable. */
public final class ConfigurationFields extends JsonObject {
    private ConfigurationFields(Map<String, Object> fields) {
        super(fields);
    }

    /**
     * Returns a builder of a new configuration.
     *
     * @param provider such as {@code openai}
     * @param parameters with {@code call_type} ({@code chat} or {@code completion}), {@code model} and, if wanted,
     *     {@code hyperparameters}, {@code template}, {@code responseFormat}, ...
     */
    public static Builder builder(String name, String provider, Map<String, ?> parameters) {
        return builder(name).set("provider", provider).set("parameters", parameters);
    }

    /** Returns a builder of changes; the name is demanded by the API even if it stays. */
    public static Builder builder(String name) {
        return new Builder().set("name", name);
    }

    /** Fields of a configuration. Not thread-safe. */
    public static final class Builder extends JsonObject.Builder<Builder, ConfigurationFields> {
        private Builder() {}

        /** Sets the provider, such as {@code openai}. */
        public Builder provider(String provider) {
            return set("provider", provider);
        }

        /** Sets {@code call_type}, {@code model} and their like, all of them. */
        public Builder parameters(Map<String, ?> parameters) {
            return set("parameters", parameters);
        }

        /** Sets {@code LLM} or {@code pipeline}. Default LLM. */
        public Builder type(String type) {
            return set("type", type);
        }

        /** Sets where it is used: {@code dev}, {@code staging}, {@code prod}. */
        public Builder environments(List<String> environments) {
            return set("env", environments);
        }

        /** Sets the tags. */
        public Builder tags(List<String> tags) {
            return set("tags", tags);
        }

        /** Sets who made it. */
        public Builder userProperties(Map<String, ?> userProperties) {
            return set("user_properties", userProperties);
        }

        @Override
        public ConfigurationFields build() {
            return new ConfigurationFields(copyOfFields());
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
