// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.DatasetException;
import ai.honeyhive.experiments.ServerDatasets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rows that a file names or holds. */
final class DatasetEntry {
    private static final List<String> SOURCES = List.of("file", "server", "rows", "promptfoo");

    private DatasetEntry() {}

    static Dataset read(YamlEntry entry, Path directory, Supplier<HoneyHiveClient> client) {
        try {
            Dataset dataset = dataset(entry, directory, client);
            if (dataset.size() == 0) {
                throw entry.fault("has no rows");
            }
            return dataset;
        } catch (DatasetException | IllegalArgumentException e) {
            throw new EvalException(entry.place() + ": " + e.getMessage(), e);
        }
    }

    private static Dataset dataset(YamlEntry entry, Path directory, Supplier<HoneyHiveClient> client) {
        if (entry.isText()) {
            return Dataset.read(directory.resolve(entry.text()));
        }
        if (entry.isList()) {
            return rows(entry);
        }
        entry.allow("file", "server", "version", "rows", "promptfoo", "split", "id");
        List<String> given =
                SOURCES.stream().filter(key -> entry.find(key) != null).toList();
        if (given.size() != 1) {
            throw entry.fault("needs one of " + SOURCES + ", but has " + (given.isEmpty() ? "none" : given));
        }
        Dataset dataset = of(given.get(0), entry, directory, client);
        YamlEntry split = entry.find("split");
        Dataset part = split == null ? dataset : dataset.split(split.text());
        YamlEntry id = entry.find("id");
        return id == null ? part : part.withId(id.text());
    }

    private static Dataset of(String kind, YamlEntry entry, Path directory, Supplier<HoneyHiveClient> client) {
        YamlEntry source = entry.entry(kind);
        YamlEntry version = entry.find("version");
        if (version != null && !kind.equals("server")) {
            throw version.fault("goes with server only");
        }
        return switch (kind) {
            case "file" -> Dataset.read(directory.resolve(source.text()));
            case "rows" -> rows(source);
            case "promptfoo" -> PromptfooCases.read(directory.resolve(source.text()));
            default ->
                version == null
                        ? ServerDatasets.of(client.get()).load(source.text())
                        : ServerDatasets.of(client.get()).pull(source.text(), version.text());
        };
    }

    private static Dataset rows(YamlEntry entry) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (YamlEntry row : entry.list()) {
            row.allow("id", "inputs", "ground_truth", "metadata")
                    .entry("inputs")
                    .map();
            rows.add(row.map());
        }
        return Dataset.ofRows(rows);
    }
}
