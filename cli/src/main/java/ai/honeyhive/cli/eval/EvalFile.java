// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.DatasetException;
import ai.honeyhive.experiments.Experiment;
import ai.honeyhive.experiments.Experiments;
import ai.honeyhive.experiments.ServerDatasets;
import ai.honeyhive.experiments.Task;
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

    private final Experiment<Object> experiment;
    private final List<EvalGate> gates;

    private EvalFile(Experiment<Object> experiment, List<EvalGate> gates) {
        this.experiment = experiment;
        this.gates = List.copyOf(gates);
    }

    /** Returns the experiment. */
    public Experiment<Object> experiment() {
        return experiment;
    }

    /** Returns what is demanded of the run. */
    public List<EvalGate> gates() {
        return gates;
    }

    /**
     * Reads a file. Paths in it are relative to its folder.
     *
     * @param client asked for the server, if the file names a dataset there
     * @throws EvalException if the file cannot be read or something in it cannot be
     */
    public static EvalFile read(Path file, Supplier<HoneyHiveClient> client) {
        YamlEntry root = YamlEntry.read(file);
        if (root.isMap() && root.find("task") == null && root.find("tests") != null) {
            throw root.fault("is a file of promptfoo: write another with {dataset: {promptfoo: " + file.getFileName()
                    + "}, task: ...}, since its providers are unknown here");
        }
        root.allow("name", "dataset", "task", "evaluators", "gates", "concurrency");
        Path folder = file.toAbsolutePath().getParent();
        Path directory = folder == null ? Path.of("") : folder;
        YamlEntry name = root.find("name");
        String usual = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
        YamlEntry data = root.entry("dataset");
        try {
            Experiment<Object> experiment = Experiments.evaluate(
                    name == null ? usual : name.text(),
                    dataset(data, directory, client),
                    task(root.entry("task"), directory));
            addEvaluators(root, data, directory, experiment);
            YamlEntry concurrency = root.find("concurrency");
            if (concurrency != null) {
                experiment.maxConcurrency(concurrency.wholeNumber(1));
            }
            return new EvalFile(
                    experiment,
                    entries(root, "gates").stream().map(EvalGate::of).toList());
        } catch (DatasetException e) {
            throw new EvalException(data.place() + " cannot be: " + e.getMessage(), e);
        }
    }

    private static List<YamlEntry> entries(YamlEntry root, String key) {
        YamlEntry found = root.find(key);
        return found == null ? List.of() : found.list();
    }

    private static void addEvaluators(YamlEntry root, YamlEntry data, Path directory, Experiment<Object> experiment) {
        for (YamlEntry evaluator : entries(root, "evaluators")) {
            EvaluatorEntries.add(evaluator, directory, USUAL_TIMEOUT, experiment);
        }
        if (data.isMap() && data.find("promptfoo") != null) {
            experiment.evaluator(new PromptfooAssertions());
        }
    }

    private static Dataset dataset(YamlEntry entry, Path directory, Supplier<HoneyHiveClient> client) {
        if (entry.isText()) {
            return Dataset.read(directory.resolve(entry.text()));
        }
        if (entry.value() instanceof List) {
            return rows(entry);
        }
        entry.allow("file", "server", "version", "rows", "promptfoo", "split");
        List<String> sources = List.of("file", "server", "rows", "promptfoo").stream()
                .filter(key -> entry.find(key) != null)
                .toList();
        if (sources.size() != 1) {
            throw entry.fault("needs one of file, server, rows and promptfoo, but has " + sources);
        }
        YamlEntry source = entry.entry(sources.get(0));
        YamlEntry version = entry.find("version");
        if (version != null && !sources.get(0).equals("server")) {
            throw version.fault("goes with server only");
        }
        Dataset dataset =
                switch (sources.get(0)) {
                    case "file" -> Dataset.read(directory.resolve(source.text()));
                    case "rows" -> rows(source);
                    case "promptfoo" -> PromptfooCases.read(directory.resolve(source.text()));
                    default ->
                        version == null
                                ? ServerDatasets.of(client.get()).load(source.text())
                                : ServerDatasets.of(client.get()).pull(source.text(), version.text());
                };
        YamlEntry split = entry.find("split");
        return split == null ? dataset : dataset.split(split.text());
    }

    private static Dataset rows(YamlEntry entry) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (YamlEntry row : entry.list()) {
            row.allow("id", "inputs", "ground_truth", "metadata")
                    .entry("inputs")
                    .map();
            rows.add(row.map());
        }
        try {
            return Dataset.ofRows(rows);
        } catch (IllegalArgumentException e) {
            throw entry.fault("cannot be: " + e.getMessage());
        }
    }

    private static Task<Object> task(YamlEntry entry, Path directory) {
        entry.allow("command", "http", "output", "timeout");
        YamlEntry limit = entry.find("timeout");
        Duration timeout = limit == null ? USUAL_TIMEOUT : Duration.ofMillis(Math.round(limit.number() * 1000));
        if (timeout.isNegative() || timeout.isZero()) {
            throw entry.entry("timeout").fault("must be seconds above 0");
        }
        YamlEntry path = entry.find("output");
        String part = path == null ? null : path.text();
        YamlEntry program = entry.find("command");
        YamlEntry endpoint = entry.find("http");
        if ((program == null) == (endpoint == null)) {
            throw entry.fault("needs either command or http");
        }
        if (program != null) {
            CommandTask command = CommandTask.of(program, directory, timeout);
            return datapoint -> {
                // Without the ground truth, which a task must not see.
                Map<String, Object> input = new LinkedHashMap<>();
                input.put("id", datapoint.id());
                input.put("inputs", datapoint.inputs());
                return answer(command.run(input, datapoint.inputs()), part);
            };
        }
        HttpTask http = HttpTask.of(entry.entry("http"), timeout);
        return datapoint -> answer(http.run(datapoint.inputs()), part);
    }

    private static @Nullable Object answer(String text, @Nullable String part) {
        Object answer = Answers.read(text);
        return part == null ? answer : Answers.part(answer, part);
    }
}
