// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An experiment run as the server knows it. Unmodifiable; {@code get(name)} has what this type has no method for. */
public final class StoredRun extends JsonObject {
    StoredRun(Map<String, Object> fields) {
        super(fields);
    }

    /**
     * Returns the id.
     *
     * @throws java.util.NoSuchElementException if the server sent none
     */
    public String id() {
        return required("run_id", "id");
    }

    /** Returns the name. */
    public Optional<String> name() {
        return text("name");
    }

    /** Returns {@code pending}, {@code running}, {@code completed}, {@code failed}, {@code cancelled}, or what the server says. */
    public Optional<String> status() {
        return text("status");
    }

    /** Returns what the run was for. */
    public Optional<String> description() {
        return text("description");
    }

    /** Returns the id of the dataset on the server; empty for datasets that are not there. */
    public Optional<String> datasetId() {
        return text("dataset_id");
    }

    /** Returns the ids of the run's sessions. */
    public List<String> sessionIds() {
        return texts("event_ids");
    }

    /** Returns the metadata. Empty if absent or no object. */
    public Map<String, Object> metadata() {
        return object("metadata");
    }

    /** Returns what the client computed. Empty if absent or no object. */
    public Map<String, Object> results() {
        return object("results");
    }

    /** Returns averages by metric name. Empty if absent or no object. */
    public Map<String, Object> metrics() {
        return object("metrics");
    }

    /** Returns how the run was configured. Empty if absent or no object. */
    public Map<String, Object> configuration() {
        return object("configuration");
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
