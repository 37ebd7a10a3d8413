// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** Writes datasets so that they are read back the same, ids included. */
final class DatasetFile {
    private DatasetFile() {}

    /** Refuses a file whose name tells no form that is written. */
    static void checkWritable(Path file) {
        String name = name(file);
        if (!name.endsWith(".json") && !name.endsWith(".jsonl") && !name.endsWith(".ndjson")) {
            throw new DatasetException("datasets are written to .jsonl or .json, not to " + file);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }

    static void write(Dataset dataset, Path file) {
        checkWritable(file);
        boolean array = name(file).endsWith(".json");
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            try (Writer out = Files.newBufferedWriter(partial, StandardCharsets.UTF_8)) {
                String before = array ? "[\n" : "";
                for (Datapoint datapoint : dataset) {
                    out.write(before + Json.write(datapoint.toMap()));
                    before = array ? ",\n" : "\n";
                }
                out.write(array ? (dataset.size() == 0 ? "[]\n" : "\n]\n") : dataset.size() == 0 ? "" : "\n");
            }
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new DatasetException("dataset file " + file.toAbsolutePath() + " cannot be written: " + e, e);
        }
    }
}
