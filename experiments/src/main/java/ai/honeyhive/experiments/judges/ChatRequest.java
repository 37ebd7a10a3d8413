// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a judge asks. Two requests are equal if they ask the same. A model that cannot do all of it may leave out the wish
 * for a format or for probabilities: judges check every answer. Immutable; each step returns a request that differs in one
 * thing.
 */
public final class ChatRequest {
    private final List<ChatMessage> messages;
    private final @Nullable Double temperature;
    private final @Nullable String jsonSchema;
    private final int topProbabilities;
    private final int sample;

    private ChatRequest(
            List<ChatMessage> messages,
            @Nullable Double temperature,
            @Nullable String jsonSchema,
            int topProbabilities,
            int sample) {
        this.messages = List.copyOf(messages);
        this.temperature = temperature;
        this.jsonSchema = jsonSchema;
        this.topProbabilities = topProbabilities;
        this.sample = sample;
    }

    /** Asks with these messages. */
    public static ChatRequest of(ChatMessage... messages) {
        return new ChatRequest(List.of(messages), null, null, 0, 0);
    }

    /** Adds messages at the end. */
    public ChatRequest plus(ChatMessage... more) {
        List<ChatMessage> all = new ArrayList<>(messages);
        all.addAll(List.of(more));
        return new ChatRequest(all, temperature, jsonSchema, topProbabilities, sample);
    }

    /** Sets how much chance there is in the answer, from 0. Default: as the model likes. */
    public ChatRequest temperature(double value) {
        return new ChatRequest(messages, value, jsonSchema, topProbabilities, sample);
    }

    /** Asks for an answer that is JSON under this schema. */
    public ChatRequest jsonSchema(String schema) {
        return new ChatRequest(messages, temperature, requireNonNull(schema, "schema"), topProbabilities, sample);
    }

    /** Asks for the probabilities of so many alternatives of each token. */
    public ChatRequest topProbabilities(int count) {
        return new ChatRequest(messages, temperature, jsonSchema, count, sample);
    }

    /** Numbers requests that ask the same on purpose, to sample answers; it is not sent, but keeps caches from mixing them. */
    public ChatRequest sample(int number) {
        return new ChatRequest(messages, temperature, jsonSchema, topProbabilities, number);
    }

    /** Returns the messages, oldest first. */
    public List<ChatMessage> messages() {
        return messages;
    }

    /** Returns the contents of all messages, with blank lines between them. */
    public String prompt() {
        return messages.stream().map(ChatMessage::content).collect(Collectors.joining("\n\n"));
    }

    /** Returns the temperature, if one is asked for. */
    public OptionalDouble temperature() {
        return temperature == null ? OptionalDouble.empty() : OptionalDouble.of(temperature);
    }

    /** Returns the schema of the answer, if it is to be JSON. */
    public Optional<String> jsonSchema() {
        return Optional.ofNullable(jsonSchema);
    }

    /** Returns how many alternatives of each token are asked for; 0 for none. */
    public int topProbabilities() {
        return topProbabilities;
    }

    /** Returns which of several equal requests this is. */
    public int sample() {
        return sample;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChatRequest that
                && messages.equals(that.messages)
                && Objects.equals(temperature, that.temperature)
                && Objects.equals(jsonSchema, that.jsonSchema)
                && topProbabilities == that.topProbabilities
                && sample == that.sample;
    }

    @Override
    public int hashCode() {
        return Objects.hash(messages, temperature, jsonSchema, topProbabilities, sample);
    }

    @Override
    public String toString() {
        return "ChatRequest" + messages;
    }
}
