// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A dataset on the server. Unmodifiable; {@code get(name)} has what this type has no method for. */
public final class StoredDataset extends JsonObject {
    StoredDataset(Map<String, Object> fields) {
        super(fields);
    }

    /**
     * Returns the id.
     *
     * @throws java.util.NoSuchElementException if the server sent none
     */
    public String id() {
        return required("id", "_id", "dataset_id");
    }

    /** Returns the name. */
    public Optional<String> name() {
        return text("name");
    }

    /** Returns what the dataset is for. */
    public Optional<String> description() {
        return text("description");
    }

    /** Returns the ids of its datapoints. */
    public List<String> datapointIds() {
        return texts("datapoints");
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
