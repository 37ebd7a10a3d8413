// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What sessions, events and changes of both have in common. Not thread-safe.
 *
 * @param <B> the builder itself
 * @param <T> what is built
 */
public abstract sealed class EventContent<B extends EventContent<B, T>, T extends JsonObject>
        extends JsonObject.Builder<B, T> permits EventFields.Builder, EventUpdate.Builder, SessionFields.Builder {
    EventContent() {}

    /** Sets when it ended. */
    public final B endTime(Instant endTime) {
        return set("end_time", WireTime.millis(endTime));
    }

    /** Sets how long it took. Default, if both ends are known, their difference. */
    public final B duration(Duration duration) {
        return set("duration", WireTime.millis(duration));
    }

    /** Sets what came out. */
    public final B outputs(Map<String, ?> outputs) {
        return set("outputs", outputs);
    }

    /** Sets the configuration that it ran with. */
    public final B config(Map<String, ?> config) {
        return set("config", config);
    }

    /** Sets the metadata. */
    public final B metadata(Map<String, ?> metadata) {
        return set("metadata", metadata);
    }

    /** Sets scores by metric name: numbers, booleans or texts. */
    public final B metrics(Map<String, ?> metrics) {
        return set("metrics", metrics);
    }

    /** Sets what people said. */
    public final B feedback(Map<String, ?> feedback) {
        return set("feedback", feedback);
    }

    /** Sets who used it. */
    public final B userProperties(Map<String, ?> userProperties) {
        return set("user_properties", userProperties);
    }

    /** Sets the ids of the events that are its parts. */
    public final B childrenIds(List<String> childrenIds) {
        return set("children_ids", childrenIds);
    }
}
