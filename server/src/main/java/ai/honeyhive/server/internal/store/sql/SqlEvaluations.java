// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sql;

import ai.honeyhive.server.internal.store.Evaluation;
import ai.honeyhive.server.internal.store.EvaluationQueue.Arrival;
import ai.honeyhive.server.internal.store.EvaluationTables;

/** The queue of evaluations on the writing connection. */
final class SqlEvaluations implements EvaluationTables {
    private final SqlTables tables;

    SqlEvaluations(SqlTables tables) {
        this.tables = tables;
    }

    @Override
    public void addArrival(String eventId) {
        tables.execute("DELETE FROM arrivals WHERE event_id = ?", eventId); // so that it gets another place
        tables.execute("INSERT INTO arrivals (event_id) VALUES (?)", eventId);
    }

    @Override
    public void remove(Arrival arrival) {
        tables.execute("DELETE FROM arrivals WHERE place = ?", arrival.place());
    }

    @Override
    public void add(Evaluation evaluation) {
        tables.execute(
                "DELETE FROM evaluations WHERE event_id = ? AND metric = ?", evaluation.eventId(), evaluation.metric());
        tables.execute(
                "INSERT INTO evaluations (event_id, metric, asks_model, attempts, not_before)"
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
