// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.client.HoneyHiveException;
import ai.honeyhive.client.RunsApi;
import ai.honeyhive.datasets.ExternalIds;
import ai.honeyhive.tracing.TracerHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The record of a run on a HoneyHive server: created before the first row, completed after the last. */
final class ServerRecord implements RunRecord {
    private static final Duration LAST_FLUSH = Duration.ofSeconds(30);

    private final RunPlan<?> plan;
    private final RunsApi runs;
    private final SendWindow window;
    private final Supplier<Map<String, Object>> git;
    private final TracerHealth atBegin;
    private final List<String> problems = new ArrayList<>();
    private List<String> scoresMissing = List.of();
    private String runId;

    /** @param settled is told of rows of which the server has accepted everything */
    ServerRecord(RunPlan<?> plan, Supplier<Map<String, Object>> git, Consumer<List<Row>> settled) {
        this.plan = plan;
        this.runs = plan.tracer().client().runs();
        this.window = new SendWindow(plan.tracer(), settled);
        this.git = git;
        this.atBegin = plan.tracer().health();
        this.runId = plan.runId();
    }

    @Override
    public String begin() {
        if (plan.options().resume()) {
            return again();
        }
        checkServerMetrics();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("run_id", runId);
        body.put("name", plan.runName());
        body.put("status", "pending");
        if (!offline()) {
            body.put("dataset_id", plan.dataset().id());
        }
        body.put("metadata", metadata());
        body.put("event_ids", List.of());
        body.put("configuration", configuration());
        body.put(
                "datapoint_ids",
                plan.dataset().datapoints().stream().map(Datapoint::id).toList());
        try {
            if (runs.create(body).get("run_id") instanceof String named && !named.isEmpty()) {
                runId = named;
            }
        } catch (HoneyHiveException e) {
            throw new ExperimentException(
                    "run \"" + plan.runName() + "\" was not started: " + e.getMessage()
                            + " To evaluate without recording, call unrecorded()",
                    e);
        }
        return runId;
    }

    private void checkServerMetrics() {
        try {
            plan.options().serverMetrics().check(plan.tracer().client());
        } catch (HoneyHiveException e) {
            throw new ExperimentException(
                    "run \"" + plan.runName() + "\" was not started, since the server's metrics were not listed: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Opens the run again that a process before this one has left. */
    private String again() {
        try {
            runs.update(runId, Map.of("status", "pending"));
            return runId;
        } catch (HoneyHiveException e) {
            throw new ExperimentException(
                    "run " + runId + " was not resumed: the server knows it no more, or cannot be reached: "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public void awaitRoom() throws InterruptedException {
        window.awaitRoom();
    }

    @Override
    public void rowEnded(Row row) {
        window.rowEnded(row);
    }

    @Override
    public void broke(Throwable why) {
        Map<String, Object> metadata = new LinkedHashMap<>(datasetMetadata());
        metadata.put("error", Failures.describe(why));
        try {
            runs.update(runId, Map.of("status", RunStatus.FAILED.wireName(), "metadata", metadata));
        } catch (HoneyHiveException e) {
            why.addSuppressed(e);
        }
    }

    @Override
    public List<Row> settle(List<Row> rows, boolean cancelled) {
        boolean accepted = window.finish(LAST_FLUSH);
        if (!accepted) {
            problems.add("not every event and session of the run was accepted by "
                    + plan.tracer().serverUrl() + missing()
                    + ": the rows there are incomplete, the rows here are not");
        }
        ServerMetrics wanted = plan.options().serverMetrics();
        if (wanted.names().isEmpty()) {
            return rows;
        }
        var scores = new ServerScores(plan.tracer().client(), wanted);
        Duration longest = accepted && !cancelled ? wanted.longest() : Duration.ZERO;
        try {
            scores.await(runId, rows, longest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        scoresMissing = scores.problems(rows, longest);
        return scores.addTo(rows);
    }

    @Override
    public Ending end(RunStatus status, List<Row> rows, List<GateResult> gates) {
        try {
            runs.update(runId, completion(status, rows, gates));
        } catch (HoneyHiveException e) {
            problems.add("the run was not completed on the server and stays pending there: " + e.getMessage());
        }
        boolean complete = problems.isEmpty();
        Map<String, Object> result = null;
        if (complete) {
            try {
                result = runs.result(runId, plan.aggregateFunction().wireName());
            } catch (HoneyHiveException e) {
                problems.add("the run was recorded, but its result was not read back: " + e.getMessage());
            }
        }
        problems.addAll(scoresMissing);
        return new Ending(true, complete, Optional.ofNullable(result), List.copyOf(problems));
    }

    /** Says what the tracer lost since the run began, and what still waits; other work of the tracer counts too. */
    private String missing() {
        TracerHealth health = plan.tracer().health();
        List<String> parts = new ArrayList<>();
        new TreeMap<>(health.dropped()).forEach((cause, count) -> {
            long lost = count - atBegin.dropped().getOrDefault(cause, 0L);
            if (lost > 0) {
                parts.add(lost + " lost as " + cause);
            }
        });
        if (health.spansWaiting() > 0) {
            parts.add(health.spansWaiting() + " spans still waiting");
        }
        return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
    }

    private Map<String, @Nullable Object> metadata() {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>(plan.metadata());
        metadata.putAll(datasetMetadata());
        Map<String, Object> commit = git.get();
        if (!commit.isEmpty()) {
            metadata.put("git", commit);
        }
        return metadata;
    }

    private Map<String, Object> datasetMetadata() {
        return offline() ? Map.of("offline_dataset_id", plan.dataset().id()) : Map.of();
    }

    /** Whether the dataset is none of the server's. */
    private boolean offline() {
        return ExternalIds.isExternal(plan.dataset().id());
    }

    private Map<String, Object> configuration() {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("function", plan.experiment());
        configuration.put(
                "evaluators",
                plan.evaluators().stream().map(RunPlan.NamedEvaluator::name).toList());
        configuration.put("max_workers", plan.maxConcurrency());
        configuration.put("aggregate_function", plan.aggregateFunction().wireName());
        if (plan.options().repeats() > 1) {
            configuration.put("repeats", plan.options().repeats());
        }
        return configuration;
    }

    private Map<String, Object> completion(RunStatus status, List<Row> rows, List<GateResult> gates) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        MetricSummary.of(rows).forEach(metric -> metrics.put(metric.name(), metric.toMap()));
        long failed = rows.stream().filter(Row::failed).count();
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("datapoints", plan.dataset().size());
        results.put("rows", rows.size());
        results.put("succeeded", rows.size() - failed);
        results.put("failed", failed);
        results.put(
                "timed_out",
                rows.stream().filter(row -> row.status() == RowStatus.TIMED_OUT).count());
        results.put("cached", rows.stream().filter(Row::cached).count());
        results.put(
                "evaluator_errors",
                rows.stream().mapToLong(row -> row.evaluatorErrors().size()).sum());
        results.put("metrics", metrics);
        Map<String, Object> metadata = new LinkedHashMap<>(datasetMetadata());
        if (!gates.isEmpty()) {
            metadata.put("gates", gates.stream().map(GateResult::toMap).toList());
            metadata.put("gates_passed", gates.stream().allMatch(GateResult::passed));
        }
        return Map.of(
                "name", plan.runName(),
                "status", status.wireName(),
                "event_ids", rows.stream().map(Row::sessionId).toList(),
                "metadata", metadata,
                "results", results);
    }
}
