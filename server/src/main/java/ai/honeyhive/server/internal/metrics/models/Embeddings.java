// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.metrics.models;

import ai.honeyhive.server.internal.metrics.models.ModelException.Remedy;
import ai.honeyhive.server.internal.model.Json;
import java.util.List;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Texts as vectors, by {@code POST /embeddings}. Thread-safe. */
public final class Embeddings {
    /** Models take some thousands of tokens; what is longer is compared by its beginning. */
    private static final int MAX_TEXT = 24_000;

    private final ModelClient client;

    Embeddings(ModelSettings settings, LongSupplier clock) {
        this.client = new ModelClient(settings, clock);
    }

    public String model() {
        return client.settings().model();
    }

    int concurrency() {
        return client.settings().concurrency();
    }

    /**
     * The cosine of two texts' vectors, from -1 to 1.
     *
     * @throws ModelException if there is no usable answer
     */
    public double cosine(List<String> two) {
        ObjectNode body = Json.object().put("model", model()).put("encoding_format", "float");
        ArrayNode input = body.putArray("input");
        // Many servers refuse empty texts.
        two.forEach(text -> input.add(text.isBlank() ? " " : text.substring(0, Math.min(text.length(), MAX_TEXT))));
        JsonNode data = client.post("/embeddings", body).path("data");
        double[] one = vector(data, 0);
        double[] other = vector(data, 1);
        if (one.length != other.length) {
            throw unusable();
        }
        double product = 0;
        double left = 0;
        double right = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * other[i];
            left += one[i] * one[i];
            right += other[i] * other[i];
        }
        double cosine = product / Math.sqrt(left * right);
        if (!Double.isFinite(cosine)) {
            throw unusable();
        }
        return Math.max(-1, Math.min(1, cosine));
    }

    /** By the index that the answer gives, else by place. */
    private static double[] vector(JsonNode data, int index) {
        JsonNode found = data.path(index);
        for (JsonNode item : data) {
            if (item.path("index").isInt() && item.path("index").intValue() == index) {
                found = item;
            }
        }
        JsonNode embedding = found.path("embedding");
        if (!embedding.isArray() || embedding.isEmpty()) {
            throw unusable();
        }
        double[] vector = new double[embedding.size()];
        for (int i = 0; i < vector.length; i++) {
            if (!embedding.get(i).isNumber()) {
                throw unusable();
            }
            vector[i] = embedding.get(i).asDouble();
        }
        return vector;
    }

    private static ModelException unusable() {
        return new ModelException("the answer holds no two vectors of one length", Remedy.RETRY, 0);
    }
}
