// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.evaluators;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.experiments.Datapoint;
import ai.honeyhive.experiments.Evaluator;
import ai.honeyhive.experiments.Score;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code embedding_similarity}: the cosine of the embeddings of text and ground truth, from -1 to 1; of several good
 * answers the closest counts. No text, or an empty one, and no ground truth give no score: models disagree on what nothing
 * means. Immutable and thread-safe.
 *
 * @param <O> type of the outputs
 */
public final class EmbeddingEvaluator<O> implements Evaluator<O> {
    private final String name;
    private final @Nullable String groundTruthKey;
    private final Function<? super O, ? extends @Nullable CharSequence> text;
    private final EmbeddingFunction embedding;

    private EmbeddingEvaluator(
            String name,
            @Nullable String groundTruthKey,
            Function<? super O, ? extends @Nullable CharSequence> text,
            EmbeddingFunction embedding) {
        this.name = name;
        this.groundTruthKey = groundTruthKey;
        this.text = requireNonNull(text, "text");
        this.embedding = requireNonNull(embedding, "embedding");
    }

    /** Compares the output's text. */
    public static EmbeddingEvaluator<Object> embeddingSimilarity(EmbeddingFunction embedding) {
        return embeddingSimilarity(Object::toString, embedding);
    }

    /**
     * Compares a text inside the output.
     *
     * @param text gets the text out of the output
     */
    public static <O> EmbeddingEvaluator<O> embeddingSimilarity(
            Function<? super O, ? extends @Nullable CharSequence> text, EmbeddingFunction embedding) {
        return new EmbeddingEvaluator<>("embedding_similarity", null, text, embedding);
    }

    /** Returns the same evaluator under another metric name. */
    public EmbeddingEvaluator<O> named(String metric) {
        return new EmbeddingEvaluator<>(requireNonNull(metric, "metric"), groundTruthKey, text, embedding);
    }

    /** Returns the same evaluator comparing with one entry of ground truths that are maps. Default: the only entry. */
    public EmbeddingEvaluator<O> groundTruth(String key) {
        return new EmbeddingEvaluator<>(name, requireNonNull(key, "key"), text, embedding);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable Score score(@Nullable O output, Datapoint datapoint) throws Exception {
        CharSequence given = output == null ? null : text.apply(output);
        if (given == null || given.toString().isBlank()) {
            return null;
        }
        double best = Double.NEGATIVE_INFINITY;
        double[] vector = null;
        for (Object truth : GroundTruth.answers(datapoint, groundTruthKey)) {
            vector = vector == null ? embedding.embed(given.toString()) : vector;
            best = Math.max(best, EmbeddingFunction.cosine(vector, embedding.embed(truth.toString())));
        }
        return vector == null ? null : Score.of(best);
    }
}
