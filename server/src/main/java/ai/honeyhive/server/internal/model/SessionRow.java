// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of the session list: the session's own facts and the tally of its events.
 *
 * @param started false while the session is only known from its events
 * @param ownStart when the session says it began, Unix milliseconds
 * @param ownEnd when the session says it ended; null if nothing said so
 * @param updatedAt server time of the last change, Unix milliseconds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionRow(
        String sessionId,
        boolean started,
        String name,
        String source,
        @Nullable String project,
        double ownStart,
        @Nullable Double ownEnd,
        @Nullable Double ownDuration,
        @Nullable String ownError,
        @Nullable String ownPreview,
        boolean hasOutputs,
        Usage ownUsage,
        @Nullable String ownRunId,
        @Nullable String ownDatasetId,
        @Nullable String ownDatapointId,
        @Nullable String ownUserId,
        ObjectNode ownMetrics,
        ObjectNode feedback,
        SessionTally tally,
        long updatedAt) {
    private static final Usage NOTHING_USED = new Usage(0L, 0L, 0L, 0.0);

    public static SessionRow of(Event session, boolean started, SessionTally tally, long updatedAt) {
        EventDigest digest = EventDigest.of(session);
        return new SessionRow(
                session.sessionId(),
                started,
                session.name(),
                session.source(),
                session.project(),
                session.startTime(),
                session.endTime(),
                session.duration(),
                session.error() == null ? null : Preview.line(session.error()),
                digest.preview(),
                !session.buckets().get(Bucket.OUTPUTS).isEmpty(),
                digest.usage(),
                digest.runId(),
                digest.datasetId(),
                digest.datapointId(),
                digest.userId(),
                scalars(digest.metrics()),
                scalars(session.buckets().get(Bucket.FEEDBACK)),
                tally,
                updatedAt);
    }

    /** The session's start; spans may have begun before the session was announced. */
    @JsonIgnore
    public double startTime() {
        return tally.firstStart() == null ? ownStart : Math.min(ownStart, tally.firstStart());
    }

    @JsonIgnore
    public double endTime() {
        if (ownEnd != null) {
            return Math.max(ownEnd, startTime());
        }
        return tally.lastEnd() == null ? startTime() : Math.max(tally.lastEnd(), startTime());
    }

    @JsonIgnore
    public double duration() {
        return ownDuration != null && ownEnd == null ? ownDuration : endTime() - startTime();
    }

    @JsonIgnore
    public @Nullable String runId() {
        return ownRunId != null ? ownRunId : tally.runId();
    }

    @JsonIgnore
    public @Nullable String datasetId() {
        return ownDatasetId != null ? ownDatasetId : tally.datasetId();
    }

    @JsonIgnore
    public @Nullable String datapointId() {
        return ownDatapointId != null ? ownDatapointId : tally.datapointId();
    }

    @JsonIgnore
    public @Nullable String userId() {
        return ownUserId != null ? ownUserId : tally.userId();
    }

    @JsonIgnore
    public @Nullable String error() {
        if (ownError != null) {
            return ownError;
        }
        return tally.error() == null ? null : tally.error().value().asString();
    }

    @JsonIgnore
    public @Nullable String preview() {
        if (ownPreview != null) {
            return ownPreview;
        }
        return tally.preview() == null ? null : tally.preview().value().asString();
    }

    @JsonIgnore
    public int errors() {
        return tally.errors() + (ownError == null ? 0 : 1);
    }

    @JsonIgnore
    public Usage usage() {
        return tally.usage().orElse(ownUsage);
    }

    /** The session event as clients see it: times that span its events, and the roll-ups among its metadata. */
    public Event present(Event session) {
        ObjectNode metadata = Json.object();
        metadata.setAll(session.buckets().get(Bucket.METADATA));
        if (tally.events() == 0) { // nothing was used yet; what is unknown of events is not 0
            NOTHING_USED.putInto(metadata);
        }
        usage().putInto(metadata);
        metadata.put("num_events", tally.events());
        metadata.put("num_model_events", tally.models());
        metadata.put("has_feedback", tally.feedback() || !feedback.isEmpty());
        return session.withTimes(startTime(), endTime(), duration())
                .withBuckets(session.buckets().with(Bucket.METADATA, metadata));
    }

    private static ObjectNode scalars(ObjectNode values) {
        ObjectNode result = Json.object();
        values.forEachEntry((name, value) -> {
            if (value.isString()) {
                result.put(name, Preview.line(value.asString()));
            } else if (isNumberOrBoolean(value)) {
                result.set(name, value);
            }
        });
        return result;
    }

    private static boolean isNumberOrBoolean(JsonNode value) {
        return value.isNumber() || value.isBoolean();
    }
}
