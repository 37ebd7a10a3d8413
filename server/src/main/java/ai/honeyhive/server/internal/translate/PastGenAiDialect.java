// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import static ai.honeyhive.server.internal.translate.AttributeTable.config;
import static ai.honeyhive.server.internal.translate.AttributeTable.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenTelemetry's GenAI conventions up to version 1.36: messages numbered in attributes, as one text, or as events of
 * the span ({@code gen_ai.user.message}, {@code gen_ai.choice}, {@code gen_ai.content.prompt}).
 */
final class PastGenAiDialect implements Dialect {
    private static final AttributeTable TABLE = AttributeTable.of(
            config("provider", Reading.NAME, "gen_ai.system"),
            metadata("system", "gen_ai.system"),
            metadata("prompt_tokens", Reading.NUMBER, "gen_ai.usage.prompt_tokens"),
            metadata("completion_tokens", Reading.NUMBER, "gen_ai.usage.completion_tokens"),
            metadata("total_tokens", Reading.NUMBER, "gen_ai.usage.total_tokens"),
            metadata("cost", Reading.DOLLARS, "gen_ai.usage.cost"),
            metadata("span_kind", "gen_ai.agent.type"),
            config("seed", Reading.NUMBER, "gen_ai.openai.request.seed"),
            config("response_format", "gen_ai.openai.request.response_format"),
            config("service_tier", "gen_ai.openai.request.service_tier", "openai.request.service_tier"),
            metadata("service_tier", "gen_ai.openai.response.service_tier", "openai.response.service_tier"),
            metadata(
                    "openai_system_fingerprint",
                    "gen_ai.openai.response.system_fingerprint",
                    "gen_ai.openai.system_fingerprint",
                    "openai.response.system_fingerprint"),
            metadata("openai_api_base", "gen_ai.openai.api_base"));

    private static final Pattern INPUT = Pattern.compile("gen_ai\\.(system|user|assistant|tool)\\.message");
    private static final String CHOICE = "gen_ai.choice";
    private static final String PROMPT_CONTENT = "gen_ai.content.prompt";
    private static final String COMPLETION_CONTENT = "gen_ai.content.completion";

    @Override
    public Set<String> roots() {
        return Set.of("gen_ai", "openai");
    }

    @Override
    public void translate(Source source, EventDraft draft) {
        TABLE.apply(source.attributes(), draft);
        inputs(source, draft);
        outputs(source, draft);
    }

    /** True for what is told as a message of the event, and so need not be told again as something that happened. */
    static boolean isMessage(String name) {
        return isInput(name) || name.equals(CHOICE) || name.equals(PROMPT_CONTENT) || name.equals(COMPLETION_CONTENT);
    }

    private static boolean isInput(String name) {
        return INPUT.matcher(name).matches();
    }

    private static void inputs(Source source, EventDraft draft) {
        SpanAttributes attributes = source.attributes();
        List<ObjectNode> numbered = ChatMessages.indexed(attributes.numbered("gen_ai.prompt."));
        if (ChatMessages.putInputs(draft, numbered)) {
            attributes.takeNumbered("gen_ai.prompt.");
        }
        List<ObjectNode> told = new ArrayList<>();
        for (Source.Moment moment : source.moments()) {
            if (isInput(moment.name())) {
                String role = moment.name().split("\\.", 3)[1];
                told.add(ChatMessage.ofMoment(moment.attributes(), role));
            } else if (moment.name().equals(PROMPT_CONTENT)) {
                told.addAll(content(moment.attributes(), "gen_ai.prompt", "user"));
            }
        }
        ChatMessages.putInputs(draft, told);
        for (String key : List.of("gen_ai.prompt", PROMPT_CONTENT)) {
            if (ChatMessages.putInputs(draft, content(attributes.all(), key, "user"))) {
                attributes.take(key);
            }
        }
    }

    private static void outputs(Source source, EventDraft draft) {
        SpanAttributes attributes = source.attributes();
        List<ObjectNode> numbered = ChatMessages.indexed(attributes.numbered("gen_ai.completion."));
        if (ChatMessages.putOutputs(draft, numbered)) {
            attributes.takeNumbered("gen_ai.completion.");
        }
        List<ObjectNode> answers = new ArrayList<>();
        for (Source.Moment moment : source.moments()) {
            if (moment.name().equals(CHOICE)) {
                answers.add(ChatMessage.ofMoment(moment.attributes(), "assistant"));
            } else if (moment.name().equals(COMPLETION_CONTENT)) {
                answers.addAll(content(moment.attributes(), "gen_ai.completion", "assistant"));
            }
        }
        ChatMessages.putOutputs(draft, answers);
        for (String key : List.of("gen_ai.completion", COMPLETION_CONTENT)) {
            if (ChatMessages.putOutputs(draft, content(attributes.all(), key, "assistant"))) {
                attributes.take(key);
            }
        }
    }

    /** A whole conversation in one value: messages as JSON, texts, or one text. */
    private static List<ObjectNode> content(Map<String, JsonNode> values, String key, String role) {
        JsonNode value = values.get(key);
        if (value == null) {
            return List.of();
        }
        JsonNode parsed = AttributeValues.parsed(value);
        boolean messages =
                parsed.isObject() || (parsed.isArray() && parsed.path(0).isObject());
        if (messages) {
            return ChatMessages.structured(parsed);
        }
        List<ObjectNode> result = new ArrayList<>();
        if (parsed.isArray()) {
            parsed.forEach(text -> result.add(ChatMessages.text(role, text)));
        } else {
            result.add(ChatMessages.text(role, parsed));
        }
        return result;
    }
}
