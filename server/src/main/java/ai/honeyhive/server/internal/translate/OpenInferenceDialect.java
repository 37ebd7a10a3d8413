// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import static ai.honeyhive.server.internal.translate.AttributeTable.config;
import static ai.honeyhive.server.internal.translate.AttributeTable.inputs;
import static ai.honeyhive.server.internal.translate.AttributeTable.metadata;

import ai.honeyhive.server.internal.model.Bucket;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Arize's OpenInference. Lists of objects are flattened: {@code llm.input_messages.0.message.role}. */
final class OpenInferenceDialect implements Dialect {
    private static final AttributeTable TABLE = AttributeTable.of(
            config(
                    "model",
                    "llm.request.model_name",
                    "llm.model_name",
                    "llm.response.model_name",
                    "embedding.model_name",
                    "reranker.model_name"),
            metadata("model_name", "llm.response.model_name", "llm.model_name", "embedding.model_name"),
            metadata("response_model", "llm.response.model_name"),
            metadata("llm.model_name", "llm.model_name"),
            config("provider", "llm.provider", "llm.system"),
            metadata("provider", "llm.provider"),
            metadata("system", "llm.system"),
            metadata("prompt_tokens", Reading.NUMBER, "llm.token_count.prompt"),
            metadata("completion_tokens", Reading.NUMBER, "llm.token_count.completion"),
            metadata("total_tokens", Reading.NUMBER, "llm.token_count.total"),
            metadata("cache_read_input_tokens", Reading.NUMBER, "llm.token_count.prompt_details.cache_read"),
            metadata("cache_write_input_tokens", Reading.NUMBER, "llm.token_count.prompt_details.cache_write"),
            metadata("reasoning_tokens", Reading.NUMBER, "llm.token_count.completion_details.reasoning"),
            metadata("cost", Reading.NUMBER, "llm.cost.total"),
            metadata("finish_reasons", Reading.LIST, "llm.finish_reason"),
            metadata("response_finish_reasons", Reading.LIST, "llm.finish_reason"),
            metadata("tool_name", "tool.name"),
            metadata("tool_description", "tool.description"),
            metadata("tool_call_id", "tool.id"),
            config("tool_parameters", Reading.JSON, "tool.parameters", "tool.json_schema"),
            metadata("agent_name", "agent.name"),
            config("template", "llm.prompt_template.template"),
            config("template_version", "llm.prompt_template.version"),
            config("template_variables", Reading.JSON, "llm.prompt_template.variables"),
            config("top_k", Reading.NUMBER, "reranker.top_k"),
            inputs("query", Reading.AS_IS, "reranker.query"),
            metadata("conversation_id", "session.id"),
            metadata("session_id", "session.id"),
            metadata("user_id", "user.id"),
            metadata("tags", "tag.tags"),
            metadata("span_kind", "openinference.span.kind"),
            metadata("input_mime_type", "input.mime_type"),
            metadata("output_mime_type", "output.mime_type"));

    @Override
    public Set<String> roots() {
        return Set.of(
                "openinference",
                "llm",
                "input",
                "output",
                "embedding",
                "reranker",
                "retrieval",
                "session",
                "user",
                "tool",
                "agent",
                "tag");
    }

    @Override
    public void translate(Source source, EventDraft draft) {
        SpanAttributes attributes = source.attributes();
        TABLE.apply(attributes, draft);
        spread(attributes, draft, "llm.invocation_parameters", Bucket.CONFIG);
        spread(attributes, draft, "embedding.invocation_parameters", Bucket.CONFIG);
        if (attributes.has("openinference.span.kind")) { // elsewhere the word may mean anything
            spread(attributes, draft, "metadata", Bucket.METADATA);
        }
        Tools.put(attributes, draft, "llm.tools");
        messages(attributes, draft);
        completions(attributes, draft);
        items(attributes, draft, "retrieval.documents.", "document", Bucket.OUTPUTS, "documents");
        items(attributes, draft, "reranker.input_documents.", "document", Bucket.INPUTS, "documents");
        items(attributes, draft, "reranker.output_documents.", "document", Bucket.OUTPUTS, "documents");
        items(attributes, draft, "embedding.embeddings.", "embedding", Bucket.OUTPUTS, "embeddings");
        ChatMessages.putValues(source, draft, Bucket.INPUTS, "input.value");
        ChatMessages.putValues(source, draft, Bucket.OUTPUTS, "output.value");
    }

    private static void messages(SpanAttributes attributes, EventDraft draft) {
        if (ChatMessages.putInputs(draft, ChatMessages.indexed(attributes.numbered("llm.input_messages.")))) {
            attributes.takeNumbered("llm.input_messages.");
        }
        if (ChatMessages.putOutputs(draft, ChatMessages.indexed(attributes.numbered("llm.output_messages.")))) {
            attributes.takeNumbered("llm.output_messages.");
        }
    }

    /** The older interface for completing texts: prompts and choices without roles. */
    private static void completions(SpanAttributes attributes, EventDraft draft) {
        ArrayNode prompts = texts(attributes, "llm.prompts.", "prompt");
        if (!prompts.isEmpty()) {
            draft.put(Bucket.INPUTS, "prompt", prompts.size() == 1 ? prompts.get(0) : prompts);
        }
        ArrayNode choices = texts(attributes, "llm.choices.", "completion");
        if (!choices.isEmpty()) {
            draft.put(Bucket.OUTPUTS, "text", choices.size() == 1 ? choices.get(0) : choices);
        }
    }

    private static ArrayNode texts(SpanAttributes attributes, String prefix, String wrapper) {
        ArrayNode texts = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : NestedKeys.items(attributes.numbered(prefix))) {
            JsonNode text = item.path(wrapper).path("text");
            if (!text.isMissingNode()) {
                texts.add(text);
            }
        }
        if (!texts.isEmpty()) {
            attributes.takeNumbered(prefix);
        }
        return texts;
    }

    /** A list of objects, each freed of the prefix of its fields. */
    private static void items(
            SpanAttributes attributes, EventDraft draft, String prefix, String wrapper, Bucket bucket, String key) {
        List<JsonNode> items = NestedKeys.items(attributes.numbered(prefix));
        if (items.isEmpty() || draft.has(bucket, key)) {
            return;
        }
        attributes.takeNumbered(prefix);
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : items) {
            JsonNode inner = item.path(wrapper).isObject() ? item.path(wrapper) : item;
            if (inner instanceof ObjectNode fields && fields.has("metadata")) {
                ObjectNode document = fields.deepCopy();
                document.set("metadata", AttributeValues.parsed(fields.path("metadata")));
                list.add(document);
            } else {
                list.add(inner);
            }
        }
        draft.put(bucket, key, list);
    }

    /** The fields of an object that came as text. */
    private static void spread(SpanAttributes attributes, EventDraft draft, String attribute, Bucket bucket) {
        JsonNode value = attributes.peek(attribute);
        if (value != null && AttributeValues.parsed(value) instanceof ObjectNode fields) {
            attributes.take(attribute);
            draft.putAll(bucket, fields);
        }
    }
}
