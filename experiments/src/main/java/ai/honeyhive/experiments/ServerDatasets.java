// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.client.DatasetFields;
import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.client.HoneyHiveException;
import ai.honeyhive.client.HoneyHiveHttpException;
import ai.honeyhive.client.StoredDatapoint;
import ai.honeyhive.client.StoredDataset;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Datasets of a HoneyHive server, local or the cloud's: to run experiments over, and to exchange with files. Thread-safe.
 * Every call throws a {@link HoneyHiveException} if the server refuses or is away, and a {@link DatasetException} if there
 * is no such dataset.
 */
public final class ServerDatasets {
    private final HoneyHiveClient client;

    private ServerDatasets(HoneyHiveClient client) {
        this.client = client;
    }

    /** Returns the datasets that this client reaches. */
    public static ServerDatasets of(HoneyHiveClient client) {
        return new ServerDatasets(client);
    }

    /**
     * Returns a dataset with the ids of the server, so that runs over it belong to it there. Datapoints are asked for a
     * hundred at a time.
     *
     * @param nameOrId its name, or its id; a name goes first
     */
    public Dataset load(String nameOrId) {
        StoredDataset dataset = find(nameOrId);
        return Dataset.stored(
                dataset.id(),
                datapoints(dataset.datapointIds()).stream()
                        .map(stored -> StoredRows.row(stored).pinned(stored.id()))
                        .toList());
    }

    /**
     * Returns the rows as they were before they were pushed, or if they were not, under the id of the server: what a file
     * should hold.
     *
     * @param nameOrId its name, or its id; a name goes first
     */
    public Dataset pull(String nameOrId) {
        return rows(find(nameOrId).datapointIds());
    }

    /**
     * Returns the rows of a named version.
     *
     * @param nameOrId its name, or its id; a name goes first
     * @throws DatasetException if there is no such version, or what it holds was changed on the server since
     */
    public Dataset pull(String nameOrId, String version) {
        StoredDataset dataset = find(nameOrId);
        DatasetVersion wanted = DatasetVersion.of(dataset).stream()
                .filter(known -> known.name().equals(version))
                .findFirst()
                .orElseThrow(() -> new DatasetException("dataset \"" + nameOrId + "\" has no version \"" + version
                        + "\"; there is "
                        + DatasetVersion.of(dataset).stream()
                                .map(DatasetVersion::name)
                                .toList()));
        Dataset rows = rows(wanted.datapointIds());
        if (!rows.version().equals(wanted.hash())) {
            throw new DatasetException("version \"" + version + "\" of dataset \"" + nameOrId
                    + "\" is no longer what it was: its datapoints were changed or deleted on the server");
        }
        return rows;
    }

    /**
     * Returns a dataset.
     *
     * @param nameOrId its name, or its id; a name goes first
     * @throws DatasetException if there is none, or several have this name and none this id
     */
    public StoredDataset find(String nameOrId) {
        return findAny(nameOrId)
                .orElseThrow(() ->
                        new DatasetException("there is no dataset \"" + nameOrId + "\" on " + client.serverUrl()));
    }

    /**
     * Finds a dataset; empty if there is none.
     *
     * @param nameOrId its name, or its id; a name goes first
     * @throws DatasetException if several have this name and none this id
     */
    public Optional<StoredDataset> findAny(String nameOrId) {
        List<StoredDataset> named = client.datasets().named(nameOrId).stream()
                .filter(dataset -> nameOrId.equals(dataset.name().orElse("")))
                .toList();
        if (named.size() == 1) {
            return Optional.of(named.get(0));
        }
        try {
            StoredDataset known = client.datasets().find(nameOrId).orElse(null);
            if (known != null && known.id().equals(nameOrId)) {
                return Optional.of(known);
            }
        } catch (HoneyHiveHttpException e) {
            if (e.status() != 400 && e.status() != 404) { // which some servers say to what cannot be an id
                throw e;
            }
        }
        if (named.isEmpty()) {
            return Optional.empty();
        }
        throw new DatasetException(
                "there are " + named.size() + " datasets called \"" + nameOrId + "\": use an id, one of "
                        + named.stream().map(StoredDataset::id).toList());
    }

    /** Creates an empty dataset and returns its id. */
    public String create(String name) {
        return client.datasets().create(DatasetFields.builder().name(name).build());
    }

    /**
     * Adds to a dataset a datapoint of each of these events that has none there yet, linked to its event; doing it again
     * adds nothing. What went into the event are the inputs, what came out is the ground truth, unless people corrected
     * that.
     *
     * @param nameOrId its name, or its id; a name goes first
     * @param eventIds in the order of the rows; a session is an event too
     * @return those that had none
     */
    public List<String> addEvents(String nameOrId, Collection<String> eventIds) {
        StoredDataset dataset = find(nameOrId);
        List<String> added = missing(dataset, eventIds);
        client.datapoints().createOfEvents(added, dataset.id());
        return added;
    }

    /** Returns which events {@link #addEvents(String, Collection)} would add. */
    public List<String> missingEvents(String nameOrId, Collection<String> eventIds) {
        return missing(find(nameOrId), eventIds);
    }

    private List<String> missing(StoredDataset dataset, Collection<String> eventIds) {
        Set<String> missing = new LinkedHashSet<>(eventIds);
        datapoints(dataset.datapointIds())
                .forEach(datapoint -> datapoint.linkedEvent().ifPresent(missing::remove));
        return List.copyOf(missing);
    }

    /** Returns what {@link #push(Dataset, String)} would change. */
    public DatasetChanges compare(Dataset rows, String datasetId) {
        return rows(find(datasetId).datapointIds()).changesTo(rows);
    }

    /**
     * Makes the dataset of the server hold these rows, in this order, and nothing else. Pushing the same again changes
     * nothing; one that broke off is finished by the next. Datapoints that leave the dataset are not deleted, and those of a
     * named version not changed but replaced.
     */
    public DatasetChanges push(Dataset rows, String datasetId) {
        return new DatasetPush(client, find(datasetId)).push(rows);
    }

    /**
     * Returns what has to be done so that a file and a dataset hold the same rows, each with the other's news. One of both may
     * be missing.
     *
     * @param file ends with {@code .jsonl}, {@code .ndjson} or {@code .json}
     * @param nameOrId its name, or its id; a name goes first
     * @throws DatasetException if both are missing, the file cannot be read, or one that was synced is gone
     */
    public DatasetSync sync(Path file, String nameOrId) {
        return DatasetSync.plan(this, file, nameOrId);
    }

    /**
     * Names what the dataset holds now, for {@link #pull(String, String)}. A name that exists is moved only if the content
     * is the same.
     *
     * @throws DatasetException if the name stands for another content, or the server does not keep it
     */
    public DatasetVersion saveVersion(String nameOrId, String version) {
        StoredDataset dataset = find(nameOrId);
        List<String> ids = dataset.datapointIds();
        DatasetVersion saved = new DatasetVersion(version, rows(ids).version(), ids);
        Map<String, DatasetVersion> versions = new LinkedHashMap<>();
        DatasetVersion.of(dataset).forEach(known -> versions.put(known.name(), known));
        DatasetVersion before = versions.putIfAbsent(version, saved);
        if (before != null && !before.hash().equals(saved.hash())) {
            throw new DatasetException("version \"" + version + "\" of dataset \"" + nameOrId
                    + "\" exists with another content: choose another name");
        }
        if (before == null) {
            Map<String, Object> metadata = new LinkedHashMap<>(
                    dataset.get("metadata") instanceof Map<?, ?> known ? Json.frozenMap(known) : Map.of());
            metadata.put(
                    DatasetVersion.KEY,
                    versions.values().stream().map(DatasetVersion::toMap).toList());
            client.datasets()
                    .update(
                            dataset.id(),
                            DatasetFields.builder().field("metadata", metadata).build());
            if (!DatasetVersion.of(find(dataset.id())).contains(saved)) {
                throw new DatasetException("the server at " + client.serverUrl()
                        + " does not keep versions: keep the file itself instead");
            }
        }
        return saved;
    }

    /** Returns the named versions, oldest first. */
    public List<DatasetVersion> versions(String nameOrId) {
        return DatasetVersion.of(find(nameOrId));
    }

    private Dataset rows(List<String> ids) {
        return Dataset.of(datapoints(ids).stream().map(StoredRows::row).toList());
    }

    /** Those that exist, in the order of the ids. */
    private List<StoredDatapoint> datapoints(List<String> ids) {
        return datapoints(client, ids);
    }

    static List<StoredDatapoint> datapoints(HoneyHiveClient client, List<String> ids) {
        Map<String, StoredDatapoint> found = new HashMap<>();
        client.datapoints().list(ids).forEach(datapoint -> found.put(datapoint.id(), datapoint));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }
}
