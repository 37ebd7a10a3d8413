// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.evaluators;

import java.util.function.Function;

/** Turns a text into a vector: any embedding model, local or remote. Called from several threads at once. */
@FunctionalInterface
public interface EmbeddingFunction {
    /**
     * Embeds a text.
     *
     * @return as many numbers for every text
     * @throws Exception whatever goes wrong: it becomes the evaluator's error on this row
     */
    double[] embed(String text) throws Exception;

    /** Adapts a function that returns single precision, as most clients do. */
    static EmbeddingFunction ofFloats(Function<String, float[]> function) {
        return text -> {
            float[] vector = function.apply(text);
            double[] wide = new double[vector.length];
            for (int i = 0; i < vector.length; i++) {
                wide[i] = vector[i];
            }
            return wide;
        };
    }

    /**
     * Returns the cosine of the angle between two vectors, a b / (|a| |b|), from -1 to 1.
     *
     * @throws IllegalArgumentException if they differ in length, or one has no direction: it is zero or not finite
     */
    static double cosine(double[] one, double[] other) {
        if (one.length != other.length) {
            throw new IllegalArgumentException(
                    "embeddings of " + one.length + " and " + other.length + " numbers are not of one model");
        }
        double product = 0;
        double square = 0;
        double otherSquare = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * other[i];
            square += one[i] * one[i];
            otherSquare += other[i] * other[i];
        }
        double cosine = product / (Math.sqrt(square) * Math.sqrt(otherSquare));
        if (Double.isNaN(cosine)) {
            throw new IllegalArgumentException("an embedding is zero or not finite, so it has no direction");
        }
        return Math.max(-1, Math.min(1, cosine));
    }
}
