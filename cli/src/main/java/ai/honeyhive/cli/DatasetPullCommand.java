// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.DatasetChanges;
import ai.honeyhive.experiments.ServerDatasets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hive dataset pull}. */
@Command(
        name = "pull",
        description = {
            "Write a dataset of the server to a file, which is replaced.",
            "Rows that were pushed come back as they were; others get the server's id."
        },
        mixinStandardHelpOptions = true)
final class DatasetPullCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DATASET", description = "Its name or its id.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String nameOrId;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "Where to write: .jsonl or .json. Default: the dataset's name with .jsonl")
    private @Nullable Path file;

    @Option(
            names = "--version-name",
            paramLabel = "NAME",
            description = "The named version to write. Default: what the dataset holds now.")
    private @Nullable String version;

    @Option(names = "--split", paramLabel = "NAME", description = "Only the rows of this split.")
    private @Nullable String split;

    @Mixin
    private final Api api = new Api();

    @Override
    public Integer call() throws InterruptedException {
        Path target = file == null ? Path.of(DatasetFiles.fileName(nameOrId)) : file;
        return api.use(client -> {
            var datasets = ServerDatasets.of(client);
            Dataset rows = version == null ? datasets.pull(nameOrId) : datasets.pull(nameOrId, version);
            if (split != null) {
                rows = rows.split(split);
            }
            DatasetChanges changes = Files.exists(target) && Files.isRegularFile(target)
                    ? Dataset.read(target).changesTo(rows)
                    : new DatasetChanges(rows.size(), 0, 0, 0, false);
            rows.write(target);
            if (api.json()) {
                api.print(DatasetFiles.put(api.object().put("file", target.toString()), changes)
                        .put("version", rows.version()));
            } else {
                api.say(target + ": " + changes);
            }
            return 0;
        });
    }
}
