// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Checks the assertions of a promptfoo case: passed if all are; {@code promptfoo_score} is their weighted share. */
final class PromptfooAssertions implements Evaluator<Object> {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TreeSet<String> TYPES = new TreeSet<>(List.of(
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

    /** Refuses what could not be checked later. */
    static void check(YamlEntry assertion) {
        String type = plainType(assertion.entry("type").text());
        if (!TYPES.contains(type)) {
            throw assertion
                    .entry("type")
                    .fault("is \"" + type + "\", which is not known here; there is " + TYPES
                            + ", each also with not- before it");
        }
        if (!type.equals("is-json")) {
            assertion.entry("value");
        }
        if (type.endsWith("-any") || type.endsWith("-all")) {
            assertion.entry("value").list();
        }
        if (type.equals("regex")) {
            try {
                Pattern.compile(assertion.entry("value").text());
            } catch (PatternSyntaxException e) {
                throw assertion.entry("value").fault("is no regular expression: " + e.getMessage());
            }
        }
    }

    @Override
    public String name() {
        return "promptfoo";
    }

    @Override
    public @Nullable Score score(@Nullable Object output, Datapoint datapoint) {
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
                double weight = assertion.get("weight") instanceof Number number ? number.doubleValue() : 1;
                total += weight;
                if (holds(assertion, text, output)) {
                    passed += weight;
                } else {
                    failed.add(assertion.get("type") + " " + assertion.get("value"));
                }
            }
        }
        return Score.of(failed.isEmpty())
                .because(failed.isEmpty() ? "all assertions hold" : "not so: " + String.join("; ", failed))
                .with("score", total == 0 ? 1.0 : passed / total);
    }

    private static boolean holds(Map<?, ?> assertion, String text, @Nullable Object output) {
        String type = String.valueOf(assertion.get("type"));
        return plain(plainType(type), assertion, text, output) != type.startsWith("not-");
    }

    private static boolean plain(String type, Map<?, ?> assertion, String text, @Nullable Object output) {
        Object value = assertion.get("value");
        String wanted = String.valueOf(value);
        String lower = text.toLowerCase(Locale.ROOT);
        Predicate<Object> contained = part -> text.contains(String.valueOf(part));
        Predicate<Object> containedInAnyCase =
                part -> lower.contains(String.valueOf(part).toLowerCase(Locale.ROOT));
        return switch (type) {
            case "equals" ->
                value instanceof Map || value instanceof List
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
            case "is-json" -> tree(output, text) != null;
            case "levenshtein" ->
                LevenshteinDistance.getDefaultInstance().apply(text, wanted)
                        <= (assertion.get("threshold") instanceof Number most ? most.doubleValue() : 5);
            default -> throw new IllegalStateException("unknown assertion " + type);
        };
    }

    private static tools.jackson.databind.@Nullable JsonNode tree(@Nullable Object output, String text) {
        if (output instanceof Map || output instanceof List) {
            return JSON.valueToTree(output);
        }
        try {
            var tree = JSON.readTree(text);
            return tree.isMissingNode() ? null : tree;
        } catch (JacksonException e) {
            return null; // which is what is asked
        }
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static String plainType(String type) {
        return type.startsWith("not-") ? type.substring(4) : type;
    }
}
