// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.evaluators;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.Score;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * {@code json_equal}: whether answer and ground truth are the same JSON value: keys in any order, arrays in order, numbers
 * by value (1 is 1.0). Texts are parsed, other objects written as JSON. The ground truth is taken whole, also if it is a map
 * or list, or the entry that {@link #groundTruth} names. A datapoint without one gets no score; a text that is no JSON is
 * not equal. The explanation names the first difference. Immutable and thread-safe.
 *
 * @param <O> type of the outputs
 */
public final class JsonEvaluator<O> implements Evaluator<O> {
    private final String name;
    private final @Nullable String groundTruthKey;
    private final Function<? super O, ? extends @Nullable Object> answer;

    private JsonEvaluator(
            String name, @Nullable String groundTruthKey, Function<? super O, ? extends @Nullable Object> answer) {
        this.name = name;
        this.groundTruthKey = groundTruthKey;
        this.answer = requireNonNull(answer, "answer");
    }

    /** Compares the whole output. */
    public static JsonEvaluator<Object> jsonEqual() {
        return jsonEqual(output -> output);
    }

    /**
     * Compares a value inside the output.
     *
     * @param answer gets the value, or a text that is its JSON, out of the output
     */
    public static <O> JsonEvaluator<O> jsonEqual(Function<? super O, ? extends @Nullable Object> answer) {
        return new JsonEvaluator<>("json_equal", null, answer);
    }

    /**
     * {@code json_schema}: whether the output is valid under a JSON schema (draft 2020-12, or the one that its
     * {@code $schema} names). Needs no ground truth, but {@code com.networknt:json-schema-validator} on the class path.
     * References to other places than the schema itself are not fetched. The explanation names what is wrong.
     *
     * @param schema the schema, as JSON
     * @throws IllegalArgumentException if that is no JSON
     * @throws IllegalStateException if the validator is not there
     */
    public static Evaluator<Object> jsonSchema(String schema) {
        return jsonSchema("json_schema", output -> output, schema);
    }

    /**
     * Whether a value inside the output is valid under a JSON schema.
     *
     * @param metric name of the metric
     * @param value gets the value, or a text that is its JSON, out of the output
     * @param schema the schema, as JSON
     * @see #jsonSchema(String)
     */
    public static <O> Evaluator<O> jsonSchema(
            String metric, Function<? super O, ? extends @Nullable Object> value, String schema) {
        try {
            return new JsonSchemaEvaluator<>(metric, value, schema);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "jsonSchema needs the library com.networknt:json-schema-validator: add it to your build", e);
        }
    }

    /** Returns the same evaluator under another metric name. */
    public JsonEvaluator<O> named(String metric) {
        return new JsonEvaluator<>(requireNonNull(metric, "metric"), groundTruthKey, answer);
    }

    /** Returns the same evaluator comparing with one entry of ground truths that are maps. */
    public JsonEvaluator<O> groundTruth(String key) {
        return new JsonEvaluator<>(name, requireNonNull(key, "key"), answer);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable Score score(@Nullable O output, Datapoint datapoint) {
        Object truth = groundTruthKey == null
                ? datapoint.groundTruth().orElse(null)
                : datapoint.findGroundTruth(groundTruthKey).orElse(null);
        if (truth == null) {
            return null;
        }
        JsonNode expected = JsonValues.read(truth);
        JsonNode actual;
        try {
            actual = JsonValues.read(output == null ? null : answer.apply(output));
        } catch (JacksonException e) {
            return Score.of(false).because("no JSON: " + e.getOriginalMessage());
        }
        String difference = JsonValues.difference("", expected, actual);
        return difference == null ? Score.of(true) : Score.of(false).because(difference);
    }
}
