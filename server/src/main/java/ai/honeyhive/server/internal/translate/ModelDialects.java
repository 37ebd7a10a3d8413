// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.EventType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The conventions of others for model calls: OpenTelemetry's {@code gen_ai}, OpenInference, Traceloop. Plain renames are
 * a table; messages and values are in {@link Messages} and below.
 */
final class ModelDialects {
    private record Rename(String from, Bucket bucket, String to) {}

    /** Of several sources of one target the first that is present wins. */
    private static final List<Rename> RENAMES = List.of(
            config("gen_ai.request.model", "model"),
            config("llm.model_name", "model"),
            config("llm.request.model", "model"),
            config("gen_ai.response.model", "model"),
            metadata("gen_ai.response.model", "model_name"),
            metadata("gen_ai.request.model", "model_name"),
            metadata("llm.model_name", "model_name"),
            metadata("llm.model_name", "llm.model_name"),
            metadata("gen_ai.response.model", "response_model"),
            config("gen_ai.provider.name", "provider"),
            config("llm.provider", "provider"),
            config("gen_ai.system", "provider"),
            metadata("gen_ai.provider.name", "provider"),
            metadata("llm.provider", "provider"),
            metadata("gen_ai.system", "system"),
            metadata("llm.system", "system"),
            metadata("gen_ai.operation.name", "operation_name"),
            metadata("llm.request.type", "request_type"),
            config("gen_ai.request.temperature", "temperature"),
            config("gen_ai.request.top_p", "top_p"),
            config("gen_ai.request.top_k", "top_k"),
            config("gen_ai.request.max_tokens", "max_tokens"),
            config("gen_ai.request.frequency_penalty", "frequency_penalty"),
            config("gen_ai.request.presence_penalty", "presence_penalty"),
            config("gen_ai.request.stop_sequences", "stop_sequences"),
            config("gen_ai.request.seed", "seed"),
            config("gen_ai.request.choice.count", "n"),
            config("llm.top_k", "top_k"),
            config("llm.frequency_penalty", "frequency_penalty"),
            config("llm.presence_penalty", "presence_penalty"),
            config("llm.chat.stop_sequences", "stop_sequences"),
            metadata("gen_ai.usage.input_tokens", "input_tokens"),
            metadata("gen_ai.usage.output_tokens", "output_tokens"),
            metadata("gen_ai.usage.prompt_tokens", "prompt_tokens"),
            metadata("llm.token_count.prompt", "prompt_tokens"),
            metadata("gen_ai.usage.input_tokens", "prompt_tokens"),
            metadata("gen_ai.usage.completion_tokens", "completion_tokens"),
            metadata("llm.token_count.completion", "completion_tokens"),
            metadata("gen_ai.usage.output_tokens", "completion_tokens"),
            metadata("llm.token_count.total", "total_tokens"),
            metadata("llm.usage.total_tokens", "total_tokens"),
            metadata("gen_ai.usage.total_tokens", "total_tokens"),
            metadata("gen_ai.usage.cost", "cost"),
            metadata("llm.cost.total", "cost"),
            metadata("gen_ai.usage.cache_read.input_tokens", "cache_read_input_tokens"),
            metadata("gen_ai.usage.cache_read_input_tokens", "cache_read_input_tokens"),
            metadata("llm.token_count.prompt_details.cache_read", "cache_read_input_tokens"),
            metadata("gen_ai.usage.cache_creation.input_tokens", "cache_write_input_tokens"),
            metadata("gen_ai.usage.cache_creation_input_tokens", "cache_write_input_tokens"),
            metadata("llm.token_count.prompt_details.cache_write", "cache_write_input_tokens"),
            metadata("gen_ai.usage.reasoning_tokens", "reasoning_tokens"),
            metadata("llm.usage.reasoning_tokens", "reasoning_tokens"),
            metadata("llm.token_count.completion_details.reasoning", "reasoning_tokens"),
            metadata("gen_ai.response.finish_reasons", "finish_reasons"),
            metadata("gen_ai.response.id", "response_id"),
            metadata("gen_ai.tool.name", "tool_name"),
            metadata("tool.name", "tool_name"),
            metadata("gen_ai.tool.call.id", "tool_call_id"),
            metadata("gen_ai.agent.name", "agent_name"),
            metadata("gen_ai.agent.id", "agent_id"),
            metadata("gen_ai.agent.description", "agent_description"),
            metadata("gen_ai.conversation.id", "conversation_id"),
            metadata("session.id", "conversation_id"),
            metadata("session.id", "session_id"),
            metadata("user.id", "user_id"),
            metadata("openinference.span.kind", "span_kind"),
            metadata("traceloop.span.kind", "span_kind"),
            metadata("gen_ai.agent.type", "span_kind"),
            metadata("input.mime_type", "input_mime_type"),
            metadata("output.mime_type", "output_mime_type"));

    private ModelDialects() {}

    static void apply(SpanAttributes attributes, EventDraft draft, EventType type, Messages.OfEvents ofEvents) {
        for (Rename rename : RENAMES) {
            draft.put(rename.bucket, rename.to, attributes.peek(rename.from));
        }
        RENAMES.forEach(rename -> attributes.take(rename.from));
        if (type == EventType.TOOL) {
            draft.put(Bucket.CONFIG, "tool_name", draft.bucket(Bucket.METADATA).get("tool_name"));
            draft.put(Bucket.CONFIG, "tool_description", attributes.take("gen_ai.tool.description"));
        }
        JsonNode reasons = draft.bucket(Bucket.METADATA).get("finish_reasons");
        if (reasons != null && reasons.isArray() && !reasons.isEmpty()) {
            draft.put(Bucket.METADATA, "finish_reason", reasons.get(0));
        }
        totalTokens(draft);
        invocationParameters(attributes, draft);
        Messages.apply(attributes, draft, ofEvents);
        values(attributes, draft, Bucket.INPUTS, "input.value", "traceloop.entity.input", "gen_ai.tool.call.arguments");
        values(attributes, draft, Bucket.OUTPUTS, "output.value", "traceloop.entity.output", "gen_ai.tool.call.result");
    }

    private static void totalTokens(EventDraft draft) {
        ObjectNode metadata = draft.bucket(Bucket.METADATA);
        JsonNode prompt = metadata.get("prompt_tokens");
        JsonNode completion = metadata.get("completion_tokens");
        if (prompt != null && completion != null && prompt.isIntegralNumber() && completion.isIntegralNumber()) {
            draft.put(
                    Bucket.METADATA,
                    "total_tokens",
                    JsonNodeFactory.instance.numberNode(prompt.asLong() + completion.asLong()));
        }
    }

    /** OpenInference sends the request's parameters as one JSON text. */
    private static void invocationParameters(SpanAttributes attributes, EventDraft draft) {
        JsonNode parameters = attributes.peek("llm.invocation_parameters");
        if (parameters != null && AttributeValues.parsed(parameters) instanceof ObjectNode values) {
            attributes.take("llm.invocation_parameters");
            draft.putAll(Bucket.CONFIG, values);
        }
    }

    /** Raw values repeat what the messages say better; with messages they stay among the metadata. */
    private static void values(SpanAttributes attributes, EventDraft draft, Bucket bucket, String... keys) {
        for (String key : keys) {
            JsonNode value = attributes.peek(key);
            boolean said = draft.has(bucket, "chat_history") || draft.has(bucket, "content");
            if (value != null && !said) {
                attributes.take(key);
                draft.putAll(bucket, HoneyHiveDialect.wrapped(bucket, value));
            }
        }
    }

    /** Which family of instrumentation a span comes from; null if it shows no sign of any. */
    static @Nullable String instrumentor(String scope, SpanAttributes attributes) {
        Map<String, String> scopes = Map.of(
                "openinference", "openinference",
                "traceloop", "traceloop",
                "strands", "aws-strands",
                "gcp.vertex.agent", "google-adk");
        for (Map.Entry<String, String> known : scopes.entrySet()) {
            if (scope.contains(known.getKey())) {
                return known.getValue();
            }
        }
        if (attributes.has("openinference.span.kind")) {
            return "openinference";
        }
        if (attributes.has("traceloop.span.kind") || attributes.has("llm.request.type")) {
            return "traceloop";
        }
        return attributes.hasPrefix("gen_ai.") ? "standardgenai" : null;
    }

    private static Rename config(String from, String to) {
        return new Rename(from, Bucket.CONFIG, to);
    }

    private static Rename metadata(String from, String to) {
        return new Rename(from, Bucket.METADATA, to);
    }
}
