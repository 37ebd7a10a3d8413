// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import static ai.honeyhive.server.internal.translate.AttributeTable.config;
import static ai.honeyhive.server.internal.translate.AttributeTable.inputs;
import static ai.honeyhive.server.internal.translate.AttributeTable.metadata;
import static ai.honeyhive.server.internal.translate.AttributeTable.outputs;

import ai.honeyhive.server.internal.model.Bucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Spring AI's Micrometer observations, whose values are all texts; model calls are told in {@code gen_ai} names. */
final class SpringAiDialect implements Dialect {
    private static final AttributeTable TABLE = AttributeTable.of(
            metadata("span_kind", "spring.ai.kind"),
            metadata("conversation_id", "spring.ai.chat.client.conversation.id"),
            metadata("tool_name", "spring.ai.tool.definition.name"),
            metadata("tool_description", "spring.ai.tool.definition.description"),
            config("tool_parameters", Reading.JSON, "spring.ai.tool.definition.schema"),
            config(
                    "tools",
                    Reading.LIST,
                    "spring.ai.model.request.tool.names",
                    "spring.ai.chat.client.tool.names",
                    "spring.ai.chat.client.tool.function.names"),
            config("stream", Reading.FLAG, "spring.ai.chat.client.stream"),
            config("dimensions", Reading.NUMBER, "gen_ai.request.embedding.dimensions"),
            config("image_size", "gen_ai.request.image.size"),
            config("image_style", "gen_ai.request.image.style"),
            config("image_response_format", "gen_ai.request.image.response_format"),
            inputs("query", Reading.AS_IS, "db.vector.query.content"),
            inputs("filter", Reading.AS_IS, "db.vector.query.filter"),
            config("top_k", Reading.NUMBER, "db.vector.query.top_k"),
            config("similarity_threshold", Reading.NUMBER, "db.vector.query.similarity_threshold"),
            outputs("documents", Reading.LIST, "db.vector.query.response.documents"));

    private static final String SYSTEM_TEXT = "spring.ai.chat.client.system.text";
    private static final String USER_TEXT = "spring.ai.chat.client.user.text";

    @Override
    public Set<String> roots() {
        return Set.of("spring", "db", "gen_ai");
    }

    @Override
    public void translate(Source source, EventDraft draft) {
        SpanAttributes attributes = source.attributes();
        TABLE.apply(attributes, draft);
        List<ObjectNode> told = new ArrayList<>();
        addText(told, "system", attributes.peek(SYSTEM_TEXT));
        addText(told, "user", attributes.peek(USER_TEXT));
        if (ChatMessages.putInputs(draft, told)) {
            attributes.take(SYSTEM_TEXT);
            attributes.take(USER_TEXT);
        }
        ChatMessages.putValues(source, draft, Bucket.INPUTS, "spring.ai.tool.call.arguments");
        ChatMessages.putValues(source, draft, Bucket.OUTPUTS, "spring.ai.tool.call.result");
    }

    private static void addText(List<ObjectNode> messages, String role, @Nullable JsonNode text) {
        if (text != null) {
            messages.add(ChatMessages.text(role, text));
        }
    }
}
