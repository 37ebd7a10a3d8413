// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The narrow part of an event: what lists, aggregates and run results need, without the payload.
 *
 * @param model name of the model called
 * @param preview the first input as one short line
 * @param metrics the metrics bucket, which is small by nature
 */
public record EventDigest(
        String eventId,
        String sessionId,
        EventType type,
        String name,
        double startTime,
        @Nullable Double endTime,
        @Nullable Double duration,
        @Nullable String error,
        @Nullable String model,
        Usage usage,
        @Nullable String runId,
        @Nullable String datasetId,
        @Nullable String datapointId,
        @Nullable String userId,
        boolean hasFeedback,
        @Nullable String preview,
        ObjectNode metrics) {

    public static EventDigest of(Event event) {
        Buckets buckets = event.buckets();
        ObjectNode metadata = buckets.get(Bucket.METADATA);
        String user = text(buckets.get(Bucket.USER_PROPERTIES).get("user_id"));
        return new EventDigest(
                event.eventId(),
                event.sessionId(),
                event.type(),
                event.name(),
                event.startTime(),
                event.endTime(),
                event.duration(),
                event.error(),
                text(buckets.get(Bucket.CONFIG).get("model")),
                Usage.of(event),
                text(metadata.get("run_id")),
                text(metadata.get("dataset_id")),
                text(metadata.get("datapoint_id")),
                user != null ? user : text(metadata.get("user_id")),
                !buckets.get(Bucket.FEEDBACK).isEmpty(),
                Preview.of(buckets.get(Bucket.INPUTS)),
                buckets.get(Bucket.METRICS));
    }

    EventDigest withSession(String session) {
        return new EventDigest(
                eventId,
                session,
                type,
                name,
                startTime,
                endTime,
                duration,
                error,
                model,
                usage,
                runId,
                datasetId,
                datapointId,
                userId,
                hasFeedback,
                preview,
                metrics);
    }

    /** When the event ended as far as is known; its start if nothing is. */
    public double lastSeen() {
        return endTime != null ? endTime : startTime;
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        if (value == null || !value.isValueNode() || value.isNull()) {
            return null;
        }
        String text = value.asString();
        return text.isBlank() ? null : text;
    }
}
