// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls around experiment runs. Thread-safe. Every call throws a {@link HoneyHiveException} if the server refuses or is
 * away.
 */
public final class RunsApi {
    private static final String AVERAGE = "average";

    private final ApiCalls calls;

    RunsApi(ApiCalls calls) {
        this.calls = calls;
    }

    /** Creates a run and returns it as the server knows it; its id is the one to go on with. */
    public StoredRun create(RunFields run) {
        return create((Map<String, ?>) run);
    }

    /**
     * Creates a run and returns it as the server knows it; its id is the one to go on with.
     *
     * @param run by wire names: {@code run_id}, {@code name}, {@code metadata}, ...
     */
    public StoredRun create(Map<String, ?> run) {
        Answer answer = calls.post("/v1/runs", run);
        Map<String, Object> created = new LinkedHashMap<>();
        if (answer.object().get("evaluation") instanceof Map<?, ?> evaluation) {
            created.putAll(PlainJson.object(evaluation));
        }
        Object known = run.get("run_id");
        Object id = answer.object().getOrDefault("run_id", created.getOrDefault("run_id", known));
        if (id == null) {
            throw answer.unexpected("no run_id");
        }
        created.put("run_id", id.toString());
        return new StoredRun(PlainJson.copy(created));
    }

    /** Changes fields of a run; metadata is merged. */
    public StoredRun update(String runId, RunFields fields) {
        return update(runId, (Map<String, ?>) fields);
    }

    /**
     * Changes fields of a run; metadata is merged.
     *
     * @param fields by wire names: {@code name}, {@code status}, {@code event_ids}, {@code metadata}, ...
     */
    public StoredRun update(String runId, Map<String, ?> fields) {
        Map<String, Object> run = calls.put(path(runId), fields).object("evaluation");
        return new StoredRun(run.isEmpty() ? PlainJson.copy(Map.of("run_id", runId)) : run);
    }

    /** Returns a run; empty if there is none of this id. */
    public Optional<StoredRun> find(String runId) {
        return calls.find(path(runId)).map(answer -> new StoredRun(answer.object("evaluation")));
    }

    /** Returns one page of the runs that match. */
    public RunPage list(RunQuery query) {
        if (query.ids == null || (!query.ids.isEmpty() && query.ids.size() <= Chunks.SIZE)) {
            return new RunPage(calls.get(query.path()).object());
        }
        return RunPage.joined(Chunks.of(query.ids).stream()
                .map(some -> new RunPage(calls.get(query.path(some)).object()))
                .toList());
    }

    /** Deletes a run; returns false if there was none of this id. */
    public boolean delete(String runId) {
        return calls.delete(path(runId));
    }

    /** Returns the result of a run, with averages. */
    public RunResult result(String runId) {
        return result(runId, AVERAGE);
    }

    /**
     * Returns the result of a run.
     *
     * @param aggregateFunction average, min, max, median, p90, p95, p99, sum or count
     */
    public RunResult result(String runId, String aggregateFunction) {
        return new RunResult(calls.get(Paths.of(path(runId) + "/result")
                        .with("aggregate_function", aggregateFunction)
                        .toString())
                .object());
    }

    /** Returns the metrics of each event of a run. */
    public EventPage metrics(String runId) {
        return new EventPage(calls.get(path(runId) + "/metrics").object());
    }

    /** Compares a run with an older one, by averages. */
    public RunComparison compare(String newRunId, String oldRunId) {
        return compare(newRunId, oldRunId, AVERAGE);
    }

    /**
     * Compares a run with an older one.
     *
     * @param aggregateFunction average, min, max, median, p90, p95, p99, sum or count
     */
    public RunComparison compare(String newRunId, String oldRunId, String aggregateFunction) {
        String path = path(newRunId) + "/compare-with/" + Paths.segment(oldRunId);
        return new RunComparison(calls.get(Paths.of(path)
                        .with("aggregate_function", aggregateFunction)
                        .toString())
                .object());
    }

    /**
     * Returns what two runs made of their common datapoints, up to 1,000 a page.
     *
     * @param page from 1
     */
    public List<EventPair> compareEvents(String firstRunId, String secondRunId, int page) {
        return pairs(firstRunId, secondRunId, null, page);
    }

    /**
     * Returns what the events of one name in two runs made of their common datapoints, up to 1,000 a page.
     *
     * @param page from 1
     */
    public List<EventPair> compareEvents(String firstRunId, String secondRunId, String eventName, int page) {
        return pairs(firstRunId, secondRunId, eventName, page);
    }

    private List<EventPair> pairs(String firstRunId, String secondRunId, @Nullable String eventName, int page) {
        return calls.get(Paths.of("/v1/runs/compare/events")
                        .with("run_id_1", firstRunId)
                        .with("run_id_2", secondRunId)
                        .with("event_name", eventName)
                        .with("limit", 1_000)
                        .with("page", page)
                        .toString())
                .list("events", EventPair::new);
    }

    private static String path(String runId) {
        return "/v1/runs/" + Paths.segment(runId);
    }
}
