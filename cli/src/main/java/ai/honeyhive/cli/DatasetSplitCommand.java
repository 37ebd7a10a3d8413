// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.ServerDatasets;
import ai.honeyhive.experiments.Splits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code hive dataset split}. */
@Command(
        name = "split",
        description = {
            "Put each row of a file or of a server's dataset into a split, named by its metadata \"split\".",
            "Which one depends on the row's id alone, so that it stays there when others come or go; the shares are met by"
                    + " and large. Rows without an id get the one that they had in runs. hive dataset pull --split NAME and"
                    + " Dataset.split(name) take one split."
        },
        mixinStandardHelpOptions = true)
final class DatasetSplitCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE|DATASET",
            description = "A .jsonl or .json file, which is rewritten, or name or id of a dataset of the server.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String target;

    @Option(
            names = "--parts",
            required = true,
            split = ",",
            paramLabel = "NAME=SHARE",
            description = "The splits and their shares, in any unit: train=80,test=20.")
    private Map<String, Double> parts = new LinkedHashMap<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Another number deals the rows anew. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Mixin
    private final Api api = new Api();

    @Override
    public Integer call() throws InterruptedException {
        Splits splits = splits();
        Path file = Path.of(target);
        if (Files.isRegularFile(file) || target.matches("(?i).*\\.(jsonl|ndjson|json|csv)")) {
            Dataset rows = splits.assign(DatasetFiles.read(file));
            DatasetFiles.write(rows, file);
            report(api.object().put("file", target), rows);
            return 0;
        }
        return api.use(client -> {
            var datasets = ServerDatasets.of(client);
            String id = datasets.find(target).id();
            Dataset rows = splits.assign(datasets.pull(id));
            datasets.push(rows, id);
            report(api.object().put("dataset_id", id), rows);
            return 0;
        });
    }

    private Splits splits() {
        try {
            return Splits.of(parts).withSeed(seed);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.broken("--parts: " + e.getMessage(), e);
        }
    }

    private void report(ObjectNode document, Dataset rows) {
        Map<String, Integer> counts = DatasetFiles.splits(rows);
        parts.keySet().forEach(name -> counts.putIfAbsent(name, 0));
        if (api.json()) {
            document.putPOJO("splits", counts);
            api.print(document);
        } else {
            counts.forEach((name, count) -> api.say("split " + name + ": " + count + " datapoints"));
        }
    }
}
