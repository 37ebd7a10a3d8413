// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a model answered, and what is known of the call. Immutable; each step returns an answer that knows one thing more. */
public final class ChatAnswer {
    private final String text;
    private final @Nullable String model;
    private final @Nullable Long inputTokens;
    private final @Nullable Long outputTokens;
    private final @Nullable Double cost;
    private final List<List<TokenProbability>> tokens;

    private ChatAnswer(
            String text,
            @Nullable String model,
            @Nullable Long inputTokens,
            @Nullable Long outputTokens,
            @Nullable Double cost,
            List<List<TokenProbability>> tokens) {
        this.text = text;
        this.model = model;
        this.inputTokens = inputTokens;
        this.outputTokens = outputTokens;
        this.cost = cost;
        this.tokens = tokens;
    }

    /** Makes an answer of which only the text is known. */
    public static ChatAnswer of(String text) {
        return new ChatAnswer(requireNonNull(text, "text"), null, null, null, null, List.of());
    }

    /** Says which model answered. */
    public ChatAnswer model(String name) {
        return new ChatAnswer(text, name, inputTokens, outputTokens, cost, tokens);
    }

    /** Says how many tokens went in and came out. */
    public ChatAnswer tokens(long input, long output) {
        return new ChatAnswer(text, model, input, output, cost, tokens);
    }

    /** Says what the call cost in US dollars. */
    public ChatAnswer cost(double dollars) {
        return new ChatAnswer(text, model, inputTokens, outputTokens, dollars, tokens);
    }

    /** Says how probable the alternatives of each token of the answer were. */
    public ChatAnswer probabilities(List<List<TokenProbability>> ofEachToken) {
        return new ChatAnswer(
                text,
                model,
                inputTokens,
                outputTokens,
                cost,
                ofEachToken.stream().map(List::copyOf).toList());
    }

    /** Returns the answer. */
    public String text() {
        return text;
    }

    /** Returns the model that answered, if it is known. */
    public Optional<String> model() {
        return Optional.ofNullable(model);
    }

    /** Returns how many tokens went in, if that is known. */
    public OptionalLong inputTokens() {
        return inputTokens == null ? OptionalLong.empty() : OptionalLong.of(inputTokens);
    }

    /** Returns how many tokens came out, if that is known. */
    public OptionalLong outputTokens() {
        return outputTokens == null ? OptionalLong.empty() : OptionalLong.of(outputTokens);
    }

    /** Returns the cost in US dollars, if it is known. */
    public OptionalDouble cost() {
        return cost == null ? OptionalDouble.empty() : OptionalDouble.of(cost);
    }

    /** Returns, for each token of the answer, its alternatives; empty if the model does not tell. */
    public List<List<TokenProbability>> probabilities() {
        return tokens;
    }

    @Override
    public String toString() {
        return "ChatAnswer[" + text + "]";
    }
}
