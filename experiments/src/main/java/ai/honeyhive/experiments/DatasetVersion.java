// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import ai.honeyhive.client.StoredDataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a dataset of a server held when it was given this name. Immutable.
 *
 * @param name the name
 * @param hash the {@link Dataset#version()} of its rows
 * @param datapointIds the datapoints on the server, in their order
 */
public record DatasetVersion(String name, String hash, List<String> datapointIds) {
    /** The metadata of the dataset that holds them all. */
    static final String KEY = "versions";

    /** Copies the ids. */
    public DatasetVersion {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name of a version must not be blank");
        }
        datapointIds = List.copyOf(datapointIds);
    }

    static List<DatasetVersion> of(StoredDataset dataset) {
        List<DatasetVersion> versions = new ArrayList<>();
        if (dataset.get("metadata") instanceof Map<?, ?> metadata && metadata.get(KEY) instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> version
                        && version.get("name") instanceof String name
                        && version.get("hash") instanceof String hash
                        && version.get("datapoints") instanceof List<?> ids) {
                    versions.add(new DatasetVersion(
                            name, hash, ids.stream().map(String::valueOf).toList()));
                }
            }
        }
        return versions;
    }

    Map<String, Object> toMap() {
        return Map.of("name", name, "hash", hash, "datapoints", datapointIds);
    }
}
