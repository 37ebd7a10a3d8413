// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sql;

import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.Run;
import ai.honeyhive.server.internal.store.RunStore;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

final class SqlRuns implements RunStore {
    private static final String FIND = "SELECT body FROM runs WHERE run_id = ?";

    private final SqlDatabase database;
    private final GroupWriter writer;

    SqlRuns(SqlDatabase database, GroupWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    @Override
    public Run create(Run run, UnaryOperator<Run> merge) {
        return writer.alone((tables, applier, runIds) -> {
            Run known = known(tables, run.runId());
            Run stored = known == null ? run : merge.apply(known);
            save(tables, stored);
            runIds.add(run.runId());
            return stored;
        });
    }

    @Override
    public Optional<Run> update(String runId, UnaryOperator<Run> change) {
        return writer.alone((tables, applier, runIds) -> {
            Run known = known(tables, runId);
            if (known == null) {
                return Optional.empty();
            }
            Run stored = change.apply(known);
            save(tables, stored);
            runIds.add(runId);
            return Optional.of(stored);
        });
    }

    @Override
    public Optional<Run> find(String runId) {
        return database.list(FIND, row -> run(row.getString(1)), List.of(runId)).stream()
                .findFirst();
    }

    @Override
    public List<Run> all() {
        return database.list(
                "SELECT body FROM runs ORDER BY created_at DESC, run_id DESC", row -> run(row.getString(1)), List.of());
    }

    @Override
    public boolean delete(String runId) {
        return writer.alone((tables, applier, runIds) -> {
            boolean removed = tables.execute("DELETE FROM runs WHERE run_id = ?", runId) > 0;
            if (removed) {
                runIds.add(runId);
            }
            return removed;
        });
    }

    private static @Nullable Run known(SqlTables tables, String runId) {
        return tables.first(FIND, row -> run(row.getString(1)), runId);
    }

    private static void save(SqlTables tables, Run run) {
        tables.execute(
                "INSERT INTO runs (run_id, created_at, body) VALUES (?, ?, ?) "
                        + "ON CONFLICT (run_id) DO UPDATE SET body = excluded.body",
                run.runId(),
                run.createdAt(),
                Json.mapper().writeValueAsString(run));
    }

    private static Run run(String body) {
        return Json.stored().readValue(body, Run.class);
    }
}
