// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.statistics.comparison.ScoredRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of one datapoint in a run. Immutable. */
public final class Row {
    private final Datapoint datapoint;
    private final int repeat;
    private final RowStatus status;
    private final @Nullable Object output;
    private final @Nullable Throwable error;
    private final Map<String, Object> scores;
    private final Map<String, String> explanations;
    private final Map<String, String> evaluatorErrors;
    private final String sessionId;
    private final Instant start;
    private final Duration duration;
    private final int attempts;
    private final boolean cached;
    private final boolean restored;

    Row(RowProgress progress) {
        this.datapoint = progress.datapoint;
        this.repeat = progress.repeat;
        this.status = progress.status;
        this.output = progress.output;
        this.error = progress.error;
        this.scores = Map.copyOf(progress.scores);
        this.explanations = Map.copyOf(progress.explanations);
        this.evaluatorErrors = Map.copyOf(progress.evaluatorErrors);
        this.sessionId = progress.sessionId;
        this.start = progress.start;
        this.duration = progress.duration;
        this.attempts = progress.attempts.get();
        this.cached = progress.cached;
        this.restored = progress.restored;
    }

    private Row(
            Row row,
            Map<String, Object> scores,
            Map<String, String> explanations,
            Map<String, String> evaluatorErrors) {
        this.datapoint = row.datapoint;
        this.repeat = row.repeat;
        this.status = row.status;
        this.output = row.output;
        this.error = row.error;
        this.scores = Map.copyOf(scores);
        this.explanations = Map.copyOf(explanations);
        this.evaluatorErrors = Map.copyOf(evaluatorErrors);
        this.sessionId = row.sessionId;
        this.start = row.start;
        this.duration = row.duration;
        this.attempts = row.attempts;
        this.cached = row.cached;
        this.restored = row.restored;
    }

    /** Returns the same row, scored otherwise. */
    Row with(Map<String, Object> otherScores, Map<String, String> otherExplanations, Map<String, String> otherErrors) {
        return new Row(this, otherScores, otherExplanations, otherErrors);
    }

    /** Returns what went in. */
    public Datapoint datapoint() {
        return datapoint;
    }

    /** Returns which of the datapoint's repeats it is, from 0. */
    public int repeat() {
        return repeat;
    }

    /** Returns how the row ended. */
    public RowStatus status() {
        return status;
    }

    /**
     * Returns what the task returned; empty if it failed or returned null. Of a {@linkplain #restored() restored} row it is
     * what JSON keeps of it: maps, lists and scalars.
     */
    public Optional<Object> output() {
        return Optional.ofNullable(output);
    }

    /** Returns whether the task threw, took too long or was cancelled. Evaluators that threw do not count here. */
    public boolean failed() {
        return error != null;
    }

    /** Returns what the task threw; of a restored row a {@link RestoredFailure}. */
    public Optional<Throwable> error() {
        return Optional.ofNullable(error);
    }

    /** Returns class and message of what the task threw. */
    public Optional<String> errorText() {
        return error().map(thrown ->
                thrown instanceof RestoredFailure failure ? failure.description() : Failures.describe(thrown));
    }

    /** Returns what a comparison needs of this row. */
    public ScoredRow scored() {
        return new ScoredRow(datapoint.id(), failed(), scores);
    }

    /** Returns the scores by metric name: booleans, numbers and texts. */
    public Map<String, Object> scores() {
        return scores;
    }

    /** Returns the score of this name, if there is one. */
    public Optional<Object> score(String name) {
        return Optional.ofNullable(scores.get(name));
    }

    /** Returns the reasons that evaluators gave, by metric name. */
    public Map<String, String> explanations() {
        return explanations;
    }

    /** Returns what went wrong in evaluators, by metric name. */
    public Map<String, String> evaluatorErrors() {
        return evaluatorErrors;
    }

    /** Returns the id of the session that traces this row. */
    public String sessionId() {
        return sessionId;
    }

    /** Returns when the row began. */
    public Instant start() {
        return start;
    }

    /** Returns how long the task took, without the evaluators. */
    public Duration duration() {
        return duration;
    }

    /** Returns how often the task was called: 0 if the output came from the cache. */
    public int attempts() {
        return attempts;
    }

    /** Returns whether the output came from the cache. */
    public boolean cached() {
        return cached;
    }

    /** Returns whether the row ran before the run was resumed, and was read from its checkpoint. */
    public boolean restored() {
        return restored;
    }

    @Override
    public String toString() {
        return "Row[" + datapoint.id() + ", " + errorText().orElseGet(scores::toString) + "]";
    }
}
