// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.client.HoneyHiveException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Waits for what the server computes of a run, and adds it to the rows. For one run, in one thread. */
final class ServerScores {
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(3);
    /** How often the same has to be read before it is believed: the events of a row are scored one after the other. */
    private static final int LOOKS = 2;
    /** The same where others speak for the task's event, which may be about to speak for itself. */
    private static final int LOOKS_AT_OTHERS = 6;

    private final HoneyHiveClient client;
    private final ServerMetrics wanted;
    private Map<String, Map<String, ServerScore>> bySession = Map.of();
    private @Nullable HoneyHiveException failure;

    ServerScores(HoneyHiveClient client, ServerMetrics wanted) {
        this.client = client;
        this.wanted = wanted;
    }

    /**
     * Waits until the server has said of each row that did not fail what it makes of it, or the time is over.
     *
     * @param longest zero looks once
     */
    void await(String runId, List<Row> rows, Duration longest) throws InterruptedException {
        long begin = System.nanoTime();
        long pause = FIRST_PAUSE_NANOS;
        int looks = 0;
        while (true) {
            Map<String, Map<String, ServerScore>> before = bySession;
            read(runId);
            looks = bySession.equals(before) ? looks + 1 : 1;
            boolean enough = all(rows, ServerScore::isEnough);
            long left = longest.toNanos() - (System.nanoTime() - begin);
            if (left <= 0 || (enough && looks >= (all(rows, ServerScore::ofTask) ? LOOKS : LOOKS_AT_OTHERS))) {
                return;
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(enough ? FIRST_PAUSE_NANOS : pause, left));
            pause = Math.min(pause * 3 / 2, LONGEST_PAUSE_NANOS);
        }
    }

    private void read(String runId) {
        try {
            Map<String, Map<String, ServerScore>> read = new HashMap<>();
            RunEvents.bySession(client, runId).forEach((session, events) -> {
                Map<String, ServerScore> scores = new HashMap<>();
                wanted.names().forEach(name -> scores.put(name, ServerScore.of(events, name)));
                read.put(session, scores);
            });
            bySession = read;
            failure = null;
        } catch (HoneyHiveException e) { // it may be back before the time is over
            failure = e;
        }
    }

    private boolean all(List<Row> rows, Predicate<ServerScore> condition) {
        return rows.stream()
                .filter(row -> !row.failed())
                .allMatch(row -> wanted.names().stream().allMatch(name -> condition.test(score(row, name))));
    }

    private ServerScore score(Row row, String name) {
        return bySession.getOrDefault(row.sessionId(), Map.of()).getOrDefault(name, ServerScore.NOTHING_YET);
    }

    /** The rows with what was read; a score that should be there and is not is an evaluator's error. */
    List<Row> addTo(List<Row> rows) {
        return rows.stream().map(row -> row.failed() ? row : addTo(row)).toList();
    }

    private Row addTo(Row row) {
        Map<String, Object> scores = new LinkedHashMap<>(row.scores());
        Map<String, String> explanations = new LinkedHashMap<>(row.explanations());
        Map<String, String> errors = new LinkedHashMap<>(row.evaluatorErrors());
        for (String name : wanted.names()) {
            ServerScore score = score(row, name);
            if (score.value() != null) {
                scores.put(name, score.value());
                if (score.reason() != null) {
                    explanations.put(name, score.reason());
                }
            } else if (score.state() == ServerScore.State.PENDING) {
                errors.put(name, "the server has not computed it" + reason(score));
            } else if (score.state() == ServerScore.State.FAILED) {
                errors.put(name, "the server could not compute it" + reason(score));
            }
        }
        return row.with(scores, explanations, errors);
    }

    private static String reason(ServerScore score) {
        return score.reason() == null ? "" : ": " + score.reason();
    }

    /** What is missing, as sentences. */
    List<String> problems(List<Row> rows, Duration waited) {
        List<String> problems = new ArrayList<>();
        for (String name : wanted.names()) {
            long missing = rows.stream()
                    .filter(row -> !row.failed() && score(row, name).state() == ServerScore.State.PENDING)
                    .count();
            if (missing > 0) {
                problems.add("the server had not computed \"" + name + "\" for " + missing + " of " + rows.size()
                        + " rows after " + ProgressLines.seconds(waited)
                        + (failure == null ? "" : ", and was last read in vain: " + failure.getMessage()));
            }
        }
        return problems;
    }
}
