// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.client.StoredDataset;
import ai.honeyhive.experiments.ServerDatasets;
import java.util.LinkedHashSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hive dataset from-sessions}. */
@Command(
        name = "from-sessions",
        description = {
            "Make rows of a dataset of what went through an application.",
            "Inputs of the sessions, or of chosen events in them, become the rows' inputs, outputs their ground truth, or"
                    + " what people gave as feedback.ground_truth instead. Each row is linked to its event; an event that"
                    + " the dataset has already is not added again. A dataset that is not there is created."
        },
        mixinStandardHelpOptions = true)
final class DatasetFromSessionsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DATASET", description = "Its name or its id.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String nameOrId;

    @Mixin
    private final SessionChoice choice = new SessionChoice();

    @Option(names = "--dry-run", description = "Say what would be added, and add nothing.")
    private boolean dryRun;

    @Mixin
    private final Api api = new Api();

    @Override
    public Integer call() throws InterruptedException {
        SessionChoice.Plan plan = choice.plan();
        return api.use(client -> {
            add(client, plan.find(client));
            return 0;
        });
    }

    private void add(HoneyHiveClient client, SessionChoice.Chosen chosen) {
        var datasets = ServerDatasets.of(client);
        String id = datasets.findAny(nameOrId).map(StoredDataset::id).orElse(null);
        boolean created = id == null && !dryRun && !chosen.eventIds().isEmpty();
        if (created) {
            id = datasets.create(nameOrId);
        }
        int added = id == null
                ? new LinkedHashSet<>(chosen.eventIds()).size()
                : dryRun
                        ? datasets.missingEvents(id, chosen.eventIds()).size()
                        : datasets.addEvents(id, chosen.eventIds()).size();
        int known = chosen.eventIds().size() - added;
        if (api.json()) {
            api.print(api.object()
                    .put("dataset_id", id)
                    .put("created", created)
                    .put("sessions", chosen.sessions())
                    .put("added", added)
                    .put("known", known)
                    .put("without_inputs", chosen.withoutInputs())
                    .put("dry_run", dryRun));
        } else {
            api.say((dryRun ? "would add to " : created ? "created " : "added to ") + nameOrId
                    + (id == null ? "" : " (" + id + ")") + ": " + added + " rows of " + chosen.sessions()
                    + " sessions, " + known + " known already");
        }
        if (chosen.withoutInputs() > 0) {
            api.err()
                    .println("hive: " + chosen.withoutInputs() + " events have no inputs and were left out: choose"
                            + " others with --event-name or --event-type");
            api.err().flush();
        }
    }
}
