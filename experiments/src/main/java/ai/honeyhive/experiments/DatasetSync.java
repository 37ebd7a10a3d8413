// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.client.StoredDataset;
import ai.honeyhive.datasets.PythonJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done so that a file and a dataset of a server hold the same rows, each with the other's news. What is news is
 * told by what both held after the last sync, which stands beside the file, in one of the same name and {@code .sync}.
 * Without that, rows that only one of them has are taken for new. Immutable; reads both when it is made.
 */
public final class DatasetSync {
    /** One of the two. */
    public enum Side {
        /** The file. */
        FILE,
        /** The server's dataset. */
        SERVER;

        Side other() {
            return this == FILE ? SERVER : FILE;
        }
    }

    /** What happened to a row. */
    public enum Kind {
        /** It is new. */
        ADDED,
        /** Its content is new. */
        CHANGED,
        /** It is gone. */
        REMOVED
    }

    /**
     * What happened to a row on one side, and is to happen on the other.
     *
     * @param side where it happened
     * @param rowId the row's id
     */
    public record Change(Side side, Kind kind, String rowId) {}

    /**
     * A row that has become something else on each side.
     *
     * @param rowId the row's id
     * @param inFile the row in the file; empty if it was removed there
     * @param onServer the row on the server; empty if it was removed there
     */
    public record Conflict(String rowId, Optional<Datapoint> inFile, Optional<Datapoint> onServer) {
        @Override
        public String toString() {
            return rowId + ", " + (inFile.isPresent() ? "changed" : "removed") + " in the file and "
                    + (onServer.isPresent() ? "changed" : "removed") + " on the server"
                    + (inFile.isPresent() && onServer.isPresent() ? ": " + difference() : "");
        }

        /** The parts of the row that differ. */
        private String difference() {
            Map<String, @Nullable Object> here = inFile.orElseThrow().toMap();
            Map<String, @Nullable Object> there = onServer.orElseThrow().toMap();
            return java.util.stream.Stream.concat(here.keySet().stream(), there.keySet().stream())
                    .distinct()
                    .filter(key -> !PythonJson.write(
                                    Optional.ofNullable(here.get(key)).orElse(""))
                            .equals(PythonJson.write(
                                    Optional.ofNullable(there.get(key)).orElse(""))))
                    .collect(Collectors.joining(", "));
        }
    }

    private final ServerDatasets datasets;
    private final Path file;
    private final String name;
    private final @Nullable StoredDataset stored;
    private final Dataset local;
    private final Dataset remote;
    private final SyncState state;
    private final DatasetMerge merge;

    private DatasetSync(
            ServerDatasets datasets,
            Path file,
            String name,
            @Nullable StoredDataset stored,
            Dataset local,
            Dataset remote,
            SyncState state,
            @Nullable Side preferred) {
        this.datasets = datasets;
        this.file = file;
        this.name = name;
        this.stored = stored;
        this.local = local;
        this.remote = remote;
        this.state = state;
        this.merge = new DatasetMerge(state.rows(), local, remote, preferred);
    }

    static DatasetSync plan(ServerDatasets datasets, Path file, String nameOrId) {
        DatasetFile.checkWritable(file);
        boolean exists = Files.exists(file);
        StoredDataset stored = datasets.findAny(nameOrId).orElse(null);
        SyncState state = SyncState.read(file);
        if (!exists && stored == null) {
            throw new DatasetException("there is neither a file " + file + " nor a dataset \"" + nameOrId + "\"");
        }
        if (state.isKnown()) {
            state.check(exists, stored == null ? null : stored.id(), nameOrId);
        }
        return new DatasetSync(
                datasets,
                file,
                nameOrId,
                stored,
                exists ? Dataset.read(file) : Dataset.of(),
                stored == null ? Dataset.of() : datasets.pull(stored.id()),
                state,
                null);
    }

    /** Returns the same with each conflict decided for one side. */
    public DatasetSync preferring(Side side) {
        return new DatasetSync(datasets, file, name, stored, local, remote, state, side);
    }

    /** Returns what happened on either side since the last sync; for a conflict that was decided, on the side that won. */
    public List<Change> changes() {
        return merge.changes();
    }

    /** Returns the rows that need a decision. */
    public List<Conflict> conflicts() {
        return merge.conflicts();
    }

    /** Returns what is to be done to the file. */
    public DatasetChanges toFile() {
        return local.changesTo(merge.merged());
    }

    /** Returns what is to be done to the server's dataset. */
    public DatasetChanges toServer() {
        return remote.changesTo(merge.merged());
    }

    /**
     * Makes both sides the same; does nothing to one that is as it should be. A dataset or file that is not there is created.
     *
     * @return the dataset's id
     * @throws DatasetException if there are conflicts, or the file cannot be written
     */
    public String apply() {
        if (!conflicts().isEmpty()) {
            throw new DatasetException("there are rows that became something else on each side: "
                    + conflicts().stream().map(Conflict::toString).collect(Collectors.joining("; ")));
        }
        Dataset merged = merge.merged();
        String id = stored == null ? datasets.create(name) : stored.id();
        if (!toServer().isEmpty()) {
            datasets.push(merged, id);
        }
        if (!toFile().isEmpty()) {
            merged.write(file);
        }
        state.write(id, merge.merged());
        return id;
    }
}
