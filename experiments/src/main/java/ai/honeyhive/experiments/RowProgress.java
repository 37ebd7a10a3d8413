// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A row while its task and evaluators run: of one thread. */
final class RowProgress {
    final Datapoint datapoint;
    final int repeat;
    final String sessionId;
    final Instant start;
    final Map<String, Object> scores = new LinkedHashMap<>();
    final Map<String, String> explanations = new LinkedHashMap<>();
    final Map<String, String> evaluatorErrors = new LinkedHashMap<>();
    final AtomicInteger attempts = new AtomicInteger(); // a task whose time is over may still count
    RowStatus status = RowStatus.COMPLETED;
    Duration duration = Duration.ZERO;
    Map<String, @Nullable Object> outputs = Map.of();
    boolean cached;
    boolean restored;

    @Nullable Object output;

    @Nullable Throwable error;

    RowProgress(RowSlot slot, String sessionId, Instant start) {
        this.datapoint = slot.datapoint();
        this.repeat = slot.repeat();
        this.sessionId = sessionId;
        this.start = start;
    }

    void failed(RowStatus how, Throwable failure) {
        status = how;
        error = failure;
        output = null; // of a row that was cut short while it was evaluated
        outputs = Map.of();
        scores.clear();
        explanations.clear();
        evaluatorErrors.clear();
    }

    void scored(String evaluator, ScoreReading reading) {
        scores.putAll(reading.scores());
        if (reading.explanation() != null) {
            explanations.put(evaluator, reading.explanation());
        }
        if (reading.problem() != null) {
            evaluatorErrors.put(evaluator, reading.problem());
        }
    }
}
