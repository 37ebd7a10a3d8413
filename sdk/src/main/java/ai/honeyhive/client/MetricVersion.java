// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One version of a metric's definition. Unmodifiable. */
public final class MetricVersion extends JsonObject {
    MetricVersion(Map<String, Object> fields) {
        super(fields);
    }

    /**
     * Returns the name, such as {@code v 1}.
     *
     * @throws java.util.NoSuchElementException if the server sent none
     */
    public String name() {
        return required("name");
    }

    /** Returns what changed. */
    public Optional<String> message() {
        return text("message");
    }

    /** Returns when it was made. */
    public Optional<Instant> date() {
        return time("date");
    }

    /** Returns whether the metric scores by it. */
    public boolean deployed() {
        return flag("deployed");
    }

    /** Returns the definition. Empty if absent or no object. */
    public Map<String, Object> content() {
        return object("content");
    }
}
