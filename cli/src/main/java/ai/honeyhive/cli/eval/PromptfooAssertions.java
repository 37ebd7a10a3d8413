// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.Score;
import ai.honeyhive.experiments.evaluators.JsonEvaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks the assertions of a promptfoo case: passed if all are; {@code promptfoo_score} is their weighted share. */
final class PromptfooAssertions implements Evaluator<Object> {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> TYPES = new TreeSet<>(List.of(
            "equals",
            "contains",
            "icontains",
            "contains-any",
            "contains-all",
            "icontains-any",
            "icontains-all",
            "starts-with",
            "regex",
            "is-json",
            "levenshtein"));

    /** What promptfoo knows besides: in a table a cell with such a word is no answer to compare with. */
    private static final Set<String> ELSEWHERE = Set.of(
            "answer-relevance",
            "bleu",
            "classifier",
            "contains-html",
            "contains-json",
            "contains-sql",
            "contains-xml",
            "context-faithfulness",
            "context-recall",
            "context-relevance",
            "conversation-relevance",
            "cost",
            "eval",
            "f-score",
            "factuality",
            "file",
            "finish-reason",
            "fn",
            "g-eval",
            "gleu",
            "grade",
            "guardrails",
            "is-html",
            "is-refusal",
            "is-sql",
            "is-valid-function-call",
            "is-valid-openai-function-call",
            "is-valid-openai-tools-call",
            "is-xml",
            "javascript",
            "latency",
            "llm-rubric",
            "meteor",
            "model-graded-closedqa",
            "model-graded-factuality",
            "moderation",
            "perplexity",
            "perplexity-score",
            "pi",
            "python",
            "rouge-n",
            "ruby",
            "search-rubric",
            "similar",
            "tool-call-f1",
            "webhook",
            "word-count");

    /** Returns whether a word is the name of an assertion, be it one that is not known here. */
    static boolean isType(String word) {
        return TYPES.contains(plainType(word)) || ELSEWHERE.contains(plainType(word));
    }

    /** Refuses what could not be checked later. */
    static void check(YamlEntry assertion) {
        YamlEntry named = assertion.entry("type");
        String type = plainType(named.text());
        if (!TYPES.contains(type)) {
            throw named.fault("is \"" + named.text() + "\", which is not known here; there is " + TYPES
                    + ", each also with not- before it");
        }
        assertion.allow("type", "value", "threshold", "weight", "metric");
        for (String key : List.of("threshold", "weight")) {
            YamlEntry number = assertion.find(key);
            if (number != null && number.number() < 0) {
                throw number.fault("must be at least 0");
            }
        }
        YamlEntry value = type.equals("is-json") ? assertion.find("value") : assertion.entry("value");
        if (value != null) {
            check(type, value);
        }
    }

    private static void check(String type, YamlEntry value) {
        if (value.value() instanceof String text && text.startsWith("file://")) {
            throw value.fault("is " + text + ", which is not read here: write its content");
        }
        if (type.endsWith("-any") || type.endsWith("-all")) {
            value.list();
        } else if (type.equals("regex")) {
            try {
                Pattern.compile(value.text());
            } catch (PatternSyntaxException e) {
                throw value.fault("is no regular expression: " + e.getDescription());
            }
        } else if (type.equals("is-json")) {
            try {
                schema(value.value());
            } catch (IllegalArgumentException e) {
                throw value.fault("is no JSON schema: " + e.getMessage());
            }
        }
    }

    @Override
    public String name() {
        return "promptfoo";
    }

    @Override
    public @Nullable Score score(@Nullable Object output, Datapoint datapoint) throws Exception {
        if (!(datapoint.metadata().get(PromptfooCases.ASSERTIONS) instanceof List<?> assertions)
                || assertions.isEmpty()) {
            return null;
        }
        String text = output == null ? "" : output instanceof String string ? string : JSON.writeValueAsString(output);
        double total = 0;
        double passed = 0;
        List<String> failed = new ArrayList<>();
        for (Object each : assertions) {
            if (each instanceof Map<?, ?> assertion) {
                double weight = number(assertion, "weight", 1);
                total += weight;
                if (holds(assertion, text, output)) {
                    passed += weight;
                } else {
                    failed.add(assertion.get("type")
                            + (assertion.get("value") == null ? "" : " " + assertion.get("value")));
                }
            }
        }
        double share = total == 0 ? 1.0 : passed / total;
        boolean pass = datapoint.metadata().get(PromptfooCases.THRESHOLD) instanceof Number least
                ? share >= least.doubleValue()
                : failed.isEmpty();
        return Score.of(pass)
                .because(failed.isEmpty() ? "all assertions hold" : "not so: " + String.join("; ", failed))
                .with("score", share);
    }

    private static boolean holds(Map<?, ?> assertion, String text, @Nullable Object output) throws Exception {
        String type = String.valueOf(assertion.get("type"));
        return plain(plainType(type), assertion, text, output) != type.startsWith("not-");
    }

    private static boolean plain(String type, Map<?, ?> assertion, String text, @Nullable Object output)
            throws Exception {
        Object value = assertion.get("value");
        String wanted = String.valueOf(value);
        String lower = text.toLowerCase(Locale.ROOT);
        Predicate<Object> contained = part -> text.contains(String.valueOf(part));
        Predicate<Object> containedInAnyCase =
                part -> lower.contains(String.valueOf(part).toLowerCase(Locale.ROOT));
        return switch (type) {
            case "equals" ->
                (value instanceof Map || value instanceof List)
                        ? JSON.valueToTree(value).equals(tree(output, text))
                        : text.equals(wanted);
            case "contains" -> contained.test(wanted);
            case "icontains" -> containedInAnyCase.test(wanted);
            case "contains-any" -> list(value).stream().anyMatch(contained);
            case "contains-all" -> list(value).stream().allMatch(contained);
            case "icontains-any" -> list(value).stream().anyMatch(containedInAnyCase);
            case "icontains-all" -> list(value).stream().allMatch(containedInAnyCase);
            case "starts-with" -> text.startsWith(wanted);
            case "regex" -> Pattern.compile(wanted).matcher(text).find();
            case "is-json" -> tree(output, text) != null && (value == null || isValid(value, output));
            case "levenshtein" ->
                LevenshteinDistance.getDefaultInstance().apply(text, wanted) <= number(assertion, "threshold", 5);
            default -> throw new IllegalStateException("unknown assertion " + type);
        };
    }

    private static boolean isValid(Object schema, @Nullable Object output) throws Exception {
        Score valid = schema(schema).score(output, Datapoint.of(Map.of()));
        return valid != null && valid.value().equals(true);
    }

    private static Evaluator<Object> schema(@Nullable Object schema) {
        return JsonEvaluator.jsonSchema(schema instanceof String text ? text : JSON.writeValueAsString(schema));
    }

    private static @Nullable JsonNode tree(@Nullable Object output, String text) {
        if (output instanceof Map || output instanceof List) {
            return JSON.valueToTree(output);
        }
        try {
            JsonNode tree = JSON.readTree(text);
            return tree.isMissingNode() ? null : tree;
        } catch (JacksonException e) {
            return null; // which is what is asked
        }
    }

    private static double number(Map<?, ?> assertion, String key, double usual) {
        return assertion.get(key) instanceof Number number ? number.doubleValue() : usual;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static String plainType(String type) {
        return type.startsWith("not-") ? type.substring(4) : type;
    }
}
