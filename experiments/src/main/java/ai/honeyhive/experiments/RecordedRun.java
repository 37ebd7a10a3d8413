// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.client.Event;
import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.client.HoneyHiveException;
import ai.honeyhive.client.RunQuery;
import ai.honeyhive.client.StoredRun;
import ai.honeyhive.statistics.comparison.ScoredRow;
import ai.honeyhive.statistics.comparison.ScoredRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run that a server has recorded, local or the cloud's, with the scores of its rows: to compare with another, also one of
 * this process. Immutable.
 */
public final class RecordedRun implements ScoredRun {
    private static final int LIMIT = 100;

    private final StoredRun run;
    private final List<RecordedRow> rows;

    private RecordedRun(StoredRun run, List<RecordedRow> rows) {
        this.run = run;
        this.rows = List.copyOf(rows);
    }

    /**
     * Reads a run.
     *
     * @param idOrName its id, or a name, of which the latest run is taken
     * @throws ExperimentException if there is none
     * @throws HoneyHiveException if the server refuses or is away
     */
    public static RecordedRun load(HoneyHiveClient client, String idOrName) {
        StoredRun run = find(client, idOrName)
                .orElseThrow(
                        () -> new ExperimentException("there is no run \"" + idOrName + "\" on " + client.serverUrl()));
        return new RecordedRun(run, rows(client, run.id()));
    }

    /**
     * Finds a run.
     *
     * @param idOrName its id, or a name, of which the latest run is taken
     * @throws HoneyHiveException if the server refuses or is away
     */
    public static Optional<StoredRun> find(HoneyHiveClient client, String idOrName) {
        Optional<StoredRun> known =
                client.runs().list(RunQuery.builder().ids(List.of(idOrName)).build()).runs().stream()
                        .filter(run -> run.id().equals(idOrName))
                        .findFirst();
        return known.isPresent()
                ? known
                : client
                        .runs()
                        .list(RunQuery.builder()
                                .name(idOrName)
                                .descending("created_at")
                                .limit(LIMIT)
                                .build())
                        .runs()
                        .stream()
                        .filter(run -> run.name().orElse("").equals(idOrName))
                        .findFirst();
    }

    /** Returns the run itself. */
    public StoredRun run() {
        return run;
    }

    /** Returns its rows, in the order in which they began. */
    public List<RecordedRow> rows() {
        return rows;
    }

    @Override
    public List<ScoredRow> scoredRows() {
        return rows.stream().map(RecordedRow::scored).toList();
    }

    private static List<RecordedRow> rows(HoneyHiveClient client, String runId) {
        Map<String, List<Event>> sessions = RunEvents.bySession(client, runId);
        var names = MetricNames.of(sessions.values());
        return sessions.entrySet().stream()
                .map(session -> RecordedRow.of(session.getKey(), session.getValue(), names))
                .toList();
    }

    @Override
    public String toString() {
        return "RecordedRun[" + run.name().orElse("") + ", " + run.id() + ", " + rows.size() + " rows]";
    }
}
