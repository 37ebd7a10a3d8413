// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the server's metrics say of an event.
 *
 * @param metrics values by name, and explanations; null for one that there is no more
 * @param accounts how each metric came by its value or why it has none, by the metric's name; null to remove
 */
public record EventScores(String eventId, ObjectNode metrics, ObjectNode accounts) {
    /** The key among an event's metadata that has the accounts. */
    public static final String EVALUATIONS = "evaluations";

    /** The event with these scores; what other metrics say stays. */
    public Event applyTo(Event event) {
        Buckets buckets =
                event.buckets().with(Bucket.METRICS, merged(event.buckets().get(Bucket.METRICS), metrics));
        ObjectNode metadata = Json.object();
        metadata.setAll(buckets.get(Bucket.METADATA));
        JsonNode known = metadata.get(EVALUATIONS);
        ObjectNode evaluations = merged(known instanceof ObjectNode object ? object : Json.object(), accounts);
        if (evaluations.isEmpty()) {
            metadata.remove(EVALUATIONS);
        } else {
            metadata.set(EVALUATIONS, evaluations);
        }
        return event.withBuckets(buckets.with(Bucket.METADATA, metadata));
    }

    private static ObjectNode merged(ObjectNode below, ObjectNode above) {
        ObjectNode merged = Json.object();
        merged.setAll(below);
        above.forEachEntry((name, value) -> {
            if (value.isNull()) {
                merged.remove(name);
            } else {
                merged.set(name, value);
            }
        });
        return merged;
    }
}
