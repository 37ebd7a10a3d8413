// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.legacy;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.Score;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * LEGACY: the built-in evaluators of the Python SDK ({@code honeyhive.evaluation.evaluators}), under their names and with
 * their formulas. They compare the {@code response} of the outputs with the {@code expected} of the inputs, each an empty
 * text if absent. As evaluators of an experiment they take an output that is no map as the response. New code uses
 * {@link ai.honeyhive.experiments.evaluators.Evaluators}. Immutable and thread-safe.
 */
public final class LegacyEvaluator implements Evaluator<Object> {
    private static final List<LegacyEvaluator> ALL = List.of(
            new LegacyEvaluator("exact_match", LegacyEvaluator::exactMatch),
            new LegacyEvaluator("f1_score", LegacyEvaluator::f1Score),
            new LegacyEvaluator("length", LegacyEvaluator::length),
            new LegacyEvaluator("semantic_similarity", LegacyEvaluator::semanticSimilarity));

    private final String name;
    private final BiFunction<Object, Object, Map<String, Object>> formula;

    private LegacyEvaluator(String name, BiFunction<Object, Object, Map<String, Object>> formula) {
        this.name = name;
        this.formula = formula;
    }

    /**
     * {@code exact_match}: 1 if both are texts that are equal without case and surrounding spaces, or are equal otherwise;
     * else 0. Tells {@code expected} and {@code actual} too.
     */
    public static LegacyEvaluator exactMatch() {
        return named("exact_match");
    }

    /**
     * {@code f1_score}: 2pr / (p + r) of the sets of lower-case words, p the share of the response's words that are
     * expected, r the share of the expected ones that are in the response; 0 if a side is empty, or no text, which
     * {@code error} tells then.
     */
    public static LegacyEvaluator f1Score() {
        return named("f1_score");
    }

    /**
     * {@code length}: {@code char_count}, {@code word_count} and {@code line_count} of the response; a response that is no
     * text has one word and one line. As evaluator of an experiment its score is the number of characters.
     */
    public static LegacyEvaluator length() {
        return named("length");
    }

    /**
     * {@code semantic_similarity}: 0.7 J + 0.3 (1 - |s1 - s2| / max(s1, s2, 1)), J the Jaccard index of the sets of
     * lower-case words and s the number of parts between full stops; 0 if a side is empty.
     */
    public static LegacyEvaluator semanticSimilarity() {
        return named("semantic_similarity");
    }

    /**
     * Finds an evaluator by its name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static LegacyEvaluator named(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("Unknown evaluator: " + name + "; there is "
                        + ALL.stream().map(LegacyEvaluator::name).toList()));
    }

    /**
     * Returns the overall score of Python's {@code evaluate(prediction, ground_truth, metrics)}: the mean of all numbers
     * that the evaluators return, clamped to 0 to 1. Counts of {@code length} are among them, as there.
     *
     * @param metrics names of evaluators; unknown ones are skipped
     */
    public static double overall(@Nullable Object prediction, @Nullable Object groundTruth, String... metrics) {
        Map<String, ?> inputs = groundTruth == null ? Map.of() : Map.of("expected", groundTruth);
        Map<String, ?> outputs = prediction == null ? Map.of() : Map.of("response", prediction);
        double mean = Arrays.stream(metrics)
                .flatMap(metric -> find(metric).stream())
                .flatMap(evaluator -> evaluator.evaluate(inputs, outputs).entrySet().stream())
                .filter(entry ->
                        !entry.getKey().equals("expected") && !entry.getKey().equals("actual"))
                .map(Map.Entry::getValue)
                .filter(Number.class::isInstance)
                .mapToDouble(value -> ((Number) value).doubleValue())
                .average()
                .orElse(0);
        return Math.min(1, Math.max(0, mean));
    }

    /**
     * Returns what the Python evaluator returns.
     *
     * @param inputs with {@code expected}
     * @param outputs with {@code response}
     */
    public Map<String, Object> evaluate(Map<String, ?> inputs, Map<String, ?> outputs) {
        return formula.apply(side(inputs, "expected"), side(outputs, "response"));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Score score(@Nullable Object output, Datapoint datapoint) {
        Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
        if (output instanceof Map<?, ?> map) {
            map.forEach((key, value) -> outputs.put(String.valueOf(key), value));
        } else if (output != null) {
            outputs.put("response", output);
        }
        Iterator<Map.Entry<String, Object>> results =
                evaluate(datapoint.inputs(), outputs).entrySet().iterator();
        Score score = Score.of((Number) results.next().getValue());
        while (results.hasNext()) {
            Map.Entry<String, Object> result = results.next();
            Object value = result.getValue();
            boolean scalar = value instanceof Number || value instanceof Boolean;
            score = score.with(result.getKey(), scalar ? value : value.toString());
        }
        return score;
    }

    private static Map<String, Object> exactMatch(Object expected, Object actual) {
        boolean equal = (expected instanceof String one && actual instanceof String other)
                ? one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT))
                : sameValue(expected, actual);
        return results("exact_match", equal ? 1.0 : 0.0, "expected", expected, "actual", actual);
    }

    private static Map<String, Object> f1Score(Object expected, Object actual) {
        if (!(expected instanceof String one) || !(actual instanceof String other)) {
            return results("f1_score", 0.0, "error", "Both expected and actual must be strings");
        }
        Set<String> wanted = words(one);
        Set<String> given = words(other);
        int common = common(wanted, given);
        if (common == 0) {
            return results("f1_score", 0.0);
        }
        double precision = (double) common / given.size();
        double recall = (double) common / wanted.size();
        return results("f1_score", 2 * precision * recall / (precision + recall));
    }

    private static Map<String, Object> length(Object expected, Object actual) {
        String text = actual.toString();
        boolean isText = actual instanceof String;
        return results(
                "char_count",
                text.codePointCount(0, text.length()),
                "word_count",
                isText ? split(text).length : 1,
                "line_count",
                isText ? (int) text.lines().count() : 1);
    }

    private static Map<String, Object> semanticSimilarity(Object expected, Object actual) {
        String one = expected.toString();
        String other = actual.toString();
        Set<String> wanted = words(one);
        Set<String> given = words(other);
        if (wanted.isEmpty() || given.isEmpty()) {
            return results("semantic_similarity", 0.0);
        }
        int common = common(wanted, given);
        double jaccard = (double) common / (wanted.size() + given.size() - common);
        int parts = one.split("\\.", -1).length;
        int otherParts = other.split("\\.", -1).length;
        double structure = 1 - Math.abs(parts - otherParts) / (double) Math.max(Math.max(parts, otherParts), 1);
        return results("semantic_similarity", Math.min(1, Math.max(0, 0.7 * jaccard + 0.3 * structure)));
    }

    private static Optional<LegacyEvaluator> find(String name) {
        return ALL.stream().filter(evaluator -> evaluator.name.equals(name)).findFirst();
    }

    /** Python prints None where there is a null. */
    private static Object side(Map<String, ?> values, String key) {
        Object value = values.get(key);
        return value != null ? value : values.containsKey(key) ? "None" : "";
    }

    private static Map<String, Object> results(Object... namesAndValues) {
        Map<String, Object> results = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            results.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return results;
    }

    private static boolean sameValue(Object one, Object other) {
        return (one instanceof Number a && other instanceof Number b)
                ? a.doubleValue() == b.doubleValue()
                : one.equals(other);
    }

    private static int common(Set<String> one, Set<String> other) {
        return (int) one.stream().filter(other::contains).count();
    }

    private static Set<String> words(String text) {
        return new HashSet<>(Arrays.asList(split(text.toLowerCase(Locale.ROOT))));
    }

    private static String[] split(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? new String[0] : stripped.split("\\s+", -1);
    }
}
