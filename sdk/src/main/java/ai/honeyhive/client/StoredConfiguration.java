// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration on the server: model, prompt and parameters under a name. Unmodifiable; {@code get(name)} has what this type has no method for. */
public final class StoredConfiguration extends JsonObject {
    StoredConfiguration(Map<String, Object> fields) {
        super(fields);
    }

    /**
     * Returns the id.
     *
     * @throws java.util.NoSuchElementException if the server sent none
     */
    public String id() {
        return required("id", "_id");
    }

    /** Returns the name. */
    public Optional<String> name() {
        return text("name");
    }

    /** Returns {@code LLM}, {@code pipeline}, or what the server says. */
    public Optional<String> type() {
        return text("type");
    }

    /** Returns the provider, such as {@code openai}. */
    public Optional<String> provider() {
        return text("provider");
    }

    /** Returns {@code call_type}, {@code model} and their like. Empty if absent or no object. */
    public Map<String, Object> parameters() {
        return object("parameters");
    }

    /** Returns where it is used. */
    public List<String> environments() {
        return texts("env");
    }

    /** Returns the tags. */
    public List<String> tags() {
        return texts("tags");
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
