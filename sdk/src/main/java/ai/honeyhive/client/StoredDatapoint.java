// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A datapoint on the server. Unmodifiable; {@code get(name)} has what this type has no method for. */
public final class StoredDatapoint extends JsonObject {
    StoredDatapoint(Map<String, Object> fields) {
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

    /** Returns what goes in. Empty if absent or no object. */
    public Map<String, Object> inputs() {
        return object("inputs");
    }

    /** Returns what a good answer looks like, {@code ground_truth} on the wire. Empty if absent or no object. */
    public Map<String, Object> expected() {
        return object("ground_truth");
    }

    /** Returns the messages before. */
    public List<Map<String, Object>> history() {
        return objects("history");
    }

    /** Returns the metadata. Empty if absent or no object. */
    public Map<String, Object> metadata() {
        return object("metadata");
    }

    /** Returns the event that it was made of. */
    public Optional<String> linkedEvent() {
        return text("linked_event");
    }

    /** Returns the ids of the datasets that hold it. */
    public List<String> linkedDatasets() {
        return texts("linked_datasets");
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
