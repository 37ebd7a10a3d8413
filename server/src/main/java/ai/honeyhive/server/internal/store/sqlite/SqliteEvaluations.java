// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sqlite;

import ai.honeyhive.server.internal.store.Evaluation;
import ai.honeyhive.server.internal.store.EvaluationQueue.Arrival;
import ai.honeyhive.server.internal.store.EvaluationTables;

/** The queue of evaluations on the writing connection. */
final class SqliteEvaluations implements EvaluationTables {
    private final SqliteTables tables;

    SqliteEvaluations(SqliteTables tables) {
        this.tables = tables;
    }

    @Override
    public void addArrival(String eventId) {
        tables.execute("INSERT OR REPLACE INTO arrivals (event_id) VALUES (?)", eventId);
    }

    @Override
    public void remove(Arrival arrival) {
        tables.execute("DELETE FROM arrivals WHERE place = ?", arrival.place());
    }

    @Override
    public void add(Evaluation evaluation) {
        tables.execute(
                "INSERT OR REPLACE INTO evaluations (event_id, metric, asks_model, attempts, not_before)"
                        + " VALUES (?, ?, ?, ?, ?)",
                evaluation.eventId(),
                evaluation.metric(),
                evaluation.asksModel() ? 1 : 0,
                evaluation.attempts(),
                evaluation.notBefore());
    }

    @Override
    public void remove(Evaluation evaluation) {
        tables.execute("DELETE FROM evaluations WHERE place = ?", evaluation.place());
    }
}
