// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import static ai.honeyhive.server.internal.translate.AttributeTable.config;
import static ai.honeyhive.server.internal.translate.AttributeTable.metadata;

import ai.honeyhive.server.internal.model.Bucket;
import java.util.Set;

/** Traceloop's OpenLLMetry: what it adds to OpenTelemetry's conventions, under its names of several years. */
final class TraceloopDialect implements Dialect {
    private static final AttributeTable TABLE = AttributeTable.of(
            config("model", "llm.request.model", "llm.response.model"),
            metadata("model_name", "llm.response.model", "llm.request.model"),
            config("provider", "llm.vendor"),
            metadata("request_type", "llm.request.type"),
            config("temperature", Reading.NUMBER, "llm.request.temperature", "llm.temperature"),
            config("top_p", Reading.NUMBER, "llm.request.top_p", "llm.top_p"),
            config("top_k", Reading.NUMBER, "llm.top_k"),
            config("max_tokens", Reading.NUMBER, "llm.request.max_tokens"),
            config("frequency_penalty", Reading.NUMBER, "llm.frequency_penalty"),
            config("presence_penalty", Reading.NUMBER, "llm.presence_penalty"),
            config("repetition_penalty", "llm.request.repetition_penalty", "gen_ai.request.repetition_penalty"),
            config("stop_sequences", Reading.LIST, "llm.chat.stop_sequences"),
            config("stream", "llm.is_streaming", "gen_ai.is_streaming"),
            config("reasoning_effort", "llm.request.reasoning_effort", "gen_ai.request.reasoning_effort"),
            config(
                    "structured_output_schema",
                    Reading.JSON,
                    "llm.request.structured_output_schema",
                    "gen_ai.request.structured_output_schema"),
            metadata("prompt_tokens", Reading.NUMBER, "llm.usage.prompt_tokens"),
            metadata("completion_tokens", Reading.NUMBER, "llm.usage.completion_tokens"),
            metadata("total_tokens", Reading.NUMBER, "llm.usage.total_tokens", "gen_ai.usage.total_tokens"),
            metadata(
                    "cache_read_input_tokens",
                    Reading.NUMBER,
                    "gen_ai.usage.cache_read_input_tokens",
                    "llm.usage.cache_read_input_tokens"),
            metadata(
                    "cache_write_input_tokens",
                    Reading.NUMBER,
                    "gen_ai.usage.cache_creation_input_tokens",
                    "llm.usage.cache_creation_input_tokens"),
            metadata("reasoning_tokens", Reading.NUMBER, "gen_ai.usage.reasoning_tokens", "llm.usage.reasoning_tokens"),
            metadata("finish_reasons", Reading.LIST, "llm.response.finish_reason", "gen_ai.response.finish_reason"),
            metadata("user_id", "llm.user", "gen_ai.user"),
            metadata("span_kind", "traceloop.span.kind"),
            metadata("workflow_name", "traceloop.workflow.name"),
            metadata("entity_name", "traceloop.entity.name"),
            metadata("entity_path", "traceloop.entity.path"),
            config("template", Reading.JSON, "traceloop.prompt.template"),
            config("template_variables", Reading.JSON, "traceloop.prompt.template_variables"),
            config("destination", "messaging.destination.name"),
            metadata("messaging_destination", "messaging.destination.name"),
            metadata("status_code", Reading.NUMBER, "http.response.status_code", "http.status_code"),
            metadata("http.response.status_code", "http.response.status_code"), // as every other tool calls them, too
            metadata("http.status_code", "http.status_code"));

    @Override
    public Set<String> roots() {
        return Set.of("traceloop", "llm", "gen_ai", "messaging", "http");
    }

    @Override
    public void translate(Source source, EventDraft draft) {
        SpanAttributes attributes = source.attributes();
        TABLE.apply(attributes, draft);
        Tools.put(attributes, draft, "llm.request.functions");
        messages(attributes, draft, "llm.prompts.", "llm.completions.");
        ChatMessages.putValues(source, draft, Bucket.INPUTS, "traceloop.entity.input");
        ChatMessages.putValues(source, draft, Bucket.OUTPUTS, "traceloop.entity.output");
    }

    private static void messages(SpanAttributes attributes, EventDraft draft, String told, String answered) {
        if (ChatMessages.putInputs(draft, ChatMessages.indexed(attributes.numbered(told)))) {
            attributes.takeNumbered(told);
        }
        if (ChatMessages.putOutputs(draft, ChatMessages.indexed(attributes.numbered(answered)))) {
            attributes.takeNumbered(answered);
        }
    }
}
