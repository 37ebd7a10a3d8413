// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Run;
import ai.honeyhive.server.internal.runs.RunPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What keeps two runs from being comparable in full. */
final class ComparisonNotes {
    private ComparisonNotes() {}

    static List<String> of(RunPair pair) {
        Run before = pair.baseline().run();
        Run after = pair.candidate().run();
        List<String> notes = new ArrayList<>();
        addUnfinished(notes, "baseline", before);
        addUnfinished(notes, "candidate", after);
        if (!Objects.equals(dataset(before), dataset(after))) {
            notes.add("the datasets differ: " + named(dataset(before)) + " and " + named(dataset(after))
                    + "; only datapoints with the same id are compared");
        }
        Set<String> evaluators = evaluators(before);
        Set<String> others = evaluators(after);
        if (!evaluators.isEmpty() && !others.isEmpty() && !evaluators.equals(others)) {
            Set<String> either = new TreeSet<>(evaluators);
            either.addAll(others);
            either.removeIf(name -> evaluators.contains(name) && others.contains(name));
            notes.add("evaluators that only one run has: " + String.join(", ", either));
        }
        addDirty(notes, "baseline", before);
        addDirty(notes, "candidate", after);
        return notes;
    }

    private static void addUnfinished(List<String> notes, String side, Run run) {
        if (!run.status().equals("completed")) {
            notes.add("the " + side + " is " + run.status() + ", so its rows may not be all");
        }
    }

    private static void addDirty(List<String> notes, String side, Run run) {
        JsonNode git = run.metadata().path("git");
        if (git.path("is_dirty").asBoolean(false)
                || git.path("uncommittedChanges").asBoolean(false)) {
            notes.add("the " + side + " ran with changes that were not committed");
        }
    }

    private static @Nullable String dataset(Run run) {
        JsonNode offline = run.metadata().get("offline_dataset_id");
        return run.datasetId() != null || offline == null || !offline.isString() ? run.datasetId() : offline.asString();
    }

    private static String named(@Nullable String dataset) {
        return dataset == null ? "none" : dataset;
    }

    private static Set<String> evaluators(Run run) {
        Set<String> names = new TreeSet<>();
        run.evaluators()
                .forEach(evaluator -> names.add(
                        evaluator.isString()
                                ? evaluator.asString()
                                : evaluator.path("name").asString("")));
        names.remove("");
        return names;
    }
}
