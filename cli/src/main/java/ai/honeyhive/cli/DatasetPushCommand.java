// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.client.StoredDataset;
import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.DatasetChanges;
import ai.honeyhive.experiments.ServerDatasets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code hive dataset push}. */
@Command(
        name = "push",
        description = {
            "Make a dataset of the server hold the rows of a file, in their order, and nothing else.",
            "A dataset that is not there is created. Doing it again changes nothing.",
            "Rows with an id are recognised by it, others by their content."
        },
        mixinStandardHelpOptions = true)
final class DatasetPushCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The rows: .jsonl, .json or .csv.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DATASET",
            description = "Name or id of the dataset. Default: the file's name without its ending.")
    private @Nullable String nameOrId;

    @Option(names = "--dry-run", description = "Say what would change, and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--version-name",
            paramLabel = "NAME",
            description = "Name the content, so that hive dataset pull --version NAME finds it when it has changed.")
    private @Nullable String version;

    @Mixin
    private final Api api = new Api();

    @Override
    public Integer call() throws InterruptedException {
        Dataset rows = DatasetFiles.read(file);
        String target = nameOrId == null ? DatasetFiles.baseName(file) : nameOrId;
        if (version != null && version.isBlank()) {
            throw CommandFailure.broken("--version-name must not be blank", null);
        }
        return api.use(client -> {
            push(ServerDatasets.of(client), rows, target);
            return 0;
        });
    }

    private void push(ServerDatasets datasets, Dataset rows, String target) {
        String id = datasets.findAny(target).map(StoredDataset::id).orElse(null);
        boolean created = id == null;
        if (id == null && !dryRun) {
            id = datasets.create(target);
        }
        DatasetChanges changes = id == null
                ? new DatasetChanges(rows.size(), 0, 0, 0, false)
                : dryRun ? datasets.compare(rows, id) : datasets.push(rows, id);
        if (version != null && id != null && !dryRun) {
            datasets.saveVersion(id, version);
        }
        if (api.json()) {
            ObjectNode document = api.object().put("dataset_id", id).put("created", created && !dryRun);
            DatasetFiles.put(document, changes).put("version", rows.version()).put("dry_run", dryRun);
            api.print(document);
        } else {
            api.say((dryRun ? "would change " : created ? "created " : "pushed to ") + target
                    + (id == null ? "" : " (" + id + ")") + ": " + changes);
        }
    }
}
