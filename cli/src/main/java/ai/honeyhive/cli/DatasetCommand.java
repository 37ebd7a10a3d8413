// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.client.StoredDataset;
import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.DatasetVersion;
import ai.honeyhive.experiments.ServerDatasets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code hive dataset}. */
@Command(
        name = "dataset",
        description = {
            "Datasets of a server, and files of them: JSON lines, JSON arrays, comma-separated values.",
            "A dataset is named by its name or its id. Ends with 2 when something is wrong."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            DatasetPushCommand.class,
            DatasetPullCommand.class,
            DatasetFromSessionsCommand.class,
            DatasetSyncCommand.class,
            DatasetSplitCommand.class
        })
final class DatasetCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    @Command(name = "list", description = "List the datasets of a server.", mixinStandardHelpOptions = true)
    int list(@Mixin Api api) throws InterruptedException {
        List<StoredDataset> datasets = api.use(client -> client.datasets().list());
        if (api.json()) {
            api.print(datasets.stream().map(DatasetCommand::summary).toList());
            return 0;
        }
        api.table(
                List.of("id", "name", "#datapoints", "changed"),
                datasets.stream()
                        .map(dataset -> List.of(
                                dataset.id(),
                                dataset.name().orElse(""),
                                String.valueOf(dataset.datapointIds().size()),
                                dataset.updatedAt()
                                        .or(dataset::createdAt)
                                        .map(Object::toString)
                                        .orElse("")))
                        .toList());
        return 0;
    }

    private static Map<String, Object> summary(StoredDataset dataset) {
        Map<String, Object> summary = new TreeMap<>();
        summary.put("id", dataset.id());
        summary.put("name", dataset.name().orElse(""));
        summary.put("datapoints", dataset.datapointIds().size());
        summary.put("description", dataset.description().orElse(""));
        return summary;
    }

    @Command(
            name = "show",
            description = "Show a dataset: its versions, its splits and its first rows.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "DATASET", description = "Its name or its id.") String nameOrId,
            @Option(
                            names = "--rows",
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "Rows at most. Default: ${DEFAULT-VALUE}")
                    int most,
            @Mixin Api api)
            throws InterruptedException {
        if (most < 0) {
            throw CommandFailure.broken("--rows " + most + " must not be below 0", null);
        }
        return api.use(client -> {
            var datasets = ServerDatasets.of(client);
            StoredDataset dataset = datasets.find(nameOrId);
            Dataset rows = datasets.pull(dataset.id());
            List<DatasetVersion> versions = datasets.versions(dataset.id());
            if (api.json()) {
                printJson(api, dataset, rows, versions, most);
            } else {
                printText(api, dataset, rows, versions, most);
            }
            return 0;
        });
    }

    private static void printJson(
            Api api, StoredDataset dataset, Dataset rows, List<DatasetVersion> versions, int most) {
        ObjectNode document = api.object()
                .put("id", dataset.id())
                .put("name", dataset.name().orElse(""))
                .put("version", rows.version())
                .put("datapoints", rows.size());
        ArrayNode named = document.putArray("versions");
        versions.forEach(version -> named.addObject()
                .put("name", version.name())
                .put("version", version.hash())
                .put("datapoints", version.datapointIds().size()));
        document.putPOJO("splits", DatasetFiles.splits(rows));
        document.putPOJO(
                "rows",
                rows.datapoints().stream().limit(most).map(Datapoint::toMap).toList());
        api.print(document);
    }

    private static void printText(
            Api api, StoredDataset dataset, Dataset rows, List<DatasetVersion> versions, int most) {
        api.say(dataset.name().orElse("") + " (" + dataset.id() + "), " + rows.size() + " datapoints, version "
                + rows.version());
        versions.forEach(version -> api.say(
                "version " + version.name() + ": " + version.datapointIds().size() + " datapoints, " + version.hash()
                        + (version.hash().equals(rows.version()) ? ", as now" : "")));
        DatasetFiles.splits(rows).forEach((split, count) -> api.say("split " + split + ": " + count + " datapoints"));
        api.table(
                List.of("id", "inputs", "ground truth"),
                rows.datapoints().stream()
                        .limit(most)
                        .map(datapoint -> List.of(
                                datapoint.id(),
                                String.valueOf(datapoint.inputs()),
                                datapoint.groundTruth().map(String::valueOf).orElse("")))
                        .toList());
        if (rows.size() > most) {
            api.err().println("hive: there is more: these are the first " + most + " rows; see --rows");
            api.err().flush();
        }
    }

    @Command(
            name = "delete",
            description = "Delete a dataset of a server. Its datapoints stay there.",
            mixinStandardHelpOptions = true)
    int delete(@Parameters(paramLabel = "DATASET", description = "Its name or its id.") String nameOrId, @Mixin Api api)
            throws InterruptedException {
        String id = api.use(client -> {
            String found = ServerDatasets.of(client).find(nameOrId).id();
            client.datasets().delete(found);
            return found;
        });
        if (api.json()) {
            api.print(Map.of("deleted", id));
        } else {
            api.say("deleted " + id);
        }
        return 0;
    }
}
