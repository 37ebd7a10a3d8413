// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Experiment;
import ai.honeyhive.experiments.evaluators.AnswerEvaluator;
import ai.honeyhive.experiments.evaluators.Evaluators;
import ai.honeyhive.experiments.evaluators.TextEvaluators;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Evaluators by the names that files call them. */
final class EvaluatorEntries {
    private static final Map<String, Supplier<AnswerEvaluator<Object>>> BY_NAME = new TreeMap<>(Map.ofEntries(
            Map.entry("exact_match", Evaluators::exactMatch),
            Map.entry("normalized_match", Evaluators::normalizedMatch),
            Map.entry("contains", Evaluators::contains),
            Map.entry("token_f1", Evaluators::tokenF1),
            Map.entry("levenshtein", TextEvaluators::levenshtein),
            Map.entry("jaro_winkler", TextEvaluators::jaroWinkler),
            Map.entry("bleu", TextEvaluators::bleu),
            Map.entry("chrf", TextEvaluators::chrf),
            Map.entry("rouge1", TextEvaluators::rouge1),
            Map.entry("rouge2", TextEvaluators::rouge2),
            Map.entry("rougeL", TextEvaluators::rougeL)));

    private EvaluatorEntries() {}

    static void add(YamlEntry entry, Path directory, Duration timeout, Experiment<Object> experiment) {
        if (entry.isText()) {
            experiment.evaluator(named(entry, entry.text()));
            return;
        }
        String type = entry.entry("type").text();
        try {
            switch (type) {
                case "command" -> command(entry, directory, timeout, experiment);
                case "regex" -> {
                    entry.allow("type", "name", "pattern");
                    experiment.evaluator(Evaluators.regex(
                            name(entry, "regex"),
                            String::valueOf,
                            entry.entry("pattern").text()));
                }
                case "numeric_tolerance" -> {
                    entry.allow("type", "name", "ground_truth", "tolerance");
                    experiment.evaluator(changed(
                            entry,
                            Evaluators.numericTolerance(entry.entry("tolerance").number())));
                }
                default -> {
                    entry.allow("type", "name", "ground_truth");
                    experiment.evaluator(changed(entry, named(entry.entry("type"), type)));
                }
            }
        } catch (PatternSyntaxException e) {
            throw entry.entry("pattern").fault("is no regular expression: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw entry.fault("cannot be: " + e.getMessage());
        }
    }

    private static AnswerEvaluator<Object> named(YamlEntry place, String name) {
        Supplier<AnswerEvaluator<Object>> known = BY_NAME.get(name);
        if (known == null) {
            throw place.fault("is the unknown evaluator \"" + name + "\"; there is " + BY_NAME.keySet()
                    + ", regex, numeric_tolerance and command");
        }
        return known.get();
    }

    private static AnswerEvaluator<Object> changed(YamlEntry entry, AnswerEvaluator<Object> evaluator) {
        YamlEntry key = entry.find("ground_truth");
        AnswerEvaluator<Object> changed = key == null ? evaluator : evaluator.groundTruth(key.text());
        YamlEntry name = entry.find("name");
        return name == null ? changed : changed.named(name.text());
    }

    private static String name(YamlEntry entry, String usual) {
        YamlEntry name = entry.find("name");
        return name == null ? usual : name.text();
    }

    private static void command(YamlEntry entry, Path directory, Duration timeout, Experiment<Object> experiment) {
        entry.allow("type", "name", "command");
        CommandTask command = CommandTask.of(entry.entry("command"), directory, timeout);
        BiFunction<Object, Datapoint, Object> scorer = (output, datapoint) -> {
            Map<String, @Nullable Object> input = new LinkedHashMap<>(datapoint.toMap());
            input.put("id", datapoint.id());
            input.put("output", output);
            try {
                return Answers.readScore(command.run(input, datapoint.inputs()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } catch (java.io.IOException | java.util.concurrent.TimeoutException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        };
        experiment.evaluator(entry.entry("name").text(), scorer);
    }
}
