// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.client.Event;
import ai.honeyhive.client.EventPage;
import ai.honeyhive.client.EventQuery;
import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.client.HoneyHiveException;
import ai.honeyhive.client.RunQuery;
import ai.honeyhive.client.StoredRun;
import ai.honeyhive.statistics.comparison.ScoredRow;
import ai.honeyhive.statistics.comparison.ScoredRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run that a server has recorded, local or the cloud's, with the scores of its rows: to compare with another, also one of
 * this process. Immutable.
 */
public final class RecordedRun implements ScoredRun {
    private static final int PAGE = 2_000;
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
        List<Event> events = new ArrayList<>();
        for (int page = 1; ; page++) {
            EventPage some = client.events()
                    .export(EventQuery.builder()
                            .runId(runId)
                            .limit(PAGE)
                            .page(page)
                            .projections(
                                    "event_id",
                                    "session_id",
                                    "parent_id",
                                    "event_type",
                                    "event_name",
                                    "start_time",
                                    "duration",
                                    "error",
                                    "metadata",
                                    "metrics")
                            .build());
            events.addAll(some.events());
            if (some.events().size() < PAGE) {
                break;
            }
        }
        Map<String, List<Event>> sessions = new LinkedHashMap<>();
        for (int i = events.size() - 1; i >= 0; i--) { // the latest came first
            Event event = events.get(i);
            sessions.computeIfAbsent(event.sessionId(), id -> new ArrayList<>()).add(event);
        }
        var names = MetricNames.of(events);
        return sessions.entrySet().stream()
                .map(session -> RecordedRow.of(session.getKey(), session.getValue(), names))
                .toList();
    }

    @Override
    public String toString() {
        return "RecordedRun[" + run.name().orElse("") + ", " + run.id() + ", " + rows.size() + " rows]";
    }
}
