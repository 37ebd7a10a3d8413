// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sql;

import ai.honeyhive.server.internal.model.Change;
import ai.honeyhive.server.internal.store.Evaluation;
import ai.honeyhive.server.internal.store.EvaluationQueue;
import java.util.List;
import java.util.OptionalLong;

final class SqlEvaluationQueue implements EvaluationQueue {
    private final SqlDatabase database;
    private final GroupWriter writer;

    SqlEvaluationQueue(SqlDatabase database, GroupWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    @Override
    public void watch(boolean watching) {
        writer.watch(watching);
    }

    @Override
    public List<Arrival> arrivals(int limit) {
        return database.list(
                "SELECT place, event_id FROM arrivals ORDER BY place LIMIT ?",
                row -> new Arrival(row.getLong(1), row.getString(2)),
                List.of(limit));
    }

    @Override
    public List<Evaluation> due(boolean askingModel, long now, int limit) {
        return database.list(
                "SELECT place, event_id, metric, asks_model, attempts, not_before FROM evaluations"
                        + " WHERE asks_model = ? AND not_before <= ? ORDER BY not_before, place LIMIT ?",
                row -> new Evaluation(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4) != 0,
                        row.getInt(5),
                        row.getLong(6)),
                List.of(askingModel ? 1 : 0, now, limit));
    }

    @Override
    public OptionalLong nextDue(boolean askingModel) {
        return database
                .list(
                        "SELECT not_before FROM evaluations WHERE asks_model = ? ORDER BY not_before, place LIMIT 1",
                        row -> row.getLong(1),
                        List.of(askingModel ? 1 : 0))
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    @Override
    public void finish(Done done, List<Change> scores) {
        writer.write(scores, tables -> new SqlEvaluations(tables).apply(done));
    }

    @Override
    public Waiting waiting() {
        return database.list(
                        "SELECT (SELECT count(*) FROM arrivals), (SELECT count(*) FROM evaluations)",
                        row -> new Waiting(row.getLong(1), row.getLong(2)),
                        List.of())
                .get(0);
    }
}
