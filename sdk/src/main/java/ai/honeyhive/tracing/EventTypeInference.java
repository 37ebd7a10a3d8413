// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Guesses the type of a span that nobody gave one, from all that it holds when it ends. The first rule that applies
 * wins: GenAI semantic conventions, OpenInference, Traceloop, any attribute that names a model, words of the span's
 * name. Words, not parts of words: {@code email_ai_x} and {@code chatty} say nothing.
 */
final class EventTypeInference {
    /** An attribute and what its values (in lower case) mean; values that are not listed mean nothing. */
    private record Rule(AttributeKey<String> attribute, Map<String, EventType> meanings) {
        Rule(String attribute, Map<String, EventType> meanings) {
            this(AttributeKey.stringKey(attribute), meanings);
        }
    }

    private static final List<Rule> BY_VALUE = List.of(
            new Rule(
                    "gen_ai.operation.name",
                    Map.of(
                            "chat", EventType.MODEL,
                            "text_completion", EventType.MODEL,
                            "generate_content", EventType.MODEL,
                            "invoke_agent", EventType.CHAIN,
                            "create_agent", EventType.CHAIN,
                            "execute_tool", EventType.TOOL)),
            new Rule(
                    "openinference.span.kind",
                    Map.of(
                            "llm", EventType.MODEL,
                            "chain", EventType.CHAIN,
                            "agent", EventType.CHAIN,
                            "tool", EventType.TOOL,
                            "retriever", EventType.TOOL,
                            "embedding", EventType.TOOL,
                            "reranker", EventType.TOOL,
                            "guardrail", EventType.TOOL)),
            new Rule(
                    "traceloop.span.kind",
                    Map.of(
                            "llm", EventType.MODEL,
                            "workflow", EventType.CHAIN,
                            "task", EventType.CHAIN,
                            "agent", EventType.CHAIN,
                            "tool", EventType.TOOL)),
            new Rule(
                    "llm.request.type",
                    Map.of("chat", EventType.MODEL, "completion", EventType.MODEL, "rerank", EventType.TOOL)));

    private static final List<AttributeKey<String>> MODEL_NAMES = List.of(
                    "gen_ai.request.model",
                    "gen_ai.response.model",
                    "llm.model_name",
                    "llm.request.model",
                    "llm.response.model",
                    "llm.model.name",
                    "openai.model",
                    "anthropic.model",
                    "bedrock.model_id",
                    "google.model",
                    "model_name",
                    "model_id",
                    "model_type",
                    "ai_model")
            .stream()
            .map(AttributeKey::stringKey)
            .toList();

    private static final Set<String> MODEL_WORDS = Set.of(
            "llm",
            "gpt",
            "claude",
            "llama",
            "gemini",
            "mistral",
            "chat",
            "completion",
            "inference",
            "openai",
            "anthropic",
            "bedrock",
            "generativeai");

    private static final Pattern WORD_END = Pattern.compile("[^A-Za-z]+|(?<=[a-z])(?=[A-Z])");

    private EventTypeInference() {}

    static EventType infer(String spanName, Function<AttributeKey<String>, @Nullable String> attributes) {
        for (Rule rule : BY_VALUE) {
            String value = attributes.apply(rule.attribute());
            EventType type = value == null ? null : rule.meanings().get(value.toLowerCase(Locale.ROOT));
            if (type != null) {
                return type;
            }
        }
        for (AttributeKey<String> name : MODEL_NAMES) {
            if (attributes.apply(name) != null) {
                return EventType.MODEL;
            }
        }
        boolean namesModel =
                WORD_END.splitAsStream(spanName).anyMatch(word -> MODEL_WORDS.contains(word.toLowerCase(Locale.ROOT)));
        return namesModel ? EventType.MODEL : EventType.TOOL;
    }
}
