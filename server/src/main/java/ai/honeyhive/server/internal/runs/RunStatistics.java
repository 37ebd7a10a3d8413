// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.runs;

import ai.honeyhive.server.internal.model.Run;
import ai.honeyhive.server.internal.store.Store;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Statistics of the runs of a store, kept while nothing changes in them. Thread-safe. */
public final class RunStatistics {
    /** About 100 MB of values. */
    private static final long MAX_CELLS = 3_000_000;

    private static final long MAX_SUMMARIES = 2_000_000;

    private final RunReader reader;
    private final ChangeAwareCache<PairKey, RunPair> pairs =
            new ChangeAwareCache<>(RunPair::sessionIds, RunPair::cells, MAX_CELLS);
    private final ChangeAwareCache<Key, RunSummary> summaries = new ChangeAwareCache<>(
            RunSummary::sessionIds,
            summary -> summary.rows() * 2L + summary.estimates().size(),
            MAX_SUMMARIES);

    private record Key(String runId, int resamples, String rules) {}

    private record PairKey(String baseline, String candidate, String rules) {}

    /** Listens to the store from now on. */
    public RunStatistics(Store store) {
        this.reader = new RunReader(store);
        store.onCommit(pairs);
        store.onCommit(summaries);
    }

    public RunPair pair(Run baseline, Run candidate) {
        return pairs.get(
                new PairKey(baseline.runId(), candidate.runId(), reader.rules()),
                new HashSet<>(List.of(baseline.runId(), candidate.runId())),
                () -> read(baseline, candidate));
    }

    /** Both at once: most of the time goes into what each of their many events scored. */
    private RunPair read(Run baseline, Run candidate) {
        List<MeasuredRun> both =
                List.of(baseline, candidate).parallelStream().map(reader::read).toList();
        return new RunPair(both.get(0), both.get(1));
    }

    public RunSummary summary(Run run, int resamples) {
        return summaries.get(
                new Key(run.runId(), resamples, reader.rules()),
                Set.of(run.runId()),
                () -> RunSummary.of(reader.read(run), resamples));
    }
}
