// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a span is, first rule wins: what it says itself, then the kinds of the known conventions, then its name,
 * then a model among its attributes, else a tool.
 *
 * <p>Names are compared word by word ({@code chat}, {@code chatCompletion}, {@code gpt-4o}), not by substring as other
 * tracers do: {@code fetch_email_ai_x} and {@code pretchatter} are no model calls.
 */
final class EventTypeRules {
    private static final Map<String, EventType> OPERATIONS = Map.of(
            "chat", EventType.MODEL,
            "text_completion", EventType.MODEL,
            "generate_content", EventType.MODEL,
            "embeddings", EventType.MODEL,
            "invoke_agent", EventType.CHAIN,
            "create_agent", EventType.CHAIN,
            "invoke_workflow", EventType.CHAIN,
            "execute_tool", EventType.TOOL);

    private static final Map<String, EventType> OPENINFERENCE_KINDS =
            Map.of("LLM", EventType.MODEL, "CHAIN", EventType.CHAIN, "AGENT", EventType.CHAIN);

    private static final Map<String, EventType> TRACELOOP_KINDS = Map.of(
            "llm", EventType.MODEL,
            "tool", EventType.TOOL,
            "agent", EventType.CHAIN,
            "task", EventType.CHAIN,
            "workflow", EventType.CHAIN);

    private static final Set<String> MODEL_WORDS = Set.of(
            "llm",
            "model",
            "gpt",
            "claude",
            "llama",
            "gemini",
            "mistral",
            "palm",
            "chat",
            "completion",
            "completions",
            "generate",
            "inference",
            "openai",
            "anthropic",
            "bedrock",
            "generativeai");

    /** These speak of models only in front: {@code ai_summary}, but not {@code send_ai}. */
    private static final Set<String> MODEL_PREFIXES = Set.of("ai", "ml", "nlp");

    private static final List<String> MODEL_ATTRIBUTES = List.of(
            "llm.request.model",
            "llm.response.model",
            "llm.model.name",
            "llm.model_name",
            "gen_ai.request.model",
            "gen_ai.response.model",
            "openai.model",
            "anthropic.model",
            "bedrock.model_id",
            "google.model",
            "model_name",
            "model_id",
            "model_type",
            "ai_model");

    private static final Pattern WORD_BOUNDARY =
            Pattern.compile("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{L})(?=\\p{N})");

    private EventTypeRules() {}

    static EventType decide(SpanAttributes attributes, String name) {
        String explicit = attributes.peekText("honeyhive_event_type");
        if (explicit != null) {
            // A session is never a span; words that the API does not know count as tools, as in other tracers.
            return EventType.find(explicit)
                    .filter(type -> type != EventType.SESSION)
                    .orElse(explicit.equalsIgnoreCase("session") ? EventType.CHAIN : EventType.TOOL);
        }
        return byConvention(attributes).orElseGet(() -> {
            boolean model = namesModel(name) || MODEL_ATTRIBUTES.stream().anyMatch(attributes::has);
            return model ? EventType.MODEL : EventType.TOOL;
        });
    }

    private static Optional<EventType> byConvention(SpanAttributes attributes) {
        EventType operation = OPERATIONS.get(lower(attributes.peekText("gen_ai.operation.name")));
        if (operation != null) {
            return Optional.of(operation);
        }
        String kind = attributes.peekText("openinference.span.kind");
        if (kind != null) {
            return Optional.of(OPENINFERENCE_KINDS.getOrDefault(kind.toUpperCase(Locale.ROOT), EventType.TOOL));
        }
        EventType traceloop = TRACELOOP_KINDS.get(lower(attributes.peekText("traceloop.span.kind")));
        if (traceloop != null) {
            return Optional.of(traceloop);
        }
        if (attributes.peekText("llm.request.type") != null) {
            return Optional.of(EventType.MODEL);
        }
        return attributes.peekText("gen_ai.agent.type") != null ? Optional.of(EventType.CHAIN) : Optional.empty();
    }

    private static boolean namesModel(String name) {
        List<String> words = Arrays.stream(WORD_BOUNDARY.split(name))
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
        return words.stream().anyMatch(MODEL_WORDS::contains)
                || (words.size() > 1 && MODEL_PREFIXES.contains(words.get(0)));
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
