// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.sqlite;

import ai.honeyhive.server.internal.model.Json;
import ai.honeyhive.server.internal.model.Run;
import ai.honeyhive.server.internal.store.RunStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

final class SqliteRuns implements RunStore {
    private static final String FIND = "SELECT body FROM runs WHERE run_id = ?";

    private final SqliteDatabase database;
    private final GroupWriter writer;

    SqliteRuns(SqliteDatabase database, GroupWriter writer) {
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
        return database.read(connection -> {
            try (var statement = connection.prepareStatement(FIND)) {
                statement.setString(1, runId);
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(run(rows.getString(1))) : Optional.empty();
                }
            }
        });
    }

    @Override
    public List<Run> all() {
        return database.read(connection -> {
            try (var statement =
                            connection.prepareStatement("SELECT body FROM runs ORDER BY created_at DESC, run_id DESC");
                    var rows = statement.executeQuery()) {
                List<Run> runs = new ArrayList<>();
                while (rows.next()) {
                    runs.add(run(rows.getString(1)));
                }
                return runs;
            }
        });
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

    private static @Nullable Run known(SqliteTables tables, String runId) {
        return tables.first(FIND, row -> run(row.getString(1)), runId);
    }

    private static void save(SqliteTables tables, Run run) {
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
