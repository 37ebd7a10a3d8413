// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.runs;

import ai.honeyhive.server.internal.model.Document;
import ai.honeyhive.server.internal.model.Json;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known of a metric beside its values.
 *
 * @param type whose metric it is
 * @param threshold what passes: {@code min}, {@code max}, {@code pass_when}, {@code passing_categories}; empty for anything
 * @param categories texts that stand for scores: objects of {@code category} and {@code score}
 */
public record MetricRule(String type, ObjectNode threshold, JsonNode categories) {

    /**
     * The rule of a metric.
     *
     * @param definition the metric's definition on this server, if it has one
     * @param range the range that the run gives it; it wins over that of the definition
     */
    public static MetricRule of(@Nullable Document definition, @Nullable JsonNode range) {
        ObjectNode body = definition == null ? Json.object() : definition.body();
        JsonNode threshold = range instanceof ObjectNode ? range : body.path("threshold");
        return new MetricRule(
                body.path("type").asString("CLIENT_SIDE"),
                threshold instanceof ObjectNode object ? object : Json.object(),
                body.path("categories"));
    }

    /** What a value counts as: itself, 1 and 0 for true and false, the score of a category; empty for other texts. */
    public OptionalDouble number(JsonNode value) {
        if (value.isBoolean()) {
            return OptionalDouble.of(value.asBoolean() ? 1 : 0);
        }
        if (value.isNumber()) {
            return Json.finite(value);
        }
        for (JsonNode category : categories) {
            if (value.isString()
                    && category.path("category").asString("").equals(value.asString())
                    && category.path("score").isNumber()) {
                return Json.finite(category.path("score"));
            }
        }
        return OptionalDouble.empty();
    }

    /** Whether a value passes; null if nothing says what does. */
    public @Nullable Boolean passes(JsonNode value) {
        JsonNode passing = threshold.path("passing_categories");
        if (value.isString() && passing.isArray()) {
            return passing.valueStream().anyMatch(category -> value.asString().equals(category.asString()));
        }
        OptionalDouble number = number(value);
        if (number.isEmpty()) {
            return null;
        }
        JsonNode when = threshold.path("pass_when");
        if (when.isBoolean() || when.isNumber()) {
            return number.equals(number(when));
        }
        OptionalDouble min = Json.finite(threshold.get("min"));
        OptionalDouble max = Json.finite(threshold.get("max"));
        if (min.isEmpty() && max.isEmpty()) {
            return null;
        }
        return number.getAsDouble() >= min.orElse(Double.NEGATIVE_INFINITY)
                && number.getAsDouble() <= max.orElse(Double.POSITIVE_INFINITY);
    }

    /** True for a metric that is bounded from above alone, as times and costs are, or that passes when false. */
    public boolean lowerIsBetter() {
        JsonNode when = threshold.path("pass_when");
        if (when.isBoolean()) {
            return !when.asBoolean();
        }
        return threshold.path("max").isNumber() && !threshold.path("min").isNumber();
    }
}
