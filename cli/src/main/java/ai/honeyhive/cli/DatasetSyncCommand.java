// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.DatasetSync;
import ai.honeyhive.experiments.DatasetSync.Conflict;
import ai.honeyhive.experiments.DatasetSync.Side;
import ai.honeyhive.experiments.ServerDatasets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code hive dataset sync}. */
@Command(
        name = "sync",
        description = {
            "Make a file and a dataset of the server hold the same rows, each with the other's news.",
            "What is news is told by FILE.sync, which remembers what both held after the last sync; without it, rows that"
                    + " only one of them has are new. One of them may be missing, and is created.",
            "Rows that became something else on each side are named, and nothing is changed (exit code 1), unless --ours or"
                    + " --theirs decides for one side."
        },
        mixinStandardHelpOptions = true)
final class DatasetSyncCommand implements Callable<Integer> {
    private static final int SHOWN = 20;

    @Parameters(paramLabel = "FILE", description = "The rows here: .jsonl or .json.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Parameters(index = "1", paramLabel = "DATASET", description = "Name or id of the dataset.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String nameOrId;

    @Option(names = "--dry-run", description = "Say what would happen, and change nothing.")
    private boolean dryRun;

    @ArgGroup
    private @Nullable Preference preference;

    @Mixin
    private final Api api = new Api();

    /** Who wins a conflict. */
    static final class Preference {
        @Option(names = "--ours", description = "Where both sides changed a row, take the file's.")
        private boolean ours;

        @Option(names = "--theirs", description = "Where both sides changed a row, take the server's.")
        private boolean theirs;

        Side side() {
            return ours && !theirs ? Side.FILE : Side.SERVER;
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        return api.use(client -> {
            DatasetSync sync = ServerDatasets.of(client).sync(file, nameOrId);
            if (preference != null) {
                sync = sync.preferring(preference.side());
            }
            boolean possible = sync.conflicts().isEmpty();
            String id = possible && !dryRun ? sync.apply() : null;
            if (api.json()) {
                printJson(sync, id);
            } else {
                printText(sync, id);
            }
            if (!possible) {
                api.err()
                        .println("hive: " + sync.conflicts().size()
                                + " conflicts, so nothing was changed: --ours takes the"
                                + " rows of the file, --theirs those of the server; or make them alike");
                api.err().flush();
            }
            return possible ? 0 : 1;
        });
    }

    private void printJson(DatasetSync sync, @Nullable String id) {
        ObjectNode document =
                api.object().put("file", file.toString()).put("dataset_id", id).put("dry_run", dryRun);
        if (sync.conflicts().isEmpty()) {
            DatasetFiles.put(document.putObject("to_server"), sync.toServer());
            DatasetFiles.put(document.putObject("to_file"), sync.toFile());
        }
        ArrayNode changes = document.putArray("changes");
        sync.changes()
                .forEach(change -> changes.addObject()
                        .put("side", word(change.side()))
                        .put("what", word(change.kind()))
                        .put("row", change.rowId()));
        ArrayNode conflicts = document.putArray("conflicts");
        sync.conflicts().forEach(conflict -> {
            ObjectNode line = conflicts.addObject().put("row", conflict.rowId());
            line.putPOJO("file", conflict.inFile().map(Datapoint::toMap).orElse(null));
            line.putPOJO("server", conflict.onServer().map(Datapoint::toMap).orElse(null));
        });
        api.print(document);
    }

    private void printText(DatasetSync sync, @Nullable String id) {
        for (Side side : Side.values()) {
            List<DatasetSync.Change> changes = sync.changes().stream()
                    .filter(change -> change.side() == side)
                    .toList();
            changes.stream()
                    .limit(SHOWN)
                    .forEach(change -> api.say(word(change.kind()) + " "
                            + (side == Side.FILE ? "in the file" : "on the server") + ": " + change.rowId()));
            if (changes.size() > SHOWN) {
                api.say("... and " + (changes.size() - SHOWN) + " more "
                        + (side == Side.FILE ? "in the file" : "on the server") + ": --json names all");
            }
        }
        for (Conflict conflict : sync.conflicts()) {
            api.say("conflict: " + conflict);
        }
        if (sync.conflicts().isEmpty()) {
            String would = dryRun ? "would go" : "went";
            api.say(would + " to " + nameOrId + (id == null ? "" : " (" + id + ")") + ": " + sync.toServer());
            api.say(would + " to " + file + ": " + sync.toFile());
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
