// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.Experiment;
import ai.honeyhive.experiments.Experiments;
import ai.honeyhive.experiments.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An experiment that a YAML file describes: a dataset, a task, evaluators, gates. */
public final class EvalFile {
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(60);

    private EvalFile() {}

    /**
     * Reads a file. Paths in it are relative to its folder.
     *
     * @param client asked for the server, if the file names a dataset there
     * @throws EvalException if the file cannot be read or something in it cannot be
     */
    public static Experiment<?> read(Path file, Supplier<HoneyHiveClient> client) {
        YamlEntry root = YamlFile.read(file);
        if (root.isMap() && root.find("task") == null && root.find("tests") != null) {
            throw root.fault("is one of promptfoo, whose providers are unknown here: write another with {dataset:"
                    + " {promptfoo: " + file.getFileName() + "}, task: ...}");
        }
        root.allow("name", "dataset", "task", "evaluators", "gates", "concurrency");
        Path folder = file.toAbsolutePath().getParent();
        Path directory = folder == null ? Path.of("") : folder;
        YamlEntry task = root.entry("task");
        YamlEntry dataset = root.entry("dataset");
        Experiment<Object> experiment = Experiments.<Object>evaluate(
                        name(root, file), DatasetEntry.read(dataset, directory, client), task(task, directory))
                .timeout(timeout(task));
        List<String> metrics = addEvaluators(root, dataset, directory, experiment);
        entries(root, "gates").forEach(gate -> experiment.gate(GateEntries.read(gate, metrics)));
        YamlEntry concurrency = root.find("concurrency");
        if (concurrency != null) {
            experiment.maxConcurrency(concurrency.wholeNumber(1));
        }
        return experiment;
    }

    private static String name(YamlEntry root, Path file) {
        YamlEntry name = root.find("name");
        return name == null ? String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "") : name.text();
    }

    private static List<YamlEntry> entries(YamlEntry root, String key) {
        YamlEntry found = root.find(key);
        return found == null ? List.of() : found.list();
    }

    private static List<String> addEvaluators(
            YamlEntry root, YamlEntry dataset, Path directory, Experiment<Object> experiment) {
        List<String> metrics = new ArrayList<>();
        if (dataset.isMap() && dataset.find("promptfoo") != null) {
            Evaluator<Object> assertions = new PromptfooAssertions();
            metrics.add(assertions.name());
            experiment.evaluator(assertions);
        }
        for (YamlEntry entry : entries(root, "evaluators")) {
            Evaluator<Object> evaluator = EvaluatorEntries.read(entry, directory);
            if (metrics.contains(evaluator.name())) {
                throw entry.fault("is the second evaluator called \"" + evaluator.name()
                        + "\": give one of them another name by {type: ..., name: ...}");
            }
            metrics.add(evaluator.name());
            experiment.evaluator(evaluator);
        }
        return metrics;
    }

    private static Duration timeout(YamlEntry task) {
        YamlEntry limit = task.find("timeout");
        return limit == null ? USUAL_TIMEOUT : limit.seconds();
    }

    private static Task<Object> task(YamlEntry entry, Path directory) {
        entry.allow("command", "http", "output", "timeout");
        YamlEntry path = entry.find("output");
        String part = path == null ? null : path.text();
        YamlEntry command = entry.find("command");
        YamlEntry endpoint = entry.find("http");
        if ((command == null) == (endpoint == null)) {
            throw entry.fault("needs either command or http");
        }
        if (command != null) {
            Program program = Program.of(command, directory);
            return datapoint -> {
                // Without the ground truth, which a task must not see.
                Map<String, Object> input = new LinkedHashMap<>();
                input.put("id", datapoint.id());
                input.put("inputs", datapoint.inputs());
                return answer(program.run(input, datapoint.inputs()), part);
            };
        }
        HttpTask http = HttpTask.of(entry.entry("http"));
        return datapoint -> answer(http.run(datapoint.inputs()), part);
    }

    private static @Nullable Object answer(String text, @Nullable String part) throws IOException {
        Object answer = Answers.read(text);
        return part == null ? answer : Answers.part(answer, part);
    }
}
