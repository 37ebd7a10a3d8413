// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import static ai.honeyhive.server.internal.translate.AttributeTable.config;
import static ai.honeyhive.server.internal.translate.AttributeTable.inputs;
import static ai.honeyhive.server.internal.translate.AttributeTable.metadata;
import static ai.honeyhive.server.internal.translate.AttributeTable.outputs;

import ai.honeyhive.server.internal.model.Bucket;
import ai.honeyhive.server.internal.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenTelemetry's GenAI semantic conventions as of version 1.37 and later, and its MCP conventions. Messages are
 * structured attributes of the span, or of the event {@code gen_ai.client.inference.operation.details}.
 */
final class GenAiDialect implements Dialect {
    private static final AttributeTable TABLE = AttributeTable.of(
            config("model", Reading.NAME, "gen_ai.request.model", "gen_ai.response.model"),
            metadata("model_name", Reading.NAME, "gen_ai.response.model", "gen_ai.request.model"),
            metadata("response_model", Reading.NAME, "gen_ai.response.model"),
            config("provider", Reading.NAME, "gen_ai.provider.name"),
            metadata("provider", Reading.NAME, "gen_ai.provider.name"),
            metadata("operation_name", "gen_ai.operation.name"),
            config("temperature", Reading.NUMBER, "gen_ai.request.temperature"),
            config("top_p", Reading.NUMBER, "gen_ai.request.top_p"),
            config("top_k", Reading.NUMBER, "gen_ai.request.top_k", "gen_ai.retrieval.top_k"),
            config("max_tokens", Reading.NUMBER, "gen_ai.request.max_tokens"),
            config("frequency_penalty", Reading.NUMBER, "gen_ai.request.frequency_penalty"),
            config("presence_penalty", Reading.NUMBER, "gen_ai.request.presence_penalty"),
            config("stop_sequences", Reading.LIST, "gen_ai.request.stop_sequences"),
            config("seed", Reading.NUMBER, "gen_ai.request.seed"),
            config("n", Reading.NUMBER, "gen_ai.request.choice.count"),
            config("stream", "gen_ai.request.stream"),
            config("encoding_formats", Reading.LIST, "gen_ai.request.encoding_formats"),
            config("dimensions", Reading.NUMBER, "gen_ai.embeddings.dimension.count"),
            config("output_type", "gen_ai.output.type"),
            metadata("input_tokens", Reading.NUMBER, "gen_ai.usage.input_tokens"),
            metadata("output_tokens", Reading.NUMBER, "gen_ai.usage.output_tokens"),
            metadata("prompt_tokens", Reading.NUMBER, "gen_ai.usage.prompt_tokens", "gen_ai.usage.input_tokens"),
            metadata(
                    "completion_tokens",
                    Reading.NUMBER,
                    "gen_ai.usage.completion_tokens",
                    "gen_ai.usage.output_tokens"),
            metadata("cache_read_input_tokens", Reading.NUMBER, "gen_ai.usage.cache_read.input_tokens"),
            metadata("cache_write_input_tokens", Reading.NUMBER, "gen_ai.usage.cache_creation.input_tokens"),
            metadata("reasoning_tokens", Reading.NUMBER, "gen_ai.usage.reasoning.output_tokens"),
            metadata("text_input_tokens", Reading.NUMBER, "gen_ai.usage.text.input_tokens"),
            metadata("image_input_tokens", Reading.NUMBER, "gen_ai.usage.image.input_tokens"),
            metadata("audio_input_tokens", Reading.NUMBER, "gen_ai.usage.audio.input_tokens"),
            metadata("video_input_tokens", Reading.NUMBER, "gen_ai.usage.video.input_tokens"),
            metadata("text_output_tokens", Reading.NUMBER, "gen_ai.usage.text.output_tokens"),
            metadata("audio_output_tokens", Reading.NUMBER, "gen_ai.usage.audio.output_tokens"),
            metadata("finish_reasons", Reading.LIST, "gen_ai.response.finish_reasons"),
            metadata("response_id", "gen_ai.response.id"),
            metadata("time_to_first_token_ms", Reading.SECONDS, "gen_ai.response.time_to_first_chunk"),
            metadata("tool_name", "gen_ai.tool.name"),
            metadata("tool_call_id", "gen_ai.tool.call.id"),
            metadata("tool_type", "gen_ai.tool.type"),
            metadata("tool_description", "gen_ai.tool.description"),
            metadata("agent_name", "gen_ai.agent.name"),
            metadata("agent_id", "gen_ai.agent.id"),
            metadata("agent_description", "gen_ai.agent.description"),
            metadata("agent_version", "gen_ai.agent.version"),
            metadata("conversation_id", "gen_ai.conversation.id"),
            metadata("workflow_name", "gen_ai.workflow.name"),
            metadata("prompt_name", "gen_ai.prompt.name"),
            metadata("data_source_id", "gen_ai.data_source.id"),
            metadata("memory_store_id", "gen_ai.memory.store.id"),
            metadata("memory_record_id", "gen_ai.memory.record.id"),
            metadata("memory_record_count", Reading.NUMBER, "gen_ai.memory.record.count"),
            metadata("mcp_request_type", "mcp.method.name", "mcp.request.type"),
            metadata("mcp_client_name", "mcp.client.name"),
            metadata("mcp_server_name", "mcp.server.name"),
            metadata("mcp_tool_name", "mcp.tool.name"),
            metadata("mcp_session_id", "mcp.session.id"),
            inputs("query", Reading.AS_IS, "gen_ai.retrieval.query.text", "gen_ai.memory.query.text"),
            outputs("documents", Reading.JSON, "gen_ai.retrieval.documents"));

    private static final String MEMORY_RECORDS = "gen_ai.memory.records";
    private static final String EVALUATION = "gen_ai.evaluation.";

    @Override
    public Set<String> roots() {
        return Set.of("gen_ai", "mcp");
    }

    @Override
    public void translate(Source source, EventDraft draft) {
        SpanAttributes attributes = source.attributes();
        memory(attributes, draft);
        TABLE.apply(attributes, draft);
        Tools.put(attributes, draft, "gen_ai.tool.definitions");
        messages(attributes.all(), draft).forEach(attributes::take);
        source.moments().forEach(moment -> {
            messages(moment.attributes(), draft);
            evaluation(moment.attributes(), draft);
        });
        evaluation(attributes.all(), draft).forEach(attributes::take);
        ChatMessages.putValues(source, draft, Bucket.INPUTS, "gen_ai.tool.call.arguments");
        ChatMessages.putValues(source, draft, Bucket.OUTPUTS, "gen_ai.tool.call.result");
    }

    /** Records are what a search found; any other operation on a memory was given them. */
    private static void memory(SpanAttributes attributes, EventDraft draft) {
        boolean found = "search_memory".equals(attributes.peekText("gen_ai.operation.name"));
        JsonNode records = attributes.take(MEMORY_RECORDS);
        if (records != null) {
            draft.put(found ? Bucket.OUTPUTS : Bucket.INPUTS, "records", AttributeValues.parsed(records));
        }
    }

    /** Puts the messages among the values, and returns the keys of those that were used. */
    private static List<String> messages(Map<String, JsonNode> values, EventDraft draft) {
        List<String> used = new ArrayList<>();
        List<ObjectNode> told = new ArrayList<>(instructions(values.get("gen_ai.system_instructions")));
        told.addAll(ChatMessages.structured(values.get("gen_ai.input.messages")));
        if (ChatMessages.putInputs(draft, told)) {
            used.addAll(List.of("gen_ai.system_instructions", "gen_ai.input.messages"));
        }
        if (ChatMessages.putOutputs(draft, ChatMessages.structured(values.get("gen_ai.output.messages")))) {
            used.add("gen_ai.output.messages");
        }
        return used;
    }

    private static List<ObjectNode> instructions(@Nullable JsonNode parts) {
        return parts == null
                ? List.of()
                : ChatMessage.ofParts(Json.object().put("role", "system"), AttributeValues.parsed(parts));
    }

    /** The result of an evaluation is a metric of the event that was evaluated. */
    private static List<String> evaluation(Map<String, JsonNode> values, EventDraft draft) {
        JsonNode name = values.get(EVALUATION + "name");
        JsonNode score = values.get(EVALUATION + "score.value");
        JsonNode label = values.get(EVALUATION + "score.label");
        if (name == null || (score == null && label == null)) {
            return List.of();
        }
        String metric = AttributeValues.text(name);
        draft.put(Bucket.METRICS, metric, score == null ? label : score);
        draft.put(Bucket.METRICS, metric + "_explanation", values.get(EVALUATION + "explanation"));
        if (score != null) {
            draft.put(Bucket.METRICS, metric + "_label", label);
        }
        return List.of(
                EVALUATION + "name",
                EVALUATION + "score.value",
                EVALUATION + "score.label",
                EVALUATION + "explanation");
    }
}
