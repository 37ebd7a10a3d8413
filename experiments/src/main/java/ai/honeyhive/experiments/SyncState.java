// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What a file and a dataset of a server held when they were made the same, kept beside the file. */
final class SyncState {
    private final Path file;
    private final @Nullable String datasetId;
    private final Map<String, String> rows;

    private SyncState(Path file, @Nullable String datasetId, Map<String, String> rows) {
        this.file = file;
        this.datasetId = datasetId;
        this.rows = rows;
    }

    static SyncState read(Path datasetFile) {
        Path file = datasetFile.resolveSibling(datasetFile.getFileName() + ".sync");
        try {
            Map<String, String> rows = new LinkedHashMap<>();
            if (Json.read(Files.readString(file)) instanceof Map<?, ?> map
                    && map.get("dataset") instanceof String dataset
                    && map.get("rows") instanceof Map<?, ?> contents) {
                contents.forEach((key, content) -> rows.put(String.valueOf(key), String.valueOf(content)));
                return new SyncState(file, dataset, rows);
            }
            throw new DatasetException(file + " does not tell what was synced: delete it to begin anew");
        } catch (NoSuchFileException e) {
            return new SyncState(file, null, Map.of());
        } catch (IOException | JacksonException e) {
            throw new DatasetException(file + " cannot be read: " + e.getMessage() + "; delete it to begin anew", e);
        }
    }

    boolean isKnown() {
        return datasetId != null;
    }

    /** Content by key. */
    Map<String, String> rows() {
        return rows;
    }

    /** Refuses what would look as if all rows had been removed. */
    void check(boolean fileExists, @Nullable String storedId, String nameOrId) {
        String remedy = ": delete " + file + " to begin anew";
        if (!fileExists) {
            throw new DatasetException("the file that was synced with \"" + nameOrId + "\" is gone" + remedy);
        }
        if (storedId == null) {
            throw new DatasetException("the dataset \"" + nameOrId + "\" that was synced is gone" + remedy);
        }
        if (!storedId.equals(datasetId)) {
            throw new DatasetException("the file was synced with the dataset " + datasetId + ", not with \"" + nameOrId
                    + "\" (" + storedId + ")" + remedy);
        }
    }

    void write(String dataset, Dataset merged) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("dataset", dataset);
        state.put("rows", DatasetMerge.contents(merged));
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            Files.writeString(partial, Json.write(state) + "\n");
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new DatasetException(file + " cannot be written: " + e, e);
        }
    }
}
