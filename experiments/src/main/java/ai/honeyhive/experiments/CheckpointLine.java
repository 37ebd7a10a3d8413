// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.experiments.internal.ContentKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The lines of a checkpoint. */
final class CheckpointLine {
    private static final int FORMAT = 1;

    private CheckpointLine() {}

    static String header(RunPlan<?> plan) {
        return Json.write(describe(plan));
    }

    private static Map<String, @Nullable Object> describe(RunPlan<?> plan) {
        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        header.put("checkpoint", FORMAT);
        header.put("run", plan.runId());
        header.put("experiment", plan.experiment());
        header.put("dataset", plan.dataset().id());
        header.put(
                "datapoints",
                ContentKey.of(Map.of(
                        "rows",
                        plan.dataset().datapoints().stream().map(Datapoint::row).toList())));
        header.put("task_version", plan.options().taskVersion());
        header.put("repeats", plan.options().repeats());
        header.put(
                "evaluators",
                plan.evaluators().stream().map(RunPlan.NamedEvaluator::name).toList());
        return header;
    }

    /** Refuses a checkpoint of something else, unless that is wanted. */
    static void check(RunPlan<?> plan, String line) {
        Map<String, Object> header = read(line);
        Map<String, @Nullable Object> now = describe(plan);
        if (!Objects.equals(header.get("checkpoint"), FORMAT)) {
            throw new ExperimentException("run " + plan.runId()
                    + " cannot be resumed: its checkpoint is of another version" + " of this library");
        }
        List<String> changed = new ArrayList<>();
        now.forEach((name, value) -> {
            if (!Objects.equals(header.get(name), value)) {
                changed.add(name.replace('_', ' ')
                        + (name.equals("datapoints") ? "" : " was " + header.get(name) + " and is " + value));
            }
        });
        if (!changed.isEmpty() && !plan.options().evenIfChanged()) {
            throw new ExperimentException("run " + plan.runId()
                    + " cannot be resumed, since something else is tested now: " + String.join("; ", changed)
                    + ". Begin a new run, or mix both by resumeEvenIfChanged(...)");
        }
    }

    @SuppressWarnings("unchecked") // an object of JSON
    static Map<String, Object> read(String line) {
        try {
            if (Json.read(line) instanceof Map<?, ?> map) {
                return (Map<String, Object>) map;
            }
        } catch (JacksonException e) {
            throw new ExperimentException("a line of the checkpoint is not JSON: " + e.getOriginalMessage(), e);
        }
        throw new ExperimentException("a line of the checkpoint is no object");
    }

    static RowSlot.Key key(Map<String, Object> line) {
        return new RowSlot.Key(
                String.valueOf(line.get("datapoint")),
                number(line.get("repeat")).intValue());
    }

    static String of(Row row) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("datapoint", row.datapoint().id());
        line.put("repeat", row.repeat());
        line.put("session", row.sessionId());
        line.put("status", row.status().wireName());
        line.put("start", row.start().toEpochMilli());
        line.put("nanos", row.duration().toNanos());
        line.put("attempts", row.attempts());
        line.put("output", plain(row.output().orElse(null)));
        line.put("error", row.errorText().orElse(null));
        line.put("scores", row.scores());
        line.put("explanations", row.explanations());
        line.put("evaluator_errors", row.evaluatorErrors());
        return Json.write(line);
    }

    /** What JSON cannot say, such as an object that contains itself, is kept as its text. */
    private static @Nullable Object plain(@Nullable Object output) {
        try {
            return output == null ? null : Json.plain(output);
        } catch (JacksonException | IllegalArgumentException | StackOverflowError e) {
            return text(output);
        }
    }

    private static String text(@Nullable Object output) {
        try {
            return String.valueOf(output);
        } catch (RuntimeException | StackOverflowError e) { // toString is code of others, and follows cycles too
            return "[not serializable: "
                    + (output == null ? "" : output.getClass().getName()) + "]";
        }
    }

    static Row row(RowSlot slot, Map<String, Object> line) {
        RowProgress row = new RowProgress(
                slot,
                String.valueOf(line.get("session")),
                Instant.ofEpochMilli(number(line.get("start")).longValue()));
        row.status = RowStatus.valueOf(String.valueOf(line.get("status")).toUpperCase(Locale.ROOT));
        row.duration = Duration.ofNanos(number(line.get("nanos")).longValue());
        row.attempts.set(number(line.get("attempts")).intValue());
        row.output = line.get("output");
        row.error = line.get("error") == null ? null : new RestoredFailure(String.valueOf(line.get("error")));
        row.restored = true;
        map(line.get("scores")).forEach((name, value) -> row.scores.put(name, Objects.requireNonNull(value)));
        map(line.get("explanations")).forEach((name, value) -> row.explanations.put(name, String.valueOf(value)));
        map(line.get("evaluator_errors"))
                .forEach((name, value) -> row.evaluatorErrors.put(name, String.valueOf(value)));
        return new Row(row);
    }

    private static Number number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number;
        }
        throw new ExperimentException("a line of the checkpoint has " + value + " where a number belongs");
    }

    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? Json.frozenMap(map) : Map.of();
    }
}
