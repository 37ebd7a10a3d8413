// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.OptionalDouble;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tokens and cost; null is "not known", which is not 0. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Usage(
        @Nullable Long promptTokens,
        @Nullable Long completionTokens,
        @Nullable Long totalTokens,
        @Nullable Double cost) {
    public static final Usage UNKNOWN = new Usage(null, null, null, null);

    public static Usage of(Event event) {
        return of(event.buckets().get(Bucket.METADATA));
    }

    /** Reads the well-known metadata keys; the total is the sum of the pair where only the pair is known. */
    public static Usage of(ObjectNode metadata) {
        Long prompt = tokens(metadata, "prompt_tokens", "input_tokens");
        Long completion = tokens(metadata, "completion_tokens", "output_tokens");
        Long total = tokens(metadata, "total_tokens", "total_tokens");
        if (total == null && prompt != null && completion != null) {
            total = prompt + completion;
        }
        return new Usage(prompt, completion, total, number(metadata.get("cost")));
    }

    public Usage plus(Usage other) {
        return new Usage(
                combine(promptTokens, other.promptTokens, Long::sum),
                combine(completionTokens, other.completionTokens, Long::sum),
                combine(totalTokens, other.totalTokens, Long::sum),
                combine(cost, other.cost, Double::sum));
    }

    /** This usage where it is known, else the other, figure by figure. */
    public Usage orElse(Usage other) {
        return new Usage(
                promptTokens != null ? promptTokens : other.promptTokens,
                completionTokens != null ? completionTokens : other.completionTokens,
                totalTokens != null ? totalTokens : other.totalTokens,
                cost != null ? cost : other.cost);
    }

    /** Adds the figures that are known under HoneyHive's names. */
    public void putInto(ObjectNode json) {
        if (promptTokens != null) {
            json.put("prompt_tokens", promptTokens);
        }
        if (completionTokens != null) {
            json.put("completion_tokens", completionTokens);
        }
        if (totalTokens != null) {
            json.put("total_tokens", totalTokens);
        }
        if (cost != null) {
            // What is finer than this depends on the order in which the parts were added up.
            json.put("cost", Math.rint(cost * 1e12) / 1e12);
        }
    }

    private static @Nullable Long tokens(ObjectNode metadata, String name, String otherName) {
        Double value = number(metadata.get(name));
        if (value == null) {
            value = number(metadata.get(otherName));
        }
        return value == null ? null : Math.round(value);
    }

    private static @Nullable Double number(@Nullable JsonNode value) {
        OptionalDouble number = Json.finite(value);
        return number.isPresent() ? number.getAsDouble() : null;
    }

    private static <T> @Nullable T combine(@Nullable T one, @Nullable T other, BinaryOperator<T> sum) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return sum.apply(one, other);
    }
}
