// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.EventType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a span is, first rule wins: what it says itself, then the kinds of the known conventions, then a model
 * among its attributes, then a word of its name, else a tool. The SDK decides by the same rules for its own spans.
 *
 * <p>Names are compared word by word ({@code chat}, {@code chatCompletion}, {@code gpt-4o}), not by substring as other
 * tracers do: {@code fetch_email_ai_x} and {@code pretchatter} are no model calls.
 */
final class EventTypeRules {
    /** An attribute and what its values, in lower case, mean; {@code others} is what any other value means. */
    private record Rule(
            String attribute,
            Map<String, EventType> meanings,
            @Nullable EventType others) {
        Rule(String attribute, Map<String, EventType> meanings) {
            this(attribute, meanings, null);
        }
    }

    private static final List<Rule> BY_VALUE = List.of(
            // Wraps a model call, which is a span of its own, under the same name for the operation.
            new Rule(
                    "spring.ai.kind",
                    Map.of(
                            "chat_client", EventType.CHAIN,
                            "advisor", EventType.CHAIN,
                            "tool_call", EventType.TOOL,
                            "vector_store", EventType.TOOL)),
            new Rule(
                    "gen_ai.operation.name",
                    Map.ofEntries(
                            Map.entry("chat", EventType.MODEL),
                            Map.entry("text_completion", EventType.MODEL),
                            Map.entry("generate_content", EventType.MODEL),
                            Map.entry("invoke_agent", EventType.CHAIN),
                            Map.entry("create_agent", EventType.CHAIN),
                            Map.entry("invoke_workflow", EventType.CHAIN),
                            Map.entry("plan", EventType.CHAIN),
                            Map.entry("execute_tool", EventType.TOOL),
                            Map.entry("retrieval", EventType.TOOL),
                            Map.entry("create_memory", EventType.TOOL),
                            Map.entry("search_memory", EventType.TOOL),
                            Map.entry("update_memory", EventType.TOOL),
                            Map.entry("upsert_memory", EventType.TOOL),
                            Map.entry("delete_memory", EventType.TOOL),
                            Map.entry("create_memory_store", EventType.TOOL),
                            Map.entry("delete_memory_store", EventType.TOOL))),
            new Rule(
                    "openinference.span.kind",
                    Map.of("llm", EventType.MODEL, "chain", EventType.CHAIN, "agent", EventType.CHAIN),
                    EventType.TOOL),
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
                    Map.of("chat", EventType.MODEL, "completion", EventType.MODEL, "rerank", EventType.TOOL)),
            new Rule("gen_ai.agent.type", Map.of(), EventType.CHAIN));

    /** What Quarkus calls the spans of LangChain4j around the calls of a model. */
    private static final Map<String, EventType> BY_NAME =
            Map.of("langchain4j.aiservices.", EventType.CHAIN, "langchain4j.tools.", EventType.TOOL);

    private static final List<String> MODEL_NAMES = List.of(
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
            "ai_model");

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

    private EventTypeRules() {}

    static EventType decide(SpanAttributes attributes, String name) {
        String explicit = attributes.peekText("honeyhive_event_type");
        if (explicit != null) {
            // A session is never a span; words that the API does not know count as tools, as in other tracers.
            return EventType.find(explicit)
                    .filter(type -> type != EventType.SESSION)
                    .orElse(explicit.equalsIgnoreCase("session") ? EventType.CHAIN : EventType.TOOL);
        }
        for (Rule rule : BY_VALUE) {
            String value = attributes.peekText(rule.attribute);
            EventType type =
                    value == null ? null : rule.meanings.getOrDefault(value.toLowerCase(Locale.ROOT), rule.others);
            if (type != null) {
                return type;
            }
        }
        for (Map.Entry<String, EventType> prefix : BY_NAME.entrySet()) {
            if (name.startsWith(prefix.getKey())) {
                return prefix.getValue();
            }
        }
        boolean model = MODEL_NAMES.stream().anyMatch(attributes::has) || namesModel(name);
        return model ? EventType.MODEL : EventType.TOOL;
    }

    private static boolean namesModel(String name) {
        return WORD_END.splitAsStream(name).anyMatch(word -> MODEL_WORDS.contains(word.toLowerCase(Locale.ROOT)));
    }
}
