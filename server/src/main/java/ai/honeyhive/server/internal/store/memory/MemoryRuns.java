// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.memory;

import ai.honeyhive.server.internal.model.Run;
import ai.honeyhive.server.internal.store.CommitListener;
import ai.honeyhive.server.internal.store.RunStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

final class MemoryRuns implements RunStore {
    private static final Comparator<Run> NEWEST_FIRST =
            Comparator.comparingLong(Run::createdAt).thenComparing(Run::runId).reversed();

    private final Map<String, Run> runs = new ConcurrentHashMap<>();
    private final CommitListener listener;

    MemoryRuns(CommitListener listener) {
        this.listener = listener;
    }

    @Override
    public Run create(Run run, UnaryOperator<Run> merge) {
        Run stored = runs.merge(run.runId(), run, (known, created) -> merge.apply(known));
        listener.committed(Set.of(), Set.of(run.runId()));
        return stored;
    }

    @Override
    public Optional<Run> update(String runId, UnaryOperator<Run> change) {
        Run stored = runs.computeIfPresent(runId, (id, known) -> change.apply(known));
        if (stored != null) {
            listener.committed(Set.of(), Set.of(runId));
        }
        return Optional.ofNullable(stored);
    }

    @Override
    public Optional<Run> find(String runId) {
        return Optional.ofNullable(runs.get(runId));
    }

    @Override
    public List<Run> all() {
        return runs.values().stream().sorted(NEWEST_FIRST).toList();
    }

    @Override
    public boolean delete(String runId) {
        boolean removed = runs.remove(runId) != null;
        if (removed) {
            listener.committed(Set.of(), Set.of(runId));
        }
        return removed;
    }
}
