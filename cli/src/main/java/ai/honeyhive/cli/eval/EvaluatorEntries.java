// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.evaluators.AnswerEvaluator;
import ai.honeyhive.experiments.evaluators.Evaluators;
import ai.honeyhive.experiments.evaluators.JsonEvaluator;
import ai.honeyhive.experiments.evaluators.TextEvaluators;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.PatternSyntaxException;

/** Evaluators by the names that files call them. */
final class EvaluatorEntries {
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(60);

    /** Those that compare with the ground truth and need to be told nothing. */
    private static final Map<String, Supplier<AnswerEvaluator<Object>>> PLAIN = new TreeMap<>(Map.ofEntries(
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

    static Evaluator<Object> read(YamlEntry entry, Path directory) {
        if (entry.isText()) {
            return entry.text().equals("json_equal") ? JsonEvaluator.jsonEqual() : plain(entry, entry.text());
        }
        try {
            return read(entry, entry.entry("type").text(), directory);
        } catch (PatternSyntaxException e) {
            throw entry.entry("pattern").fault("is no regular expression: " + e.getDescription());
        } catch (IllegalArgumentException e) {
            throw entry.fault("cannot be: " + e.getMessage());
        }
    }

    private static Evaluator<Object> read(YamlEntry entry, String type, Path directory) {
        return switch (type) {
            case "command" -> {
                YamlEntry limit =
                        entry.allow("type", "name", "command", "timeout").find("timeout");
                yield new ProgramEvaluator(
                        entry.entry("name").text(),
                        Program.of(entry.entry("command"), directory),
                        limit == null ? USUAL_TIMEOUT : limit.seconds());
            }
            case "regex" ->
                Evaluators.regex(
                        name(entry.allow("type", "name", "pattern"), type),
                        String::valueOf,
                        entry.entry("pattern").text());
            case "json_schema" -> {
                YamlEntry schema = entry.allow("type", "name", "schema").entry("schema");
                String text = schema.isText()
                        ? YamlFile.text(directory.resolve(schema.text()))
                        : Answers.write(schema.value());
                yield JsonEvaluator.jsonSchema(name(entry, type), output -> output, text);
            }
            case "json_equal" -> {
                YamlEntry key = entry.allow("type", "name", "ground_truth").find("ground_truth");
                JsonEvaluator<Object> equal = JsonEvaluator.jsonEqual().named(name(entry, type));
                yield key == null ? equal : equal.groundTruth(key.text());
            }
            case "numeric_tolerance" -> {
                YamlEntry tolerance =
                        entry.allow("type", "name", "ground_truth", "tolerance").entry("tolerance");
                yield changed(entry, type, Evaluators.numericTolerance(tolerance.number()));
            }
            default -> {
                AnswerEvaluator<Object> evaluator = plain(entry.entry("type"), type);
                yield changed(entry.allow("type", "name", "ground_truth"), type, evaluator);
            }
        };
    }

    private static AnswerEvaluator<Object> plain(YamlEntry place, String type) {
        Supplier<AnswerEvaluator<Object>> known = PLAIN.get(type);
        if (known != null) {
            return known.get();
        }
        if (place.path().endsWith("]")
                && Set.of("regex", "json_schema", "numeric_tolerance", "command")
                        .contains(type)) {
            throw place.fault("is the evaluator \"" + type + "\", which needs more: write {type: " + type + ", ...}");
        }
        Set<String> all = new TreeSet<>(PLAIN.keySet());
        all.addAll(Set.of("regex", "json_equal", "json_schema", "numeric_tolerance", "command"));
        throw place.fault("is the unknown evaluator \"" + type + "\"; there is " + all);
    }

    private static AnswerEvaluator<Object> changed(YamlEntry entry, String type, AnswerEvaluator<Object> evaluator) {
        YamlEntry key = entry.find("ground_truth");
        AnswerEvaluator<Object> named = evaluator.named(name(entry, type));
        return key == null ? named : named.groundTruth(key.text());
    }

    private static String name(YamlEntry entry, String usual) {
        YamlEntry name = entry.find("name");
        return name == null ? usual : name.text();
    }
}
