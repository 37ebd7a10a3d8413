// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.DatasetChanges;
import ai.honeyhive.experiments.DatasetException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Files that hold datasets, as commands name them. */
final class DatasetFiles {
    private DatasetFiles() {}

    static Dataset read(Path file) {
        try {
            return Dataset.read(file);
        } catch (DatasetException e) {
            throw CommandFailure.broken(String.valueOf(e.getMessage()), e);
        }
    }

    static void write(Dataset rows, Path file) {
        try {
            rows.write(file);
        } catch (DatasetException e) {
            throw CommandFailure.broken(String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns how many rows each split has. */
    static Map<String, Integer> splits(Dataset rows) {
        Map<String, Integer> splits = new TreeMap<>();
        rows.forEach(datapoint -> {
            if (datapoint.metadata().get("split") instanceof String split) {
                splits.merge(split, 1, Integer::sum);
            }
        });
        return splits;
    }

    /** Returns the name of the file without its ending. */
    static String baseName(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    /** Returns a name that is a file's, whatever the dataset is called. */
    static String fileName(String dataset) {
        String name = dataset.replaceAll("[^\\p{L}\\p{N}._ -]", "_").strip();
        return (name.isEmpty() || name.startsWith(".") ? "dataset" + name : name) + ".jsonl";
    }

    static ObjectNode put(ObjectNode document, DatasetChanges changes) {
        return document.put("added", changes.added())
                .put("changed", changes.changed())
                .put("removed", changes.removed())
                .put("unchanged", changes.unchanged())
                .put("reordered", changes.reordered());
    }
}
